import { changes as contract } from '#shared/contract/changes.ts';
import type { StaffRow } from '#shared/contract/staff.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import { approvingParts, fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';

export function open(policy: { authorMayApprove?: boolean } = {}) {
  const desk = openTestDesk({
    ...approvingParts(),
    policy: () => ({ signingAuthorities: [], authorMayApprove: policy.authorMayApprove ?? false }),
  });
  return { desk, people: fillClinic(desk, 6).people };
}

export async function rowOf(desk: TestDesk, personId: string): Promise<StaffRow> {
  const [row] = (await desk.handlers.staff.rowsOf({ personIds: [personId] }, desk.editor)).rows;
  if (row === undefined) throw new Error('No such person');
  return row;
}

export async function type(
  desk: TestDesk,
  personId: string | undefined,
  field: 'phone' | 'email' | 'lastName',
  to: FieldValue,
  who = desk.editor,
) {
  const row = await rowOf(desk, personId ?? '');
  const edit = { kind: 'person' as const, id: row.personId, field, from: row[field], to };
  return (await desk.handlers.staff.applyEdits({ edits: [edit] }, who)).requestId;
}

export async function approve(desk: TestDesk, requestId: string, who: CallContext = desk.approver) {
  const { changes } = desk.handlers;
  const { digest } = contract.signingView.output.parse(await changes.signingView({ requestId }, who));
  const containerId = (await changes.chooseContainer({}, who))?.containerId ?? '';
  return changes.approve({ requestId, digest, containerId, password: '' }, who);
}

export const settle = (desk: TestDesk, requestId: string, kind: 'accepted' | 'rejected'): void =>
  desk.db
    .transaction(() =>
      desk.pending.settle(
        requestId,
        kind === 'accepted' ? { kind } : { kind, code: 'invalid', message: 'Снилс не найден', field: 'person.snils' },
      ),
    )
    .immediate();
