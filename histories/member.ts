import BetterSqlite3 from 'better-sqlite3';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database, Statement } from '../electron/core/db/open.ts';
import { openSyncDesk, RingingClock, type SyncDesk } from '../electron/core/sync/testing/desk.ts';
import type { FakeRegistry } from '../electron/core/sync/testing/fake-registry.ts';
import { clinic } from './clinic.ts';
import { Death, doom, raise, step } from './dying.ts';
import { Line, type Post } from './line.ts';
import { leaveStore, openStore } from './stores.ts';
import type { Mishap } from './story.ts';

const BEGIN = '2026-11-21T09:00:00.000Z';
const MOST_PAGES = 1_073_741_823;
const PAGE_SIZE = 1024;

/** Ids in order of age, the same in every telling of a story. */
function idsOf(desk: number): { next(): EntityId } {
  let count = 0;
  return { next: () => `0${desk + 1}930000-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}` };
}

const templates = new Map<boolean, Promise<Buffer>>();
/** A store with accounts and dictionaries and, unless it is empty, the first copy of the clinic; made once. */
function template(isEmpty: boolean): Promise<Buffer> {
  const made = templates.get(isEmpty) ?? makeTemplate(isEmpty);
  templates.set(isEmpty, made);
  return made;
}

async function makeTemplate(isEmpty: boolean): Promise<Buffer> {
  const desk = openSyncDesk({ registry: clinic(), clock: new RingingClock(BEGIN), ids: idsOf(-1) });
  if (!isEmpty) await desk.run();
  await desk.sync.dispose();
  // It is copied for every desk of every history.
  desk.db.pragma(`page_size = ${PAGE_SIZE}`);
  desk.db.exec('VACUUM');
  const bytes = desk.db.serialize();
  desk.db.close();
  return bytes;
}

/** One desk of a history: the real engine over a real store, with a process that can die. */
export class Member {
  readonly index: number;
  readonly line: Line;
  readonly db: Database;
  readonly clock = new RingingClock(BEGIN);
  desk: SyncDesk;
  readonly #ids;
  readonly #questions = new Map<string, Statement>();

  private constructor(index: number, registry: FakeRegistry, post: Post, db: Database) {
    this.index = index;
    this.db = db;
    this.#ids = idsOf(index);
    this.line = new Line(registry, post);
    this.quiet();
    this.line.stalled = () => void this.cancel();
    this.desk = this.#open();
  }

  static async open(index: number, registry: FakeRegistry, post: Post, isEmpty: boolean): Promise<Member> {
    return new Member(index, registry, post, openStore(await template(isEmpty)));
  }

  #open(): SyncDesk {
    return openSyncDesk({ registry: this.line, db: this.db, clock: this.clock, ids: this.#ids });
  }

  /** Nothing happens between the messages, but the process may die there. */
  quiet(): void {
    this.line.before = () => step(this.db);
  }

  /** Somebody stops the exchange under way. */
  async cancel(): Promise<void> {
    try {
      await this.desk.sync.handlers.cancel({}, this.desk.editor);
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
  }

  /** @returns whether it was done: a rule of the desk may speak against it, or a mishap come between */
  async does(mishap: Mishap | null, work: () => Promise<unknown> | unknown): Promise<boolean> {
    if (mishap?.kind === 'death') doom(this.db, mishap.after);
    if (mishap?.kind === 'full') this.#pages(Number(this.db.pragma('page_count', { simple: true })));
    let failure: unknown = null;
    try {
      await work();
    } catch (error) {
      failure = error;
    }
    if (mishap?.kind === 'full') this.#pages(MOST_PAGES);
    if (mishap?.kind === 'death' && (await this.#died())) return false;
    if (failure === null) return true;
    if (failure instanceof DeskError || (mishap?.kind === 'full' && isFull(failure))) return false;
    throw failure;
  }

  async #died(): Promise<boolean> {
    // Whatever it still tries to do meets its death.
    await this.desk.sync.dispose().catch((error: unknown) => {
      if (!(error instanceof Death)) throw error;
    });
    const isDead = raise(this.db);
    this.desk = this.#open();
    return isDead;
  }

  #pages(most: number): void {
    this.db.pragma(`max_page_count = ${most}`);
  }

  /** Asks the store itself; a question is prepared once. */
  ask(sql: string): Statement {
    const question = this.#questions.get(sql) ?? this.db.prepare(sql);
    this.#questions.set(sql, question);
    return question;
  }

  /** Ids of the records that are shown, in one order for every telling. */
  shown(kind: EntityKind): EntityId[] {
    return this.ask(`SELECT id FROM ${kind} WHERE deleted_at IS NULL ORDER BY id`).pluck().all() as EntityId[];
  }

  remoteIdOf(kind: EntityKind, id: EntityId): string | null {
    return (this.ask(`SELECT remote_id FROM ${kind} WHERE id = ?`).pluck().get(id) as string | null) ?? null;
  }

  /** The oldest first. */
  requests(...states: RequestState[]): { readonly id: EntityId; readonly state: RequestState }[] {
    const all = this.ask('SELECT id, state FROM change_request ORDER BY number').all();
    const found = all as { id: EntityId; state: RequestState }[];
    return states.length === 0 ? found : found.filter(({ state }) => states.includes(state));
  }

  async close(): Promise<void> {
    let isSound = false;
    try {
      await this.desk.sync.dispose();
      isSound = true;
    } finally {
      leaveStore(this.db, isSound);
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL';
}
