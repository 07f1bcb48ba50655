import type { Database } from '../electron/core/db/open.ts';
import { createRandom } from '../electron/core/training/random.ts';
import { CoreProcess } from './support/core.ts';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { aPage, aQuestion, aSubmission, ExchangeLog, type Fits } from './support/exchanges.ts';
import { expectEqual, expectIntact, expectSentOnce } from './support/outcome.ts';
import type { Program } from './support/program.ts';
import { differencesFrom, reading, storeOf } from './support/store.ts';
import { expect, test } from './support/test.ts';
import { approveAll, share, submitMany } from './support/workstation.ts';

/** Moments are chosen by this; another number kills at others. */
const SEED = Number(process.env.KARTOTEKA_SEED ?? 1);
/** So many writes of the log after an exchange core dies: before, amid and after the transaction of a page. */
const WRITES = [0, 0, 1, 2, 3];
const ROUNDS = 13;

test.describe('core killed', () => {
  test.describe.configure({ timeout: 900_000 });

  test.describe('in the first copy', () => {
    test.use({ people: 3000 });

    test('goes on at the page where it was @kill', async ({ registry: { sandbox }, program }) => {
      const desk = new Desk(program);
      await program.giveKeystore();
      await sandbox.spoil([{ path: '/fhir', action: 'status' }]);
      await desk.signIn(CLERK);
      await desk.setPin(CLERK);
      await desk.takeRecoveryKey();
      const core = await CoreProcess.of(program);
      const store = await storeOf(program.profile, CLERK);
      const exchanges = await ExchangeLog.follow(sandbox);
      const random = createRandom(SEED);
      /** Pages in the order in which each core asked for them. */
      const lives: string[][] = [];
      await sandbox.calm();
      void runNow(program);
      for (let round = 0; round < ROUNDS; round++) {
        const begun = exchanges.notes.length;
        const dead = exchanges.next(random.pick(['asked', 'answered']), aPage, () =>
          core.killAfterWrites(store.log, random.pick(WRITES)),
        );
        await sandbox.calm();
        await dead;
        await sandbox.spoil([{ path: '/fhir', action: 'hold' }]);
        await core.restarted();
        lives.push(pagesOf(exchanges, begun));
      }
      const begun = exchanges.notes.length;
      await sandbox.calm();
      // A program that has some people shows them before the copy is whole.
      await expect
        .poll(() => runNow(program), { timeout: 120_000 })
        .toMatchObject({ ok: true, value: { complete: true, error: null } });
      lives.push(pagesOf(exchanges, begun));
      expectContinued(lives);
      await expectIntact(program, store);
      await expectEqual(sandbox, store);
      exchanges.stop();
    });
  });

  test.describe('while it writes a page', () => {
    test.use({ people: 600 });

    test('loses neither what came nor what was typed @kill', async ({ registry: { sandbox }, program }) => {
      const desk = new Desk(program);
      await program.giveKeystore();
      await desk.begin(CLERK);
      const core = await CoreProcess.of(program);
      const store = await storeOf(program.profile, CLERK);
      const exchanges = await ExchangeLog.follow(sandbox);
      const random = createRandom(SEED);
      const people = (await sandbox.resources('Practitioner')).slice(0, 150);
      const typed: string[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const birthDate = `1971-02-${String(round).padStart(2, '0')}`;
        await Promise.all(people.map((one) => sandbox.put({ ...one, birthDate })));
        typed.push(await typePhone(program, round));
        const dead = exchanges.next('answered', aPageOf('Practitioner'), () =>
          core.killAfterWrites(store.log, random.pick(WRITES)),
        );
        void runNow(program);
        await dead;
        await core.restarted();
      }
      expect(await runNow(program)).toMatchObject({ ok: true, value: { error: null, conflicts: 0 } });
      await expectIntact(program, store);
      // What nobody has sent stays on top of what came, and is all that differs.
      const drafts = reading(store, draftsOf);
      expect(drafts.map(({ value }) => value)).toEqual(typed);
      const left = await differencesFrom(sandbox, store);
      expect(left.toSorted()).toEqual(drafts.map(({ remoteId }) => `person ${remoteId} phone`).toSorted());
      exchanges.stop();
    });
  });

  test('while it sends has every request at the registry once @kill', async ({ registry: { sandbox }, program }) => {
    const desk = new Desk(program);
    await share(desk);
    const submitted = await submitMany(program, 2 * ROUNDS + 4);
    await desk.signOut();
    await desk.unlock(CHIEF);
    await approveAll(program, sandbox, submitted);
    const core = await CoreProcess.of(program);
    const store = await storeOf(program.profile, CHIEF);
    const exchanges = await ExchangeLog.follow(sandbox);
    const random = createRandom(SEED);
    const submissionsAreHeld = (): Promise<void> =>
      sandbox.spoil([{ path: '/fhir', exact: true, method: 'POST', action: 'hold' }]);

    await program.giveKeystore();
    await submissionsAreHeld();
    let held = exchanges.next('held', aSubmission);
    await desk.signInAgain(CHIEF);
    for (let round = 0; round < ROUNDS; round++) {
      await held;
      const moment = random.pick(['before it is taken', 'while it is taken', 'after the answer'] as const);
      const questioned = exchanges.next('answered', aQuestion);
      if (moment === 'after the answer') {
        const dead = exchanges.next('answered', aSubmission, () =>
          core.killAfterWrites(store.log, random.pick(WRITES)),
        );
        await sandbox.calm();
        await dead;
      } else {
        core.kill();
        if (moment === 'while it is taken') await sandbox.calm();
      }
      const again = exchanges.next('asked', aSubmission);
      if (moment === 'before it is taken') {
        // What was held is taken only now: after the new core has heard that the registry does not know it.
        await questioned;
        await sandbox.calm();
        await again;
      }
      held = exchanges.next('held', aSubmission);
      await submissionsAreHeld();
      await core.restarted();
    }
    await sandbox.calm();
    await expect(desk.status(TEXT.shell.queueEmpty)).toBeVisible();
    await expectIntact(program, store);
    await expectSentOnce(sandbox, store, submitted);
    await expectEqual(sandbox, store);
    exchanges.stop();
  });
});

