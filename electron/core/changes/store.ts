import type { ChangeOperation } from '#shared/contract/changes.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Database, Statement } from '../db/open.ts';
import { isOpenState, OPEN_STATES, PENDING_STATES, sqlList } from './states.ts';
import type { SubjectKind } from './subjects.ts';

export interface RequestRow {
  readonly id: EntityId;
  readonly number: number;
  readonly state: RequestState;
  readonly authorId: EntityId;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly reason: string | null;
  readonly approverId: EntityId | null;
  readonly canonical: Uint8Array | null;
  readonly digest: string | null;
  /** Another request that this one was split from. */
  readonly splitFrom: EntityId | null;
  /** 1: made at another desk, whose author alone may edit it. */
  readonly elsewhere: 0 | 1;
}

export interface EntityRow {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly operation: ChangeOperation;
  readonly subjectKind: SubjectKind;
  readonly subjectId: EntityId;
}

export interface FieldRow {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly ordinal: number;
}

export interface PendingRow extends FieldRow {
  readonly operation: ChangeOperation;
  readonly requestId: EntityId;
  readonly number: number;
  readonly state: RequestState;
}

export interface HolderRow {
  readonly requestId: EntityId;
  readonly number: number;
  readonly state: RequestState;
  readonly authorId: EntityId;
}

/** An open request that changes a subject; `merging` makes two cards one. */
export type SubjectHolder = HolderRow & { readonly merging: boolean };

/** A line as it stands in its table. */
export interface RawField {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly field: string;
  readonly from_value: string;
  readonly to_value: string;
  readonly ordinal: number;
}

const REQUEST = `SELECT id, number, state, author_id AS authorId, created_at AS createdAt, changed_at AS changedAt, reason,
  approver_id AS approverId, canonical, digest, split_from AS splitFrom, elsewhere FROM change_request`;
const ENTITY = `SELECT kind, entity_id AS id, operation, subject_kind AS subjectKind, subject_id AS subjectId FROM change_entity`;
/** Requests of other desks are seen, decided on and sent here; what is edited here knows nothing of them. */
export const HELD_HERE = `r.elsewhere = 0 AND r.state IN (${sqlList(PENDING_STATES)})`;
const OPEN_HERE = `r.elsewhere = 0 AND r.state IN (${sqlList(OPEN_STATES)})`;
const INSERT_FIELDS =
  'INSERT INTO change_field (request_id, kind, entity_id, field, from_value, to_value, ordinal) VALUES';
export const FIELD = 'f.kind, f.entity_id AS id, f.field, f.from_value, f.to_value, f.ordinal';

/** Change requests, what they change, and what happened to them. Values are kept as JSON. */
export class ChangeStore {
  readonly #db: Database;
  readonly #statements;
  /** By the number of lines. */
  readonly #insertFields = new Map<number, Statement>();

