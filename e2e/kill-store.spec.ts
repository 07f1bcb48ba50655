import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../electron/core/db/migrate.ts';
import { createRandom } from '../electron/core/training/random.ts';
import { CoreProcess } from './support/core.ts';
import { CHIEF, Desk, TEXT } from './support/desk.ts';
import { columnsOf, rowsOf, tablesOf, writeOlder } from './support/older-store.ts';
import { expectEqual, expectIntact, expectSentOnce } from './support/outcome.ts';
import { damagesOf, onFirstWrite, reading, replaceStore, type StoreFile, storeOf } from './support/store.ts';
import { expect, test } from './support/test.ts';
import { approveAll, lock, share, submitMany, unlock } from './support/workstation.ts';

/** Moments are chosen by this; another number kills at others. */
const SEED = Number(process.env.KARTOTEKA_SEED ?? 1);

const ROUNDS = 11;
/** What opening the desk itself writes. */
const KEPT_BY_THE_DAY = new Set(['sync_session', 'meta', 'app_user']);
/** Grows when a record is read again from its copy, for facts that the older store had no place for. */
const REVISION = 'rev';

test.describe('core killed', () => {
  test.describe.configure({ timeout: 900_000 });

  test('while it brings an older store up to date has the old one or the new one @kill', async ({
    registry: { sandbox },
    program,
  }) => {
    const desk = new Desk(program);
    const folder = await mkdtemp(join(tmpdir(), 'kartoteka-older-'));
    await share(desk);
    const submitted = await submitMany(program, 4);
    await desk.signOut();
    await desk.unlock(CHIEF);
    await approveAll(program, sandbox, submitted);
    await lock(program);
    const store = await storeOf(program.profile, CHIEF);
    const now = { ...store, path: join(folder, 'now.db') };
    const older = { ...store, path: join(folder, 'older.db') };
    copyFileSync(store.path, now.path);
    const core = await CoreProcess.of(program);
    const random = createRandom(SEED);
    const found: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const schema = SCHEMA_VERSION - 1 - random.below(10);
      writeOlder(now, older.path, schema);
      replaceStore(store, older.path);
      const [writes, looks] = [random.below(4), random.below(2_000)];
      const dead = onFirstWrite(store, () => core.killAfterWrites(store.log, writes, looks));
      void unlock(program, CHIEF);
      await dead;
      await core.restarted();
      found.push(schemaOf(store, join(folder, 'left.db')));
      expect([schema, SCHEMA_VERSION]).toContain(found.at(-1));
      expect(await unlock(program, CHIEF)).toBe('open');
      await expectIntact(program, store);
      expectSameRows(older, store);
      await lock(program);
    }
    // Some of them died before the new store was there.
    expect(found.some((schema) => schema < SCHEMA_VERSION)).toBe(true);

    // The queue has come through all of it.
    await desk.unlock(CHIEF);
    await desk.signInAgain(CHIEF);
    await expect(desk.status(TEXT.shell.queueEmpty)).toBeVisible();
    await expectSentOnce(sandbox, store, submitted);
    await expectEqual(sandbox, store);
    await rm(folder, { recursive: true, force: true });
  });
});

/** Read from a copy: whoever opens a log that was left first takes it over. */
function schemaOf(store: StoreFile, copy: string): number {
  const left = { ...store, path: copy, log: `${copy}-wal` };
  replaceStore(left, store.path);
  if (existsSync(store.log)) copyFileSync(store.log, left.log);
  return reading(left, (db) => Number(db.pragma('user_version', { simple: true })));
}

/** Whatever the older store held is in the new one as it was; the journal has grown, if anything. */
function expectSameRows(older: StoreFile, store: StoreFile): void {
  const before = reading(older, (db) =>
    tablesOf(db).map((table) => {
      const columns = columnsOf(db, table).filter((column) => column !== REVISION);
      return { table, columns, rows: rowsOf(db, table, columns) };
    }),
  );
  reading(store, (db) => {
    expect(damagesOf(db)).toEqual([]);
    for (const { table, columns, rows } of before.filter(({ table }) => !KEPT_BY_THE_DAY.has(table))) {
      expect(rowsOf(db, table, columns).slice(0, rows.length), table).toEqual(rows);
    }
  });
}
