import { copyFileSync, rmSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import { openByPin, readSlots, storeKey } from '../../electron/core/access/keyslots.ts';
import { SLOTS_FILE, storeFile } from '../../electron/core/access/vault.ts';
import { type Database, openReader } from '../../electron/core/db/open.ts';
import { foldersOf } from '../../electron/main/places.ts';
import { COPIED_TYPES, differences } from '../../sandbox/testing-equal.ts';
import type { Account } from './desk.ts';
import type { SandboxProcess } from './sandbox.ts';

/** The only store of a workstation, as a file. */
export interface StoreFile {
  readonly path: string;
  /** What SQLite writes first. */
  readonly log: string;
  readonly key: Uint8Array;
}

export async function storeOf(profile: string, { pin }: Account): Promise<StoreFile> {
  const { desk } = foldersOf(profile);
  const slots = await readSlots(join(desk, SLOTS_FILE));
  for (const { userId, storeId } of slots?.users ?? []) {
    const key = slots && (await openByPin(slots, userId, pin));
    if (!key) continue;
    const path = join(desk, storeFile(storeId));
    return { path, log: `${path}-wal`, key: storeKey(key, slots, storeId) };
  }
  throw new Error('no store that this PIN opens');
}

/** Reads the store beside the running program. */
export function reading<T>({ path, key }: StoreFile, work: (db: Database) => T): T {
  const db = openReader(path, key);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** What SQLite itself finds wrong with the file; nothing when it is whole. */
export function damagesOf(db: Database): unknown[] {
  const found = db.pragma('integrity_check') as { integrity_check: string }[];
  const broken = db.pragma('foreign_key_check') as unknown[];
  return [...found.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok'), ...broken];
}

/** Where the store differs from the registry, see `sandbox/testing-equal.ts`. */
export async function differencesFrom(sandbox: SandboxProcess, store: StoreFile): Promise<string[]> {
  const held = await Promise.all(COPIED_TYPES.map((type) => sandbox.resources(type)));
  return reading(store, (db) => differences(db, held.flat() as unknown as Resource[]));
}

/** Puts another file in the place of the closed store. */
export function replaceStore({ path, log }: StoreFile, by: string): void {
  rmSync(log, { force: true });
  rmSync(`${path}-shm`, { force: true });
  copyFileSync(by, path);
}

/** The moment at which core opens the store, or writes into the open one for the first time from now. */
export function onFirstWrite({ log }: StoreFile, act: () => void): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dirname(log), (_event, name) => {
      if (name !== basename(log)) return;
      watcher.close();
      act();
      resolve();
    });
  });
}
