import type { DivisionClosing } from '#shared/contract/divisions.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit, Transfer } from '#shared/contract/staff.ts';
import type { StaffingPosition } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { fullName } from '#shared/rules/names.ts';
import { type Author, refused, writeEdits } from '../entities/writing.ts';
import { type DivisionWriting, divisionAt } from './writing.ts';

export type ClosingParts = DivisionWriting & {
  /** Planned posts of a division in tables that last longer than the day. */
  readonly positionsIn: (divisionId: EntityId, day: string) => readonly StaffingPosition[];
  /** Ends and begins employments; see `writeTransfer`. */
  readonly transfer: (author: Author, transfer: Transfer) => { readonly personIds: readonly EntityId[] };
};

export interface Closing {
  readonly divisionId: EntityId;
  /** The last one on which the division works. */
  readonly lastDay: string;
  readonly people:
    | (Pick<Transfer, 'endReason' | 'endOrder' | 'endOrderDate'> & { readonly divisionId: EntityId })
    | null;
  readonly positionsTo: EntityId | null;
}

/** What is still open in a division after a day. */
export function openAfter({ store, positionsIn }: ClosingParts, divisionId: EntityId, day: string): DivisionClosing {
  return {
    divisions: store.openBelow(divisionId, day),
    people: store.peopleAfter(divisionId, day).map(({ lastName, firstName, patronymic, ...employment }) => ({
      ...employment,
      name: fullName({ lastName, firstName, patronymic }),
    })),
    positions: positionsIn(divisionId, day).map(({ id, documentId, postCode, rate }) => ({
      ...{ id, documentId, postCode, rate },
    })),
  };
}

/**
 * Closes a division after a day (business rule 5). Its people go to another division on the day after, so that their
 * history is kept; its planned posts go too. Refused while anything is left open.
 *
 * @throws DeskError KD-2227 something is still open · KD-2202 it opened later · as `writeTransfer` and `writeEdits`
 */
export function closeDivision(
  parts: ClosingParts,
  author: Author,
  { divisionId, lastDay, people, positionsTo }: Closing,
): { readonly requestId: EntityId; readonly personIds: readonly EntityId[] } {
  const division = divisionAt(parts, divisionId);
  if (division.openDate !== null && lastDay < division.openDate) {
    throw refused('KD-2202', { kind: 'division', id: divisionId, field: 'liquidationDate' });
  }
  const open = openAfter(parts, divisionId, lastDay);
  const personIds = people === null || open.people.length === 0 ? [] : goAway(parts, author, open, lastDay, people);
  if (positionsTo !== null && open.positions.length > 0) {
    const edits = open.positions.map(
      ({ id }): FieldEdit => ({
        ...{ kind: 'staffingPosition', id, field: 'divisionId', from: divisionId, to: positionsTo },
      }),
    );
    writeEdits(parts, author, edits, { kinds: ['staffingPosition'], action: 'divisions.close' });
  }
  refuseOpen(openAfter(parts, divisionId, lastDay), divisionId);
  const edit: FieldEdit = {
    ...{ kind: 'division', id: divisionId, field: 'liquidationDate', from: division.liquidationDate, to: lastDay },
  };
  const { requestId } = writeEdits(parts, author, [edit], { kinds: ['division'], action: 'divisions.close' });
  return { requestId, personIds };
}

function goAway(
  parts: ClosingParts,
  author: Author,
  open: DivisionClosing,
  lastDay: string,
  { divisionId, ...order }: NonNullable<Closing['people']>,
): readonly EntityId[] {
  const employmentIds = open.people.map(({ employmentId }) => employmentId);
  return parts.transfer(author, { employmentIds, date: addDays(lastDay, 1), values: { divisionId }, ...order })
    .personIds;
}

function refuseOpen({ divisions, people, positions }: DivisionClosing, id: EntityId): void {
  const counts = { divisions: divisions.length, people: people.length, positions: positions.length };
  if (counts.divisions + counts.people + counts.positions === 0) return;
  throw new DeskError('KD-2227', { field: 'division.liquidationDate', params: { ...counts, id } });
}