function runNow({ page }: Program) {
  return page.evaluate(() => window.kartoteka.sync.run({}));
}

const aPageOf =
  (type: string): Fits =>
  (note) =>
    aPage(note) && note.url.startsWith(`/fhir/${type}/`);

function pagesOf({ notes }: ExchangeLog, from: number): string[] {
  return notes
    .slice(from)
    .filter((note) => note.at === 'asked' && aPage(note))
    .map(({ url }) => url);
}

/** Each core begins with the page that the one before was writing, or with the next: one is asked for ahead. */
function expectContinued(lives: readonly (readonly string[])[]): void {
  const order = [...new Set(lives.flat())];
  for (const [index, life] of lives.entries()) {
    const before = lives.slice(0, index).flat();
    const furthest = Math.max(0, ...before.map((url) => order.indexOf(url)));
    const begun = life[0] === undefined ? furthest : order.indexOf(life[0]);
    expect(begun, `life ${index}: ${life[0]}`).toBeGreaterThanOrEqual(furthest - 1);
  }
}

/** Types a telephone into the card of a person of their own for each round. */
async function typePhone({ page }: Program, round: number): Promise<string> {
  const phone = `+7902${String(1_000_000 + round)}`;
  await page.evaluate(
    async ([phone, round]) => {
      const filter = { text: '', divisionId: null, employed: 'open', only: null } as const;
      const view = await window.kartoteka.staff.openView({ filter, sort: [], first: round });
      const row = view.ok ? view.value.rows.at(-1) : undefined;
      if (!row) throw new Error('nobody is there');
      const edit = { kind: 'person', id: row.personId, field: 'phone', from: row.phone, to: phone } as const;
      const answer = await window.kartoteka.staff.applyEdits({ edits: [edit] });
      if (!answer.ok) throw new Error(answer.error.code);
    },
    [phone, round] as const,
  );
  return phone;
}

/** Telephones that were typed and not sent, by age. */
function draftsOf(db: Database): { remoteId: string; value: string }[] {
  const rows = db.prepare(`SELECT p.remote_id AS remoteId, p.phone AS value FROM change_field f
    JOIN person p ON p.id = f.entity_id ORDER BY p.phone`);
  return rows.all() as { remoteId: string; value: string }[];
}
