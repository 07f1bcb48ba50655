import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskError } from '#shared/contract/result.ts';
import type { Contour } from '#shared/domain/states.ts';
import { type Database, openDatabase } from '../db/open.ts';
import type { Paths } from '../ports.ts';
import { emptyFolder, remove, whenMissing } from './durable-file.ts';
import { readSlots, type SlotFile, writeSlots } from './keyslots.ts';
import { REFRESH_FILE } from './refresh-store.ts';

/** The encrypted store in the data folder; SQLite keeps `-wal` and `-shm` beside it. */
export const DATABASE_FILE = 'kartoteka.db';
export const SLOTS_FILE = 'keyslots.json';
export const ATTEMPTS_FILE = 'attempts.json';
/** Folders of the data folder that hold personal data, encrypted: they go with the rest when a user erases all. */
export const PERSONAL_FOLDERS: readonly string[] = ['attachments', 'backups'];

/** The store on the disk together with the ways to its key. */
export interface Vault {
  slots(): SlotFile | null;
  /** Why the store cannot be used; nothing is written while there is a reason. */
  problem(): DeskError | null;
  /** Reads the slots again. Never throws: what it found wrong is the problem. */
  load(): Promise<void>;
  change(slots: SlotFile): Promise<void>;
  /** @throws DeskError KD-5001…5003, also when the file is gone and may not be created */
  open(key: Uint8Array, mayCreate: boolean): Database;
  /** Opens, works, closes. */
  within<T>(key: Uint8Array, work: (db: Database) => T): T;
  /**
   * Removes the store, its keys, tokens, attachments, backups and temporary files. The keys go first: what a locked file
   * may leave behind is unreadable from then on.
   * @throws DeskError KD-6001 when something could not be removed; `detail` names it
   */
  wipe(): Promise<void>;
}

/** @param contour of the policy; null without one, when no store is opened */
export function createVault(paths: Paths, contour: Contour | null): Vault {
  const slotsPath = join(paths.data, SLOTS_FILE);
  const databasePath = join(paths.data, DATABASE_FILE);
  let slots: SlotFile | null = null;
  let problem: DeskError | null = null;

  function open(key: Uint8Array, mayCreate: boolean): Database {
    if (!mayCreate && !existsSync(databasePath)) {
      throw new DeskError('KD-5001', { params: { detail: `${DATABASE_FILE}: ENOENT` } });
    }
    return openDatabase(databasePath, key);
  }

  function problemOf(found: SlotFile | null): DeskError | null {
    // A store without its keys is closed for good, unless somebody puts the file back: never start a new one over it.
    if (found === null && existsSync(databasePath)) {
      return new DeskError('KD-5001', { params: { detail: `${SLOTS_FILE}: ENOENT` } });
    }
    const otherWorld = found !== null && contour !== null && found.contour !== contour;
    return otherWorld ? new DeskError('KD-1009') : null;
  }

  return {
    slots: () => slots,
    problem: () => problem,
    open,
    async load() {
      try {
        slots = await readSlots(slotsPath);
        problem = problemOf(slots);
      } catch (error) {
        slots = null;
        problem = error instanceof DeskError ? error : new DeskError('KD-5001', { cause: error });
      }
    },
    async change(changed) {
      await mkdir(paths.data, { recursive: true, mode: 0o700 });
      await writeSlots(slotsPath, changed);
      slots = changed;
    },
    within(key, work) {
      const db = open(key, false);
      try {
        return work(db);
      } finally {
        db.close();
      }
    },
    async wipe() {
      const left: string[] = [];
      const attempt = async (name: string, work: () => Promise<void>): Promise<void> =>
        work().catch(() => void left.push(name));
      await attempt(SLOTS_FILE, () => remove(slotsPath));
      const names = await readdir(paths.data).catch(whenMissing([]));
      for (const name of names.filter(isPersonal)) await attempt(name, () => remove(join(paths.data, name)));
      await attempt('temporary', () => emptyFolder(paths.temporary));
      if (left.length > 0) throw new DeskError('KD-6001', { params: { detail: left.join(', ') } });
    },
  };
}

function isPersonal(name: string): boolean {
  if (PERSONAL_FOLDERS.includes(name) || REFRESH_FILE.test(name)) return true;
  return [DATABASE_FILE, SLOTS_FILE, ATTEMPTS_FILE].some((file) => name.startsWith(file));
}
