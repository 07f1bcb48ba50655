import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { ImportFolder, ImportOffer } from '#shared/contract/imports.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import type { Table } from './cells.ts';
import type { ImportStore } from './store.ts';

export interface FolderParts {
  readonly store: ImportStore;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly ids: Ids;
  readonly emit: Emit;
  /** @throws DeskError KD-6101…6103 · KD-6002 stopped */
  readonly read: (path: string, signal: AbortSignal) => Promise<Table>;
  /** What the file would change; null where its columns are not known. @throws DeskError KD-6002 stopped */
  readonly compare: (table: Table, signal: AbortSignal) => Promise<NonNullable<ImportOffer['found']> | null>;
}

/** Files that a program writes as its regular export. */
const TAKEN = /^[^.~].*\.(xlsx|csv|tsv|txt|xml|json|zip)$/i;
/** A folder with more files is somebody's archive; the youngest are looked at. */
const FILES_AT_MOST = 200;
/** Milliseconds: a file is whole when it has not grown for so long. */
const STILL = 1_500;
/** Milliseconds: folders on other machines do not tell of their files by themselves. */
const LOOK_EVERY = 60_000;

interface Offered extends ImportOffer {
  readonly path: string;
  readonly sha256: string | null;
}

/** Watches a folder for files and says what they would change; it writes nothing, a person takes them or not. */
export class FolderWatch {
  readonly #parts: FolderParts;
  readonly #offers = new Map<string, Offered>();
  /** Size and time of each file as it was looked at, by path: what stays as it is needs no second look. */
  readonly #settled = new Map<string, string>();
  readonly #growing = new Map<string, string>();
  #watcher: FSWatcher | null = null;
  #cancelLook: (() => void) | null = null;
  #stop = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  #isReachable = true;

  constructor(parts: FolderParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stop = new AbortController();
    const path = this.#parts.store.folder();
    if (path === null) return;
    try {
      this.#watcher = watch(path, () => this.#lookIn(STILL));
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // It may come later: a drive that is not connected.
    }
    this.#lookIn(0);
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#watcher?.close();
    this.#watcher = null;
    this.#cancelLook?.();
    this.#cancelLook = null;
    await this.#looking;
  }

  /** Resolves when no look is under way. */
  idle(): Promise<void> {
    return this.#looking;
  }

  /** @param path null: watch none */
  async set(path: string | null): Promise<void> {
    await this.stop();
    for (const map of [this.#offers, this.#settled, this.#growing]) map.clear();
    this.#isReachable = true;
    this.#parts.store.setFolder(path);
    this.start();
  }

  state(): ImportFolder {
    const offers = [...this.#offers.values()].map(({ path: _path, sha256: _sha256, ...offer }) => offer);
    return { path: this.#parts.store.folder(), isReachable: this.#isReachable, offers };
  }

  /** @throws DeskError KD-6104 it is offered no longer */
  pathOf(offerId: EntityId): string {
    return this.#find(offerId).path;
  }

  /** @throws DeskError KD-6104 it is offered no longer */
  dismiss(offerId: EntityId): void {
    const { path, sha256, fileName } = this.#find(offerId);
    if (sha256 !== null) this.#parts.store.setOutcome(sha256, fileName, 'dismissed', this.#parts.clock.now());
    this.#offers.delete(path);
  }

  /** The file was imported, from here or from anywhere. */
  forget(sha256: string): void {
    for (const [path, offer] of this.#offers) if (offer.sha256 === sha256) this.#offers.delete(path);
  }

  #find(offerId: EntityId): Offered {
    const found = [...this.#offers.values()].find(({ id }) => id === offerId);
    if (found === undefined) throw new DeskError('KD-6104');
    return found;
  }

  #lookIn(milliseconds: number): void {
    this.#cancelLook?.();
    if (this.#stop.signal.aborted) return;
    this.#cancelLook = this.#parts.clock.after(milliseconds, () => {
      this.#looking = this.#looking.then(() => this.#look());
    });
  }

  async #look(): Promise<void> {
    const folder = this.#parts.store.folder();
    const { signal } = this.#stop;
    if (folder === null || signal.aborted) return;
    const before = JSON.stringify(this.state());
    const files = await filesOf(folder);
    this.#isReachable = files !== null;
    for (const path of this.#offers.keys()) if (files?.has(path) === false) this.#offers.delete(path);
    for (const [path, seen] of files ?? []) {
      if (signal.aborted) return;
      if (this.#settled.get(path) === seen) continue;
      if (this.#growing.get(path) !== seen) {
        this.#growing.set(path, seen);
        continue;
      }
      this.#growing.delete(path);
      this.#settled.set(path, seen);
      await this.#judge(path, signal);
    }
    if (signal.aborted) return;
    if (JSON.stringify(this.state()) !== before) this.#parts.emit('imports.changed', {});
    this.#lookIn(this.#growing.size > 0 ? STILL : LOOK_EVERY);
  }

  async #judge(path: string, signal: AbortSignal): Promise<void> {
    const { store, clock, ids } = this.#parts;
    const fileName = path.split(/[\\/]/).at(-1) ?? path;
    this.#offers.delete(path);
    let table: Table | null = null;
    let found: ImportOffer['found'] = null;
    let failure: ErrorCode | null = null;
    try {
      table = await this.#parts.read(path, signal);
      if (store.outcome(table.sha256) !== null) return;
      found = await this.#parts.compare(table, signal);
    } catch (error) {
      if (signal.aborted) return;
      failure = error instanceof DeskError ? error.code : 'KD-6101';
    }
    if (table !== null && found !== null && found.changes + found.doubtful === 0) {
      store.setOutcome(table.sha256, fileName, 'same', clock.now());
      return;
    }
    this.#offers.set(path, { id: ids.next(), fileName, found, failure, path, sha256: table?.sha256 ?? null });
  }
}

/** Files by path with their size and time, the youngest first; null where the folder cannot be read. */
async function filesOf(folder: string): Promise<Map<string, string> | null> {
  try {
    const names = (await readdir(folder)).filter((name) => TAKEN.test(name));
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
        return { path, size, mtimeMs };
      }),
    );
    const young = found.filter(({ size }) => size > 0).sort((a, b) => b.mtimeMs - a.mtimeMs);
    return new Map(young.slice(0, FILES_AT_MOST).map(({ path, size, mtimeMs }) => [path, `${size} ${mtimeMs}`]));
  } catch {
    return null;
  }
}
