import type { FileKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** Whom or what an unwritten value belongs to. */
export interface Typed {
  readonly id: EntityId;
  readonly kind: string;
  readonly field: string;
}

/** What hangs on a card that is deleted or comes back. Callers hold the transaction. */
export class RemovalStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      typed: db.prepare(`SELECT entity_id AS id, kind, field FROM unsaved_value
        WHERE entity_id IN (SELECT value FROM json_each(?)) ORDER BY kind, entity_id, field`),
      deletedWith: db
        .prepare(`SELECT e.id FROM person p JOIN employment e ON e.person_id = p.id
          WHERE p.id = ? AND e.deleted_at >= p.deleted_at ORDER BY e.id`)
        .pluck(),
      isMerged: db.prepare('SELECT 1 FROM merged_owner WHERE from_id = ?').pluck(),
      forgetCopy: db.prepare('DELETE FROM replica WHERE entity_id = ?'),
    };
  }

  /** Values of these records that somebody typed and that are not written. */
  typed(ids: readonly EntityId[]): Typed[] {
    return this.#statements.typed.all(JSON.stringify(ids)) as Typed[];
  }

  /** Employments that were deleted with their person or after them. */
  deletedWith(personId: EntityId): EntityId[] {
    return this.#statements.deletedWith.all(personId) as EntityId[];
  }

  /** The card went into another one. */
  isMerged(personId: EntityId): boolean {
    return this.#statements.isMerged.get(personId) !== undefined;
  }

  /** What the registry called a record, and its copy, are not known any more: it is registered anew. */
  detach(kind: 'person' | 'employment' | FileKind, id: EntityId): void {
    this.#db.prepare(`UPDATE ${kind} SET remote_id = NULL WHERE id = ?`).run(id);
    this.#statements.forgetCopy.run(id);
  }
}
