import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
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

export interface FieldRow {
  readonly seq: number;
  readonly at: string;
  readonly id: EntityId;
  readonly field: string;
  readonly from: string;
}

export interface EntryQuery {
  readonly before: number | null;
  readonly limit: number;
  /** Entities whose history an entry belongs to, or people who acted: one of them must fit. Null means any entry. */
  readonly match: { readonly entities: readonly string[]; readonly actors: readonly string[] } | null;
}

const HEAD_KEY = 'journal.head';

const COLUMNS = 'j.seq, j.prev, j.hash, j.body, v.salt, v.value';
const FROM = 'FROM journal j LEFT JOIN journal_value v ON v.seq = j.seq';
const OF_ENTITIES =
  'j.seq IN (SELECT s.seq FROM json_each(@entities) e JOIN journal_subject s ON s.entity_id = e.value)';
const BY_ACTORS = `json_extract(j.body, '$.actor') IN (SELECT value FROM json_each(@actors))`;

export class JournalStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      last: db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1'),
      insert: db.prepare('INSERT INTO journal (seq, prev, hash, body, line_count) VALUES (?, ?, ?, ?, ?)'),
      insertValue: db.prepare('INSERT INTO journal_value (seq, salt, value) VALUES (?, ?, ?)'),
      insertSubject: db.prepare('INSERT INTO journal_subject (entity_id, seq) VALUES (?, ?)'),
      setHead: db.prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ),
      getHead: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      after: db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE j.seq > ? ORDER BY j.seq LIMIT ?`),
      count: db.prepare('SELECT count(*) FROM journal').pluck(),
      ofSubjectAfter: db.prepare(
        `SELECT ${COLUMNS} FROM journal_subject s JOIN journal j ON j.seq = s.seq LEFT JOIN journal_value v ON v.seq = j.seq
         WHERE s.entity_id = ? AND s.seq > ? ORDER BY s.seq DESC`,
      ),
      ofSubjectsSince: db.prepare(
        `SELECT ${COLUMNS} FROM json_each(@ids) e CROSS JOIN journal_subject s ON s.entity_id = e.value
         CROSS JOIN journal j ON j.seq = s.seq LEFT JOIN journal_value v ON v.seq = j.seq
         WHERE json_extract(j.body, '$.at') >= @from ORDER BY j.seq DESC`,
      ),
      changesOf: db.prepare(
        `SELECT j.seq, j.body ->> '$.at' AS at, j.body ->> '$.object' AS id, f.value AS field,
           v.value -> ('$.changes[' || f.key || '][0]') AS "from"
         FROM journal j JOIN journal_value v ON v.seq = j.seq CROSS JOIN json_each(j.body, '$.fields') f
         WHERE j.seq > @after AND j.body ->> '$.kind' = @kind AND f.value IN (SELECT value FROM json_each(@fields))
           AND NOT EXISTS (SELECT 1 FROM json_each(j.body, '$.fields') n WHERE n.value = @always
             AND v.value ->> ('$.changes[' || n.key || '][0]') IS NULL)
         ORDER BY j.seq`,
      ),
      actors: db.prepare('SELECT id, name FROM app_user'),
    };
  }

  last(): Head | null {
    return (this.#statements.last.get() as Head | undefined) ?? null;
  }

  insert(seq: number, prev: Uint8Array, hash: Uint8Array, body: string, lineCount: number): void {
    this.#statements.insert.run(seq, prev, hash, body, lineCount);
  }

  insertValue(seq: number, salt: Uint8Array, value: string): void {
    this.#statements.insertValue.run(seq, salt, value);
  }

  insertSubject(entityId: string, seq: number): void {
    this.#statements.insertSubject.run(entityId, seq);
  }

  /**
   * The head is kept apart from the chain, so that a cut tail shows as long as this row was not touched too; with it the
   * number of lines of all entries.
   */
  keepHead(head: Head, lines: number): void {
    this.#statements.setHead.run(HEAD_KEY, `${head.seq} ${Buffer.from(head.hash).toString('hex')} ${lines}`);
  }

  keptHead(): { readonly seq: number; readonly hash: string; readonly lines: number } | null {
    const text = this.#statements.getHead.get(HEAD_KEY) as string | undefined;
    const [seq, hash, lines] = text?.split(' ') ?? [];
    return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash, lines: Number(lines) };
  }

  /** Entries above `seq`, oldest first. */
  after(seq: number, limit: number): EntryRow[] {
    return this.#statements.after.all(seq, limit) as EntryRow[];
  }

  count(): number {
    return this.#statements.count.get() as number;
  }

  /** Everything that was done to an entity after an entry, newest first. */
  ofSubjectAfter(entityId: string, seq: number): EntryRow[] {
    return this.#statements.ofSubjectAfter.all(entityId, seq) as EntryRow[];
  }

  /** Everything that was done to these entities from that moment on, newest first. */
  ofSubjectsSince(ids: readonly string[], from: string): EntryRow[] {
    return this.#statements.ofSubjectsSince.all({ ids: JSON.stringify(ids), from }) as EntryRow[];
  }

  /**
   * Fields of entities of a kind that were changed by entries above `seq`, oldest first, each with what it was before, as
   * JSON. What made an entity is left out: it is known by a field `always` that was empty and never is.
   */
  changesOf(kind: EntityKind, fields: readonly string[], always: string, seq: number): FieldRow[] {
    return this.#statements.changesOf.all({ kind, fields: JSON.stringify(fields), always, after: seq }) as FieldRow[];
  }

  find(query: EntryQuery): EntryRow[] {
    const sql = `SELECT ${COLUMNS} ${FROM} WHERE (@before IS NULL OR j.seq < @before) AND ${whereOf(query)}
      ORDER BY j.seq DESC LIMIT @limit`;
    const { before, limit } = query;
    return this.#db.prepare(sql).all({ before, limit, ...parametersOf(query) }) as EntryRow[];
  }

  /** Lines of all entries found, whatever the page. */
  countLines(query: EntryQuery): number {
    if (query.match === null) return this.keptHead()?.lines ?? 0;
    const sql = `SELECT coalesce(sum(j.line_count), 0) FROM journal j WHERE ${whereOf(query)}`;
    return this.#db.prepare(sql).pluck().get(parametersOf(query)) as number;
  }

  actors(): { readonly id: string; readonly name: string }[] {
    return this.#statements.actors.all() as { id: string; name: string }[];
  }
}

function whereOf({ match }: EntryQuery): string {
  if (match === null) return 'true';
  return match.actors.length === 0 ? OF_ENTITIES : `(${OF_ENTITIES} OR ${BY_ACTORS})`;
}

function parametersOf({ match }: EntryQuery): Record<string, string> {
  if (match === null) return {};
  const entities = JSON.stringify(match.entities);
  return match.actors.length === 0 ? { entities } : { entities, actors: JSON.stringify(match.actors) };
}
