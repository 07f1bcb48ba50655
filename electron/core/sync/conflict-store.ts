import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** Of an entity as a whole, where the registry deleted what is edited here. */
export const WHOLE = '*';

export interface Difference {
  readonly field: string;
  readonly base: FieldValue;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
}

/** The record itself is what the two sides differ about. */
export const WHOLE_RECORD: Difference = { field: WHOLE, base: null, mine: null, theirs: null };

export interface OpenConflict extends Difference {
  readonly id: EntityId;
  readonly kind: EntityKind;
  readonly entityId: EntityId;
  readonly foundAt: string;
}

export type ConflictField = Pick<OpenConflict, 'kind' | 'field'> & { readonly id: EntityId };

/** Fields that were changed here and in the registry, until a person decides. */
export class ConflictStore {
  readonly #statements;

  constructor(db: Database) {
    const columns = 'id, kind, entity_id AS entityId, field, base, mine, theirs, found_at AS foundAt';
    this.#statements = {
      all: db.prepare(`SELECT ${columns} FROM conflict WHERE decided_at IS NULL ORDER BY found_at, id`),
      of: db.prepare(`SELECT ${columns} FROM conflict WHERE kind = ? AND entity_id = ? AND decided_at IS NULL`),
      get: db.prepare(`SELECT ${columns} FROM conflict WHERE id = ? AND decided_at IS NULL`),
      count: db.prepare('SELECT count(*) FROM conflict WHERE decided_at IS NULL').pluck(),
      paths: db.prepare('SELECT entity_id AS id, kind, field FROM conflict WHERE decided_at IS NULL'),
      insert: db.prepare(`INSERT INTO conflict (id, kind, entity_id, field, base, mine, theirs, found_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, entity_id, field, found_at) DO UPDATE SET base = excluded.base, mine = excluded.mine,
        theirs = excluded.theirs, decided_at = NULL, decision = NULL`),
      update: db.prepare('UPDATE conflict SET base = ?, mine = ?, theirs = ? WHERE id = ?'),
      close: db.prepare('UPDATE conflict SET decided_at = ?, decision = ? WHERE id = ?'),
    };
  }

  open(): OpenConflict[] {
    return this.#statements.all.all().map(conflict);
  }

  of(kind: EntityKind, id: EntityId): OpenConflict[] {
    return this.#statements.of.all(kind, id).map(conflict);
  }

  get(id: EntityId): OpenConflict | null {
    const row = this.#statements.get.get(id);
    return row === undefined ? null : conflict(row);
  }

  count(): number {
    return this.#statements.count.get() as number;
  }

  /** Where somebody has to decide, by the id of the entity. */
  fields(): ReadonlyMap<EntityId, readonly ConflictField[]> {
    const found = new Map<EntityId, ConflictField[]>();
    for (const row of this.#statements.paths.all() as ConflictField[]) {
      const of = found.get(row.id);
      if (of === undefined) found.set(row.id, [row]);
      else of.push(row);
    }
    return found;
  }

  insert(id: EntityId, kind: EntityKind, entityId: EntityId, difference: Difference, at: string): void {
    const { field, base, mine, theirs } = difference;
    this.#statements.insert.run(id, kind, entityId, field, text(base), text(mine), text(theirs), at);
  }

  update(id: EntityId, { base, mine, theirs }: Difference): void {
    this.#statements.update.run(text(base), text(mine), text(theirs), id);
  }

  close(id: EntityId, decision: 'mine' | 'theirs' | 'gone', at: string): void {
    this.#statements.close.run(at, decision, id);
  }
}

function conflict(row: unknown): OpenConflict {
  const { base, mine, theirs, ...rest } = row as OpenConflict & Record<'base' | 'mine' | 'theirs', string>;
  // Written by this class from field values.
  return { ...rest, base: JSON.parse(base), mine: JSON.parse(mine), theirs: JSON.parse(theirs) };
}

function text(value: FieldValue): string {
  return JSON.stringify(value);
}
