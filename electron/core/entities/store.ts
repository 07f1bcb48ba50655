import { type ChildKind, type EntityKind, type EntityOf, isChildKind, OWNER_OF } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Database, Statement } from '../db/open.ts';

/** An entity as it stands in the store. */
export interface Stored<K extends EntityKind> {
  readonly entity: EntityOf<K>;
  readonly rev: number;
  readonly remoteId: string | null;
}

export type FieldValues = Readonly<Record<string, FieldValue>>;

/**
 * Reads and writes any entity: the tables differ only in their columns, and those follow from the field definitions.
 * It knows no rules and no rights; callers hold the transaction.
 */
export class EntityStore {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  get<K extends EntityKind>(kind: K, id: EntityId): Stored<K> | null {
    const row = this.#prepared(`${kind}.get`, () => `${select(kind)} WHERE id = ? AND deleted_at IS NULL`).get(id);
    return row === undefined ? null : stored<K>(row);
  }

  /** Also one that is deleted: its values as they were last. */
  find<K extends EntityKind>(kind: K, id: EntityId): (Stored<K> & { readonly deleted: boolean }) | null {
    const sql = (): string => `${select(kind, ', e.deleted_at IS NOT NULL AS "$deleted"')} WHERE id = ?`;
    const row = this.#prepared(`${kind}.find`, sql).get(id) as ({ $deleted: number } & object) | undefined;
    if (row === undefined) return null;
    const { $deleted, ...rest } = row;
    return { ...stored<K>(rest), deleted: $deleted === 1 };
  }

  /** Whose record this is, also of a deleted one: for a person's certificate the person. */
  ownerOf(kind: ChildKind, id: EntityId): EntityId | null {
    const sql = (): string => `SELECT ${columnOf(OWNER_OF[kind].field)} AS owner FROM ${kind} WHERE id = ?`;
    const row = this.#prepared(`${kind}.ownerOf`, sql).get(id) as { owner: EntityId } | undefined;
    return row?.owner ?? null;
  }

  /** The person in whose file an entity stands; null where it stands in none. */
  personOf(kind: EntityKind, id: EntityId): EntityId | null {
    if (kind === 'person') return id;
    if (kind === 'employment') return this.find(kind, id)?.entity.personId ?? null;
    if (!isChildKind(kind)) return null;
    const owner = this.ownerOf(kind, id);
    return owner === null ? null : this.personOf(OWNER_OF[kind].kind, owner);
  }

  /** @param by a column that refers to the owner, e.g. `personId` */
  list<K extends EntityKind>(kind: K, by: string, owner: EntityId): Stored<K>[] {
    const sql = (): string => `${select(kind)} WHERE ${columnOf(by)} = ? AND deleted_at IS NULL ORDER BY id`;
    return this.#prepared(`${kind}.list.${by}`, sql)
      .all(owner)
      .map((row) => stored<K>(row));
  }

  localId(kind: EntityKind, remoteId: string): EntityId | null {
    const sql = (): string => `SELECT id FROM ${kind} WHERE remote_id = ?`;
    const row = this.#prepared(`${kind}.localId`, sql).get(remoteId) as { id: EntityId } | undefined;
    return row?.id ?? null;
  }

  /** Inserts an entity with all its fields (missing ones are null). */
  insert(kind: EntityKind, id: EntityId, values: FieldValues, remoteId: string | null = null): void {
    const fields = fieldNames(kind);
    const sql = (): string =>
      `INSERT INTO ${kind} (id, remote_id, rev, ${fields.map(columnOf).join(', ')}) VALUES (?, ?, 1, ${fields.map(() => '?').join(', ')})`;
    this.#prepared(`${kind}.insert`, sql).run(id, remoteId, ...fields.map((field) => values[field] ?? null));
  }

  /** Writes the given fields and raises `rev`. @returns the new revision, or null when the entity is not there */
  patch(kind: EntityKind, id: EntityId, values: FieldValues): number | null {
    const fields = Object.keys(values).sort();
    const sql = (): string =>
      `UPDATE ${kind} SET rev = rev + 1, ${fields.map((field) => `${columnOf(field)} = ?`).join(', ')} WHERE id = ? RETURNING rev`;
    const statement = this.#prepared(`${kind}.patch.${fields.join()}`, sql);
    const row = statement.get(...fields.map((field) => values[field] ?? null), id) as { rev: number } | undefined;
    return row?.rev ?? null;
  }

  setRemoteId(kind: EntityKind, id: EntityId, remoteId: string): void {
    this.#prepared(`${kind}.setRemoteId`, () => `UPDATE ${kind} SET remote_id = ? WHERE id = ?`).run(remoteId, id);
  }

  markDeleted(kind: EntityKind, id: EntityId, at: string | null): void {
    const sql = (): string => `UPDATE ${kind} SET rev = rev + 1, deleted_at = ? WHERE id = ?`;
    this.#prepared(`${kind}.markDeleted`, sql).run(at, id);
  }

  /** Removes an entity that was never told to anybody; one that the registry knows stays. @returns whether it went */
  remove(kind: EntityKind, id: EntityId): boolean {
    const sql = (): string => `DELETE FROM ${kind} WHERE id = ? AND remote_id IS NULL`;
    return this.#prepared(`${kind}.remove`, sql).run(id).changes === 1;
  }

  #prepared(name: string, sql: () => string): Statement {
    let statement = this.#statements.get(name);
    if (!statement) {
      statement = this.#db.prepare(sql());
      this.#statements.set(name, statement);
    }
    return statement;
  }
}

/** `personnelNumber` → `personnel_number`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `e.last_name AS "lastName", …` for every field of a kind, for queries over many entities. */
export function columnsOf(kind: EntityKind, alias: string): string {
  return fieldNames(kind)
    .map((field) => `${alias}.${columnOf(field)} AS "${field}"`)
    .join(', ');
}

function select(kind: EntityKind, more = ''): string {
  return `SELECT e.id, e.rev AS "$rev", e.remote_id AS "$remoteId"${more}, ${columnsOf(kind, 'e')} FROM ${kind} e`;
}

function stored<K extends EntityKind>(row: unknown): Stored<K> {
  const { $rev, $remoteId, ...entity } = row as EntityOf<K> & { $rev: number; $remoteId: string | null };
  // The columns are the fields by construction; the schemas have checked the values when they came in.
  return { entity: entity as unknown as EntityOf<K>, rev: $rev, remoteId: $remoteId };
}