  constructor(db: Database) {
    this.#db = db;
    const sql = (text: string) => db.prepare(text);
    this.#statements = {
      request: sql(`${REQUEST} WHERE id = ?`),
      nextNumber: sql('SELECT coalesce(max(number), 0) + 1 FROM change_request').pluck(),
      insertRequest: sql(`INSERT INTO change_request
        (id, number, state, author_id, created_at, changed_at, reason, split_from, elsewhere)
        VALUES (@id, @number, @state, @authorId, @at, @at, @reason, @splitFrom, @elsewhere)`),
      setState: sql('UPDATE change_request SET state = ?, changed_at = ?, reason = ? WHERE id = ?'),
      touch: sql('UPDATE change_request SET changed_at = ? WHERE id = ?'),
      setCanonical: sql('UPDATE change_request SET canonical = ?, digest = ?, approver_id = ? WHERE id = ?'),
      deleteSignature: sql('DELETE FROM signature WHERE request_id = ?'),
      deleteRequest: sql('DELETE FROM change_request WHERE id = ?'),
      deleteEvents: sql('DELETE FROM request_event WHERE request_id = ?'),
      newestDrafts: sql(
        `SELECT id FROM change_request WHERE state = 'draft' AND author_id = ? ORDER BY number DESC LIMIT 2`,
      ).pluck(),
      topHolder: sql(`SELECT r.id AS requestId, r.number, r.state, r.author_id AS authorId FROM change_entity e
        JOIN change_request r ON r.id = e.request_id AND ${HELD_HERE}
        WHERE e.kind = ? AND e.entity_id = ?
        ORDER BY (SELECT max(f.ordinal) FROM change_field f
          WHERE f.request_id = e.request_id AND f.kind = e.kind AND f.entity_id = e.entity_id) DESC LIMIT 1`),
      otherCreator: sql(`SELECT r.number FROM change_entity e JOIN change_request r ON r.id = e.request_id
        WHERE e.kind = ? AND e.entity_id = ? AND e.operation = 'create' AND e.request_id <> ?
        AND ${OPEN_HERE}`).pluck(),
      subjectHolder: sql(`SELECT r.id FROM change_request r WHERE r.state = 'draft' AND r.author_id = @authorId
        AND EXISTS (SELECT 1 FROM change_entity e WHERE e.subject_id = @subjectId AND e.request_id = r.id)
        ORDER BY r.number DESC LIMIT 1`).pluck(),
      entity: sql(`${ENTITY} WHERE request_id = ? AND kind = ? AND entity_id = ?`),
      entities: sql(`${ENTITY} WHERE request_id = ? ORDER BY subject_id, kind, entity_id`),
      insertEntity: sql(`INSERT INTO change_entity (request_id, kind, entity_id, operation, subject_kind, subject_id)
        VALUES (?, ?, ?, ?, ?, ?)`),
      setOperation: sql('UPDATE change_entity SET operation = ? WHERE request_id = ? AND kind = ? AND entity_id = ?'),
      belonging: sql(`SELECT r.number FROM change_entity e
        JOIN change_request r ON r.id = e.request_id AND ${HELD_HERE}
        JOIN change_field f ON f.request_id = e.request_id AND f.kind = e.kind AND f.entity_id = e.entity_id
        WHERE e.subject_id = ? AND e.request_id <> ? AND e.operation = 'create' AND f.to_value = ?`).pluck(),
      deleteEntity: sql('DELETE FROM change_entity WHERE request_id = ? AND kind = ? AND entity_id = ?'),
      hasEntities: sql('SELECT 1 FROM change_entity WHERE request_id = ? LIMIT 1').pluck(),
      hasFields: sql('SELECT 1 FROM change_field WHERE request_id = ? AND kind = ? AND entity_id = ? LIMIT 1').pluck(),
      field: sql(
        `SELECT ${FIELD} FROM change_field f WHERE request_id = ? AND kind = ? AND entity_id = ? AND field = ?`,
      ),
      fields: sql(`SELECT ${FIELD} FROM change_field f WHERE request_id = ? ORDER BY kind, entity_id, field`),
      fieldsOfEntity: sql(
        `SELECT ${FIELD} FROM change_field f WHERE request_id = ? AND kind = ? AND entity_id = ? ORDER BY field`,
      ),
      nextOrdinal: sql(`INSERT INTO meta (key, value) VALUES ('changes.ordinal', '1')
        ON CONFLICT (key) DO UPDATE SET value = CAST(value + 1 AS TEXT) RETURNING CAST(value AS INTEGER)`).pluck(),
      setField: sql(`UPDATE change_field SET from_value = ?, to_value = ?
        WHERE request_id = ? AND kind = ? AND entity_id = ? AND field = ?`),
      deleteField: sql('DELETE FROM change_field WHERE request_id = ? AND kind = ? AND entity_id = ? AND field = ?'),
      pending: sql(`SELECT ${FIELD}, r.id AS requestId, r.number, r.state, e.operation FROM change_entity e
        JOIN change_request r ON r.id = e.request_id AND ${HELD_HERE}
        JOIN change_field f ON f.request_id = e.request_id AND f.kind = e.kind AND f.entity_id = e.entity_id
        WHERE e.kind = ? AND e.entity_id = ? ORDER BY f.ordinal`),
      deleteFields: sql('DELETE FROM change_field WHERE request_id = ? AND kind = ? AND entity_id = ?'),
      moveEntities: sql(`UPDATE change_entity SET request_id = @to WHERE request_id = @from
        AND subject_id IN (SELECT value FROM json_each(@subjects))`),
      moveFields: sql(`UPDATE change_field SET request_id = @to WHERE request_id = @from AND (kind, entity_id) IN
        (SELECT kind, entity_id FROM change_entity WHERE request_id = @from
          AND subject_id IN (SELECT value FROM json_each(@subjects)))`),
      openHolders: sql(`SELECT DISTINCT e.subject_id AS subjectId, r.id AS requestId, r.number, r.state,
          r.author_id AS authorId, EXISTS (SELECT 1 FROM merged_record m WHERE m.request_id = r.id) AS merging
        FROM json_each(?) s CROSS JOIN change_entity e ON e.subject_id = s.value
        CROSS JOIN change_request r ON r.id = e.request_id AND ${OPEN_HERE}
        ORDER BY r.number`),
      addEvent: sql(`INSERT INTO request_event (request_id, seq, at, state, actor, note) VALUES
        (@id, (SELECT coalesce(max(seq), 0) + 1 FROM request_event WHERE request_id = @id), @at, @state, @actor, @note)`),
      copyEvents: sql(`INSERT INTO request_event (request_id, seq, at, state, actor, note)
        SELECT ?, seq, at, state, actor, note FROM request_event WHERE request_id = ?`),
      copyAuthor: sql(`INSERT INTO request_party (request_id, part, user_id, name, login, snils, role)
        SELECT ?, part, user_id, name, login, snils, role FROM request_party WHERE request_id = ? AND part = 'author'`),
      events: sql('SELECT at, state, actor, note FROM request_event WHERE request_id = ? ORDER BY seq'),
      onItsWay: sql(`SELECT r.id FROM change_request r LEFT JOIN outbox o ON o.request_id = r.id
        WHERE r.state IN ('queued', 'sent') ORDER BY o.seq, r.number`).pluck(),
    };
  }

  request(id: EntityId): RequestRow | null {
    return (this.#statements.request.get(id) as RequestRow | undefined) ?? null;
  }

  nextNumber(): number {
    return this.#statements.nextNumber.get() as number;
  }

  insertRequest(request: {
    readonly id: EntityId;
    readonly number: number;
    readonly state: RequestState;
    readonly authorId: EntityId;
    readonly at: string;
    readonly reason: string | null;
    readonly splitFrom: EntityId | null;
    readonly elsewhere?: 0 | 1;
  }): void {
    this.#statements.insertRequest.run({ elsewhere: 0, ...request });
  }

  setState(id: EntityId, state: RequestState, at: string, reason: string | null): void {
    this.#statements.setState.run(state, at, reason, id);
  }

  touch(id: EntityId, at: string): void {
    this.#statements.touch.run(at, id);
  }

  setCanonical(id: EntityId, canonical: Uint8Array, digest: string, approverId: EntityId | null): void {
    this.#statements.setCanonical.run(canonical, digest, approverId, id);
  }

  /** Back in its author's hands: neither frozen bytes nor an approval nor a signature count any more. */
  unfreeze(id: EntityId): void {
    this.#statements.setCanonical.run(null, null, null, id);
    this.#statements.deleteSignature.run(id);
  }

  /** Only for drafts that hold nothing any more. */
  deleteEmptyRequest(id: EntityId): void {
    this.#statements.deleteEvents.run(id);
    this.#statements.deleteRequest.run(id);
  }

  /** The newest two drafts of an author, the newest first. */
  newestDrafts(authorId: EntityId): EntityId[] {
    return this.#statements.newestDrafts.all(authorId) as EntityId[];
  }

  /** The request whose changes of this entity the grid shows: the youngest that the registry has not accepted. */
  topHolder(kind: EntityKind, id: EntityId): HolderRow | null {
    return (this.#statements.topHolder.get(kind, id) as HolderRow | undefined) ?? null;
  }

  /** Number of an open request, other than a draft of this user, that changes the entity; null when there is none. */
  heldBy(kind: EntityKind, id: EntityId, userId: EntityId): number | null {
    const top = this.topHolder(kind, id);
    if (top === null || !isOpenState(top.state)) return null;
    return top.state === 'draft' && top.authorId === userId ? null : top.number;
  }

  /** Number of another open request that creates this entity. */
  otherCreator(requestId: EntityId, kind: EntityKind, id: EntityId): number | null {
    return (this.#statements.otherCreator.get(kind, id, requestId) as number | undefined) ?? null;
  }

  /** The author's draft that changes something of this subject. */
  subjectHolder(subjectId: EntityId, authorId: EntityId): EntityId | null {
    return (this.#statements.subjectHolder.get({ subjectId, authorId }) as EntityId | undefined) ?? null;
  }

  entity(requestId: EntityId, kind: EntityKind, id: EntityId): EntityRow | null {
    return (this.#statements.entity.get(requestId, kind, id) as EntityRow | undefined) ?? null;
  }

  entities(requestId: EntityId): EntityRow[] {
    return this.#statements.entities.all(requestId) as EntityRow[];
  }

  /** People whom it is about. */
  peopleOf(requestId: EntityId): EntityId[] {
    const people = this.entities(requestId).filter(({ subjectKind }) => subjectKind === 'person');
    return [...new Set(people.map(({ subjectId }) => subjectId))];
  }

  insertEntity(requestId: EntityId, entity: EntityRow): void {
    const { kind, id, operation, subjectKind, subjectId } = entity;
    this.#statements.insertEntity.run(requestId, kind, id, operation, subjectKind, subjectId);
  }

  setOperation(requestId: EntityId, kind: EntityKind, id: EntityId, operation: ChangeOperation): void {
    this.#statements.setOperation.run(operation, requestId, kind, id);
  }

  /** Number of another pending request that adds a record to this one (an absence to a new contract). */
  belonging(requestId: EntityId, subjectId: EntityId, ownerId: EntityId): number | null {
    const row = this.#statements.belonging.get(subjectId, requestId, JSON.stringify(ownerId));
    return (row as number | undefined) ?? null;
  }

  deleteEntity(requestId: EntityId, kind: EntityKind, id: EntityId): void {
    this.#statements.deleteEntity.run(requestId, kind, id);
  }

  hasEntities(requestId: EntityId): boolean {
    return this.#statements.hasEntities.get(requestId) !== undefined;
  }

  hasFields(requestId: EntityId, kind: EntityKind, id: EntityId): boolean {
    return this.#statements.hasFields.get(requestId, kind, id) !== undefined;
  }

  field(requestId: EntityId, kind: EntityKind, id: EntityId, field: string): FieldRow | null {
    const row = this.#statements.field.get(requestId, kind, id, field) as RawField | undefined;
    return row === undefined ? null : fieldRow(row);
  }

  fields(requestId: EntityId): FieldRow[] {
    return (this.#statements.fields.all(requestId) as RawField[]).map(fieldRow);
  }

  fieldsOfEntity(requestId: EntityId, kind: EntityKind, id: EntityId): FieldRow[] {
    return (this.#statements.fieldsOfEntity.all(requestId, kind, id) as RawField[]).map(fieldRow);
  }

  /** All lines of an entity at once. */
  deleteFields(requestId: EntityId, kind: EntityKind, id: EntityId): void {
    this.#statements.deleteFields.run(requestId, kind, id);
  }

  /** Age of the changes of one command; never given twice. */
  nextOrdinal(): number {
    return this.#statements.nextOrdinal.get() as number;
  }

  /** All lines of an entity that the request does not know yet, in one statement. */
  insertFields(requestId: EntityId, rows: readonly FieldRow[]): void {
    if (rows.length === 0) return;
    let statement = this.#insertFields.get(rows.length);
    if (statement === undefined) {
      statement = this.#db.prepare(`${INSERT_FIELDS} ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`);
      this.#insertFields.set(rows.length, statement);
    }
    const values = rows.flatMap(({ kind, id, field, from, to, ordinal }) => {
      return [requestId, kind, id, field, JSON.stringify(from), JSON.stringify(to), ordinal];
    });
    statement.run(values);
  }

  setField(requestId: EntityId, row: Omit<FieldRow, 'ordinal'>): void {
    const { kind, id, field, from, to } = row;
    this.#statements.setField.run(JSON.stringify(from), JSON.stringify(to), requestId, kind, id, field);
  }

  deleteField(requestId: EntityId, kind: EntityKind, id: EntityId, field: string): void {
    this.#statements.deleteField.run(requestId, kind, id, field);
  }

  /** Pending changes of an entity, the oldest first. */
  pending(kind: EntityKind, id: EntityId): PendingRow[] {
    const rows = this.#statements.pending.all(kind, id) as (RawField & Omit<PendingRow, keyof FieldRow>)[];
    return rows.map((row) => ({
      ...fieldRow(row),
      requestId: row.requestId,
      number: row.number,
      state: row.state,
      operation: row.operation,
    }));
  }

  /** Gives the changes of subjects to another request. */
  moveSubjects(from: EntityId, to: EntityId, subjectIds: readonly EntityId[]): void {
    const moved = { from, to, subjects: JSON.stringify(subjectIds) };
    this.#statements.moveFields.run(moved);
    this.#statements.moveEntities.run(moved);
  }

  /** Open requests that change subjects, by subject, the oldest first. */
  openHolders(subjectIds: readonly EntityId[]): Map<EntityId, SubjectHolder[]> {
    const rows = this.#statements.openHolders.all(JSON.stringify(subjectIds)) as (HolderRow & {
      subjectId: EntityId;
      merging: number;
    })[];
    const holders = new Map<EntityId, SubjectHolder[]>();
    for (const { subjectId, merging, ...holder } of rows) {
      holders.set(subjectId, [...(holders.get(subjectId) ?? []), { ...holder, merging: merging === 1 }]);
    }
    return holders;
  }

  addEvent(id: EntityId, event: { at: string; state: RequestState; actor: string; note: string | null }): void {
    this.#statements.addEvent.run({ id, ...event });
  }

  /** What a request that is split off has in common with the other: what happened so far, and whose it is. */
  copyStory(from: EntityId, to: EntityId): void {
    this.#statements.copyEvents.run(to, from);
    this.#statements.copyAuthor.run(to, from);
  }

  events(id: EntityId): { at: string; state: RequestState; actor: string; note: string | null }[] {
    return this.#statements.events.all(id) as { at: string; state: RequestState; actor: string; note: string | null }[];
  }

  /** Queued and sent requests in order of approval. */
  onItsWay(): EntityId[] {
    return this.#statements.onItsWay.all() as EntityId[];
  }
}

export function fieldRow(row: RawField): FieldRow {
  return {
    kind: row.kind,
    id: row.id,
    field: row.field,
    // Written from a FieldValue.
    from: JSON.parse(row.from_value) as FieldValue,
    to: JSON.parse(row.to_value) as FieldValue,
    ordinal: row.ordinal,
  };
}
