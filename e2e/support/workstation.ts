import { expect } from '@playwright/test';
import { clinicSource } from '../../electron/core/training/generate.ts';
import { type Account, CHIEF, CLERK, type Desk, TEXT } from './desk.ts';
import type { Program } from './program.ts';
import type { SandboxProcess } from './sandbox.ts';

/**
 * A clerk and the chief doctor both know their PIN of one workstation, which has the whole clinic; nobody is at work.
 * @returns the recovery key
 */
export async function workstationOfTwo(desk: Desk): Promise<string> {
  const key = await desk.begin(CLERK);
  await desk.signOut();
  await desk.signInAsAnother(CHIEF);
  await desk.joinBy(key, CHIEF);
  await desk.signOut();
  return key;
}

/** The same, and the clerk is at work. */
export async function share(desk: Desk): Promise<string> {
  const key = await workstationOfTwo(desk);
  await desk.unlock(CLERK);
  return key;
}

export async function lock({ page }: Program): Promise<void> {
  const answer = await page.evaluate(() => window.kartoteka.access.lock({}));
  expect(answer).toMatchObject({ ok: true, value: { stage: 'locked' } });
}

/** @returns the stage reached, or the code of the refusal */
export function unlock({ page }: Program, { pin, known }: Account): Promise<string> {
  return page.evaluate(
    async ({ pin, role }) => {
      const state = await window.kartoteka.access.state({});
      // Core had opened it, and its successor did so again.
      if (state.ok && state.value.stage === 'open') return 'open';
      const users = state.ok && state.value.stage === 'locked' ? state.value.users : [];
      const user = users.find((one) => one.role === role);
      const answer = await window.kartoteka.access.unlock({ userId: user?.userId ?? '', pin });
      return answer.ok ? answer.value.stage : answer.error.code;
    },
    { pin, role: known === TEXT.states.role.approver ? 'approver' : 'editor' },
  );
}

/** How many people the list of staff shows, those who left included. */
export async function listed({ page }: Program): Promise<number> {
  return page.evaluate(async () => {
    const filter = { text: '', divisionId: null, employed: 'all', only: null } as const;
    const view = await window.kartoteka.staff.openView({ filter, sort: [], first: 1 });
    if (!view.ok) throw new Error(view.error.code);
    return view.value.total;
  });
}

/** As the registry must show it once, and only once. */
export interface Submitted {
  readonly requestId: string;
  readonly phone: string;
}

/**
 * The clerk at work submits so many requests: a telephone each, of another person each time; every third is a hiring.
 * By calls, as the pages make them: there are many.
 */
export async function submitMany(program: Program, count: number): Promise<Submitted[]> {
  // People that the clinic of the test does not have.
  const strangers = clinicSource({ people: 4000 });
  const hires = Array.from({ length: count }, (_, index) => {
    const { person, employments } = strangers.personAt(3000 + index);
    const { remoteId: _remoteId, ...fields } = person;
    const [{ remoteId: _own, divisionRemoteId: _division, ...employment } = never()] = employments;
    const open = { ...employment, endDate: null, endReason: null, endOrder: null, endOrderDate: null };
    return { person: { ...fields, phone: phoneOf(index) }, employment: open };
  });
  const phones = hires.map((_, index) => phoneOf(index));
  const requestIds = await program.page.evaluate(
    async ({ hires, phones }) => {
      const api = window.kartoteka;
      const given = <T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T => {
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
        return answer.value;
      };
      const filter = { text: '', divisionId: null, employed: 'open', only: null } as const;
      const { rows } = given(await api.staff.openView({ filter, sort: [], first: phones.length }));
      const [division] = given(await api.divisions.tree({})).nodes;
      const ids: string[] = [];
      for (const [index, phone] of phones.entries()) {
        const [row, hire] = [rows[index], hires[index]];
        if (!row || !hire || !division) throw new Error('the clinic is too small');
        const edit = { kind: 'person', id: row.personId, field: 'phone', from: row.phone, to: phone } as const;
        const { requestId } = given<{ requestId: string }>(
          index % 3 === 2
            ? await api.staff.hire({ ...hire, employment: { ...hire.employment, divisionId: division.id } })
            : await api.staff.applyEdits({ edits: [edit] }),
        );
        given(await api.changes.submit({ requestId }));
        ids.push(requestId);
      }
      return ids;
    },
    { hires, phones },
  );
  return requestIds.map((requestId, index) => ({ requestId, phone: phoneOf(index) }));
}

/** The chief doctor at work signs all of them. */
export async function approveAll(
  program: Program,
  { signing }: SandboxProcess,
  submitted: readonly Submitted[],
): Promise<void> {
  await program.answerDialogs({ open: signing.container });
  await program.page.evaluate(
    async ({ ids, password }) => {
      const api = window.kartoteka.changes;
      for (const requestId of ids) {
        const [view, chosen] = [await api.signingView({ requestId }), await api.chooseContainer({})];
        if (!view.ok || !chosen.ok || chosen.value === null) throw new Error('it cannot be signed');
        const { containerId } = chosen.value;
        const answer = await api.approve({ requestId, digest: view.value.digest, containerId, password });
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      }
    },
    { ids: submitted.map(({ requestId }) => requestId), password: signing.password },
  );
}

const phoneOf = (index: number): string => `+7901${String(1_000_000 + index)}`;

function never(): never {
  throw new Error('a generated person without work');
}
