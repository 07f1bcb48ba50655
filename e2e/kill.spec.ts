import { randomInt } from 'node:crypto';
import type { EntityId } from '#shared/domain/values.ts';
import { CoreProcess } from './support/core.ts';
import { CLERK, Desk, TEXT } from './support/desk.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    /** Values acknowledged in this round, the last one first; `asked` was under way when core died. */
    round: { acknowledged: string[]; asked: string | null; over: Promise<void> };
  }
}

const ROUNDS = 20;

test('core killed in the midst of edits loses nothing that was acknowledged @kill', async ({ program }) => {
  test.slow();
  const desk = new Desk(program);
  await desk.begin(CLERK);
  await desk.go('staff');
  const personId = await anyPerson(program);
  const core = await CoreProcess.of(program);
  let edits = 0;

  for (let round = 1; round <= ROUNDS; round += 1) {
    await beginEdits(program, personId, round);
    await program.page.waitForFunction((least) => window.round.acknowledged.length >= least, randomInt(1, 12));
    core.kill();
    await core.restarted();
    await program.page.evaluate(() => window.round.over);
    const notice = desk.page.getByText(TEXT.errors['KD-9004']({}).title);
    await expect(notice).toBeVisible();
    await desk.page.getByRole('main').getByRole('button', { name: TEXT.shell.dismiss }).click();
    await expect(notice).toBeHidden();
    const { stored, acknowledged, asked } = await afterwards(program, personId);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect([acknowledged[0], asked], `round ${round}`).toContain(stored);
    edits += acknowledged.length;
  }
  expect(edits).toBeGreaterThanOrEqual(ROUNDS);
  await expect(program.page.getByRole('grid')).toBeVisible();
  const journal = await program.page.evaluate(() => window.kartoteka.journal.verify({}));
  expect(journal).toMatchObject({ ok: true, value: { brokenAt: null } });
});

async function anyPerson(program: Program): Promise<EntityId> {
  return program.page.evaluate(async () => {
    const filter = { text: '', divisionId: null, employed: 'open', only: null } as const;
    const view = await window.kartoteka.staff.openView({ filter, sort: [], first: 1 });
    const row = view.ok ? view.value.rows[0] : undefined;
    if (!row) throw new Error('nobody is there');
    return row.personId;
  });
}

/**
 * Edits one field again and again, each after the other was acknowledged, until core no longer answers: or another one
 * does, when it died just between two edits.
 */
async function beginEdits(program: Program, personId: EntityId, round: number): Promise<void> {
  await program.page.evaluate(
    async ({ personId, round }) => {
      const card = await window.kartoteka.staff.card({ personId });
      if (!card.ok) throw new Error(card.error.code);
      let from = card.value.person.phone;
      const state: Window['round'] = { acknowledged: [], asked: null, over: Promise.resolve() };
      window.round = state;
      state.over = (async () => {
        const restarts = window.coreRestarts;
        for (let count = 0; window.coreRestarts === restarts; count += 1) {
          const to = `+7900${String(round).padStart(2, '0')}${String(count).padStart(5, '0')}`;
          state.asked = to;
          const edit = { kind: 'person', id: personId, field: 'phone', from, to } as const;
          const answer = await window.kartoteka.staff.applyEdits({ edits: [edit] });
          if (!answer.ok) return;
          state.acknowledged.unshift(to);
          state.asked = null;
          from = to;
        }
      })();
    },
    { personId, round },
  );
}

async function afterwards(program: Program, personId: EntityId) {
  return program.page.evaluate(async (id) => {
    const { acknowledged, asked } = window.round;
    const card = await window.kartoteka.staff.card({ personId: id });
    return { acknowledged, asked, stored: card.ok ? card.value.person.phone : card.error.code };
  }, personId);
}
