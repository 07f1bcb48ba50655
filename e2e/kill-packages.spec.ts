import { copyFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageKind } from '#shared/contract/packages.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { createRandom } from '../electron/core/training/random.ts';
import { CoreProcess } from './support/core.ts';
import { CHIEF, CLERK, Desk, TEXT } from './support/desk.ts';
import { withoutRegistry } from './support/offline-policy.ts';
import { expectEqual, expectIntact, expectSentOnce } from './support/outcome.ts';
import { Program } from './support/program.ts';
import { differencesFrom, onFirstWrite, reading, replaceStore, type StoreFile, storeOf } from './support/store.ts';
import { expect, test } from './support/test.ts';
import { approveAll, listed, lock, submitMany, unlock } from './support/workstation.ts';

/** Moments are chosen by this; another number kills at others. */
const SEED = Number(process.env.KARTOTEKA_SEED ?? 1);
/** Empty stores that are filled, and how often core dies while one is. */
const STORES = 4;
const DEATHS = 2;
/** How often it dies at the desk that takes requests. */
const DEATHS_WITH_REQUESTS = 3;
const PHRASE = 'слова для палочки связи';

test.use({ people: 300 });

test('core killed while it takes a package has each record and each request once @kill', async ({
  registry: { sandbox },
  program,
  display,
}) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-stick-'));
  const stick = (kind: PackageKind) => join(folder, `${kind}.kpkg`);
  const random = createRandom(SEED);
  const remote = await Program.create(await withoutRegistry(sandbox.policyFile, folder), display.name);
  await remote.open();
  const [chief, clerk] = [new Desk(program), new Desk(remote)];

  await test.step('one desk has the registry, the other has nothing', async () => {
    await program.giveKeystore();
    await chief.begin(CHIEF);
    await write(program, 'registry', stick('registry'));
    await clerk.signIn(CLERK);
    await clerk.setPin(CLERK);
    await clerk.takeRecoveryKey();
  });

  const store = await storeOf(remote.profile, CLERK);
  await test.step('records that were being taken are all there after the next try', async () => {
    const empty = join(folder, 'empty.db');
    await lock(remote);
    copyFileSync(store.path, empty);
    const core = await CoreProcess.of(remote);
    const held: number[] = [];
    for (let round = 0; round < STORES; round++) {
      replaceStore(store, empty);
      expect(await unlock(remote, CLERK)).toBe('open');
      for (let death = 0; death < DEATHS; death++) {
        await dieTaking(remote, core, store, stick('registry'), random.below(4), random.below(2_000));
        await expectIntact(remote, store);
        // What has come is whole; the rest is missing and nothing worse.
        const lacking = await differencesFrom(sandbox, store);
        expect(lacking.filter((line) => !/is not here$|wait for a reference$/.test(line))).toEqual([]);
        held.push(lacking.length);
      }
      expect(await takeAgain(remote, stick('registry'))).toMatchObject({ ok: true, value: { kind: 'registry' } });
      await expectEqual(sandbox, store);
      expect(await listed(remote)).toBe(await listed(program));
      await expectIntact(remote, store);
      if (round < STORES - 1) await lock(remote);
    }
    // Some of them died with a part of it on disk.
    expect(held.some((lacking) => lacking > 0)).toBe(true);
  });

  await test.step('requests that were being taken go on to the registry, once', async () => {
    const submitted = await submitMany(remote, 4);
    await write(remote, 'requests', stick('requests'));
    const [core, books] = [await CoreProcess.of(program), await storeOf(program.profile, CHIEF)];
    // A core that dies while it renews the sign-in loses it, and somebody has to sign in again: here none can renew it.
    await sandbox.spoil([{ path: new URL(sandbox.issuer).pathname, action: 'drop' }]);
    for (let death = 0; death < DEATHS_WITH_REQUESTS; death++) {
      await dieTaking(program, core, books, stick('requests'), random.below(3), random.below(2_000));
      await expectIntact(program, books);
    }
    expect(await takeAgain(program, stick('requests'))).toMatchObject({ ok: true });
    expect(requestsOf(books)).toEqual(submitted.map(({ requestId }) => [requestId, 'submitted']).sort());
    await sandbox.calm();
    await approveAll(program, sandbox, submitted);
    await expect
      .poll(() => requestsOf(books))
      .toEqual(submitted.map(({ requestId }) => [requestId, 'accepted']).sort());
    await expect(chief.status(TEXT.shell.queueEmpty)).toBeVisible();
    await expectSentOnce(sandbox, books, submitted);
    await expectIntact(program, books);
    await expectEqual(sandbox, books);
  });
  await remote.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function write(program: Program, kind: PackageKind, path: string): Promise<void> {
  await program.answerDialogs({ save: path });
  const answer = await program.page.evaluate(
    ([kind, passphrase]) => window.kartoteka.packages.write({ kind, passphrase, signing: null }),
    [kind, PHRASE] as const,
  );
  expect(answer).toMatchObject({ ok: true, value: { fileName: expect.any(String) } });
}

/** Everything before the taking itself. */
async function look(program: Program, path: string): Promise<EntityId> {
  await program.answerDialogs({ open: path });
  return program.page.evaluate(async (passphrase) => {
    const { packages } = window.kartoteka;
    const head = await packages.choose({});
    if (!head.ok || head.value === null) throw new Error(head.ok ? 'no file' : head.error.code);
    const { fileId } = head.value;
    const preview = await packages.preview({ fileId, passphrase });
    if (!preview.ok) throw new Error(preview.error.code);
    return fileId;
  }, PHRASE);
}

function take({ page }: Program, fileId: EntityId) {
  return page.evaluate((fileId) => window.kartoteka.packages.take({ fileId }), fileId);
}

async function takeAgain(program: Program, path: string) {
  return take(program, await look(program, path));
}

/** Core dies so many writes after the first one of the taking. */
async function dieTaking(
  program: Program,
  core: CoreProcess,
  store: StoreFile,
  path: string,
  writes: number,
  looks: number,
): Promise<void> {
  const fileId = await look(program, path);
  const dead = onFirstWrite(store, () => core.killAfterWrites(store.log, writes, looks));
  void take(program, fileId);
  await dead;
  await core.restarted();
}

function requestsOf(store: StoreFile): unknown[] {
  return reading(store, (db) => db.prepare('SELECT id, state FROM change_request ORDER BY id').raw().all());
}
