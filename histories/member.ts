import BetterSqlite3 from 'better-sqlite3';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database, Statement } from '../electron/core/db/open.ts';
import { openSyncDesk, RingingClock, type SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinic } from './clinic.ts';
import { Death, doom, raise, step } from './dying.ts';
import type { Line } from './line.ts';
import { leaveStore, openStore } from './stores.ts';
import type { Mishap } from './story.ts';

const BEGIN = '2026-11-21T09:00:00.000Z';
const MOST_PAGES = 1_073_741_823;
const PAGE_SIZE = 1024;
/** What comes in the story has other ids than what a desk's store was made with, and later ones. */
const NEXT = 4;

/** Ids in order of age, the same in every telling of a story. */
function idsOf(desk: number): { next(): EntityId } {
  let count = 0;
  return { next: () => `0${desk + 1}930000-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}` };
}

const templates = new Map<string, Promise<Buffer>>();
/** A store with accounts and dictionaries and, unless it is empty, the first copy of the clinic; made once. */
function template(index: number, isEmpty: boolean): Promise<Buffer> {
  const key = `${index} ${isEmpty}`;
  const made = templates.get(key) ?? makeTemplate(index, isEmpty);
  templates.set(key, made);
  return made;
}

/** Every desk has accounts of its own, and ids of its own for what the registry has. */
async function makeTemplate(index: number, isEmpty: boolean): Promise<Buffer> {
  const desk = openSyncDesk({ registry: clinic(), clock: new RingingClock(BEGIN), ids: idsOf(index) });
  if (!isEmpty) await desk.run();
  await desk.sync.dispose();
  // It is copied for every desk of every history.
  desk.db.pragma(`page_size = ${PAGE_SIZE}`);
  desk.db.exec('VACUUM');
  const bytes = desk.db.serialize();
  desk.db.close();
  return bytes;
}

interface Request {
  readonly id: EntityId;
  readonly state: RequestState;
  /** 1 when its author is at another desk. */
  readonly elsewhere: 0 | 1;
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

  private constructor(index: number, line: Line, db: Database) {
    this.index = index;
    this.db = db;
    this.#ids = idsOf(index + NEXT);
    this.line = line;
    this.quiet();
    this.line.stalled = () => void this.cancel();
    this.desk = this.#open();
  }

  static async open(index: number, line: Line, isEmpty: boolean): Promise<Member> {
    return new Member(index, line, openStore(await template(index, isEmpty)));
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

  /** The oldest first, those of other desks among them. */
  requests(...states: RequestState[]): Request[] {
    const found = this.ask('SELECT id, state, elsewhere FROM change_request ORDER BY number').all() as Request[];
    return states.length === 0 ? found : found.filter(({ state }) => states.includes(state));
  }

  /** Those whose author is here. */
  ownRequests(...states: RequestState[]): Request[] {
    return this.requests(...states).filter(({ elsewhere }) => elsewhere === 0);
  }

  /** Null for one that this desk has not heard of. */
  stateOf(requestId: EntityId): RequestState | null {
    const state = this.ask('SELECT state FROM change_request WHERE id = ?').pluck().get(requestId);
    return (state as RequestState | undefined) ?? null;
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
