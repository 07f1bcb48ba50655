import type { Database } from '../db/open.ts';

export interface Head {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface EntryRow {
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
  readonly body: string;
  readonly salt: Uint8Array | null;
  readonly value: string | null;
}

/** Which entries are asked for; null arrays mean «any». */
export interface EntryQuery {
  readonly before: number | null;
  readonly limit: number;
  /** Entities, actors, or beginnings of actions one of which must stand in an entry. */
  readonly match: {
    readonly entities: readonly string[];
    readonly actors: readonly string[];
    readonly actions: readonly string[];
  } | null;
}

const HEAD_KEY = 'journal.head';

const COLUMNS = 'j.seq, j.prev, j.hash, j.body, v.salt, v.value';
const FROM = 'FROM journal j LEFT JOIN journal_value v ON v.seq = j.seq';
const MATCH = `(j.seq IN (SELECT s.seq FROM json_each(@entities) e JOIN journal_subject s ON s.entity_id = e.value)
  OR json_extract(j.body, '$.actor') IN (SELECT value FROM json_each(@actors))
  OR json_extract(j.body, '$.action') IN (SELECT value FROM json_each(@actions)))`;

export class JournalStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      last: db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1'),
      insert: db.prepare('INSERT INTO journal (seq, prev, hash, body) VALUES (?, ?, ?, ?)'),
      insertValue: db.prepare('INSERT INTO journal_value (seq, salt, value) VALUES (?, ?, ?)'),
      insertSubject: db.prepare('INSERT INTO journal_subject (entity_id, seq) VALUES (?, ?)'),
      setHead: db.prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ),
      getHead: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      after: db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE j.seq > ? ORDER BY j.seq LIMIT ?`),
      count: db.prepare('SELECT count(*) FROM journal').pluck(),
      ofSubject: db.prepare(
        `SELECT ${COLUMNS} FROM (SELECT seq AS s FROM journal_subject WHERE entity_id = ? ORDER BY seq DESC LIMIT ?)
         JOIN journal j ON j.seq = s LEFT JOIN journal_value v ON v.seq = j.seq ORDER BY j.seq DESC`,
      ),
      actors: db.prepare('SELECT id, name FROM app_user'),
      actions: db.prepare(`SELECT DISTINCT json_extract(body, '$.action') FROM journal`).pluck(),
    };
  }

  last(): Head | null {
    return (this.#statements.last.get() as Head | undefined) ?? null;
  }

  insert(seq: number, prev: Uint8Array, hash: Uint8Array, body: string): void {
    this.#statements.insert.run(seq, prev, hash, body);
  }

  insertValue(seq: number, salt: Uint8Array, value: string): void {
    this.#statements.insertValue.run(seq, salt, value);
  }

  insertSubject(entityId: string, seq: number): void {
    this.#statements.insertSubject.run(entityId, seq);
  }

  /** The head is kept apart from the chain, so that a cut tail shows as long as this row was not touched too. */
  keepHead(head: Head): void {
    this.#statements.setHead.run(HEAD_KEY, `${head.seq} ${Buffer.from(head.hash).toString('hex')}`);
  }

  keptHead(): { readonly seq: number; readonly hash: string } | null {
    const text = this.#statements.getHead.get(HEAD_KEY) as string | undefined;
    const [seq, hash] = text?.split(' ') ?? [];
    return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
  }

  /** Entries above `seq`, oldest first. */
  after(seq: number, limit: number): EntryRow[] {
    return this.#statements.after.all(seq, limit) as EntryRow[];
  }

  count(): number {
    return this.#statements.count.get() as number;
  }

  /** Newest entries that name this entity. */
  ofSubject(entityId: string, limit: number): EntryRow[] {
    return this.#statements.ofSubject.all(entityId, limit) as EntryRow[];
  }

  find(query: EntryQuery): EntryRow[] {
    const where = query.match === null ? 'true' : MATCH;
    return this.#db
      .prepare(
        `SELECT ${COLUMNS} ${FROM} WHERE (@before IS NULL OR j.seq < @before) AND ${where} ORDER BY j.seq DESC LIMIT @limit`,
      )
      .all({ before: query.before, limit: query.limit, ...matchParameters(query) }) as EntryRow[];
  }

  countFound(query: EntryQuery): number {
    if (query.match === null) return this.count();
    return this.#db
      .prepare(`SELECT count(*) FROM journal j WHERE ${MATCH}`)
      .pluck()
      .get(matchParameters(query)) as number;
  }

  actors(): { readonly id: string; readonly name: string }[] {
    return this.#statements.actors.all() as { id: string; name: string }[];
  }

  actions(): string[] {
    return this.#statements.actions.all() as string[];
  }
}

function matchParameters({ match }: EntryQuery): Record<string, string> {
  if (match === null) return {};
  return {
    entities: JSON.stringify(match.entities),
    actors: JSON.stringify(match.actors),
    actions: JSON.stringify(match.actions),
  };
}
