import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskError } from '#shared/contract/result.ts';
import type { Contour } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type Database, openDatabase } from '../db/open.ts';
import type { Paths } from '../ports.ts';
import { emptyFolder, remove, whenMissing } from './durable-file.ts';
import { readSlots, type SlotFile, storeKey, writeSlots } from './keyslots.ts';
import { REFRESH_FILE, tokenOwner } from './refresh-store.ts';

/** An encrypted store in the data folder; SQLite keeps `-wal` and `-shm` beside it. */
const STORE_FILE = /^kartoteka-[0-9a-f-]{36}\.db/;
export const storeFile = (storeId: EntityId): string => `kartoteka-${storeId}.db`;
export const SLOTS_FILE = 'keyslots.json';
export const ATTEMPTS_FILE = 'attempts.json';
/** Folders of the data folder that hold personal data, encrypted: they go with the rest when a user erases all. */
export const PERSONAL_FOLDERS: readonly string[] = ['attachments', 'backups'];

/** An open store and what another connection to it needs. */
export interface OpenStore {
  readonly db: Database;
  readonly path: string;
  /** Of this store alone; whoever opened it fills it with zeros at the end. */
  readonly key: Uint8Array;
}

/** The stores on the disk, one for each organisation, together with the ways to their master key. */
export interface Vault {
  slots(): SlotFile | null;
  /** Why the stores cannot be used; nothing is written while there is a reason. */
  problem(): DeskError | null;
  /** Reads the slots again. Never throws: what it found wrong is the problem. */
  load(): Promise<void>;
  change(slots: SlotFile): Promise<void>;
  /** @throws DeskError KD-1009 no slot of this store · KD-5001…5003, also when the file is gone and may not be created */
  open(masterKey: Uint8Array, storeId: EntityId, mayCreate: boolean): OpenStore;
  /** Opens, works, closes. */
  within<T>(masterKey: Uint8Array, storeId: EntityId, work: (db: Database) => T): T;
  /**
   * Removes the stores, their keys, tokens, attachments, backups and temporary files. The keys go first: what a locked file
   * may leave behind is unreadable from then on.
   * @throws DeskError KD-6001 when something could not be removed; `detail` names it
   */
  wipe(): Promise<void>;
  /**
   * Removes what belongs to one store, whose key must be gone by now.
   * @throws DeskError KD-1015 when something could not be removed; `detail` names it
   */
  wipeStore(storeId: EntityId): Promise<void>;
}

/** @param contour of the policy; null without one, when no store is opened */
export function createVault(paths: Paths, contour: Contour | null): Vault {
  const slotsPath = join(paths.data, SLOTS_FILE);
  let slots: SlotFile | null = null;
  let problem: DeskError | null = null;

  function open(masterKey: Uint8Array, storeId: EntityId, mayCreate: boolean): OpenStore {
    if (slots === null) throw problem ?? new DeskError('KD-1009');
    const key = storeKey(masterKey, slots, storeId);
    const file = storeFile(storeId);
    const path = join(paths.data, file);
    if (!mayCreate && !existsSync(path)) throw new DeskError('KD-5001', { params: { detail: `${file}: ENOENT` } });
    return { db: openDatabase(path, key), path, key };
  }

  async function problemOf(found: SlotFile | null): Promise<DeskError | null> {
    // A store without its keys is closed for good, unless somebody puts the file back: never start a new one over it.
    if (found === null && (await names()).some((name) => STORE_FILE.test(name))) {
      return new DeskError('KD-5001', { params: { detail: `${SLOTS_FILE}: ENOENT` } });
    }
    const otherWorld = found !== null && contour !== null && found.contour !== contour;
    return otherWorld ? new DeskError('KD-1009') : null;
  }

  /** Removes files and folders of the data folder. @returns those that are still there */
  async function unremoved(named: readonly string[]): Promise<string[]> {
    const left: string[] = [];
    for (const name of named) await remove(join(paths.data, name)).catch(() => left.push(name));
    return left;
  }

  const names = (): Promise<string[]> => readdir(paths.data).catch(whenMissing([]));

  return {
    slots: () => slots,
    problem: () => problem,
    open,
    async load() {
      try {
        slots = await readSlots(slotsPath);
        problem = await problemOf(slots);
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
    within(masterKey, storeId, work) {
      const { db, key } = open(masterKey, storeId, false);
      try {
        return work(db);
      } finally {
        db.close();
        key.fill(0);
      }
    },
    async wipe() {
      const left = [...(await unremoved([SLOTS_FILE])), ...(await unremoved((await names()).filter(isPersonal)))];
      await emptyFolder(paths.temporary).catch(() => left.push('temporary'));
      if (left.length > 0) throw new DeskError('KD-6001', { params: { detail: left.join(', ') } });
    },
    async wipeStore(storeId) {
      const left = await unremoved((await names()).filter((name) => isOfStore(name, storeId)));
      if (left.length > 0) throw new DeskError('KD-1015', { params: { detail: left.join(', ') } });
    },
  };
}

function isOfStore(name: string, storeId: EntityId): boolean {
  return name.startsWith(storeFile(storeId)) || name.startsWith(`refresh-${tokenOwner(storeId, '')}`);
}

function isPersonal(name: string): boolean {
  if (PERSONAL_FOLDERS.includes(name) || REFRESH_FILE.test(name) || STORE_FILE.test(name)) return true;
  return [SLOTS_FILE, ATTEMPTS_FILE].some((file) => name.startsWith(file));
}
