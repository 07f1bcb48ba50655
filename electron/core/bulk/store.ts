import type { EntityId } from '#shared/domain/values.ts';
import type { Moved, RecordedChange } from '../changes/drafts.ts';
import type { Database } from '../db/open.ts';

/** What was done, as far as it takes to take it back and to do it again. */
export type Content =
  | { readonly kind: 'changes'; readonly pieces: readonly RecordedChange[] }
  | { readonly kind: 'files'; readonly pieces: readonly EntityId[] }
  | { readonly kind: 'request'; readonly pieces: readonly Moved[] };

export interface Operation {
  readonly id: EntityId;
  /** What the journal calls it. */
  readonly action: string;
  readonly authorId: EntityId;
  readonly undone: boolean;
  readonly content: Content;
}

/** As many can be taken back. */
const KEPT = 100;
/** Of a piece of JSON. */
const PIECE = 500;

/** What was done to many at once. Callers hold the transaction. */
export class BulkStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      insert: db.prepare(`INSERT INTO bulk_operation (id, kind, action, author_id, done_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET undone = 0`),
      forget: db.prepare(`DELETE FROM bulk_operation WHERE id IN
        (SELECT id FROM bulk_operation ORDER BY done_at DESC, id DESC LIMIT -1 OFFSET ${KEPT})`),
      insertPiece: db.prepare('INSERT INTO bulk_piece (operation_id, seq, content) VALUES (?, ?, ?)'),
      dropPieces: db.prepare('DELETE FROM bulk_piece WHERE operation_id = ?'),
      setUndone: db.prepare('UPDATE bulk_operation SET undone = ? WHERE id = ?'),
      get: db.prepare('SELECT id, kind, action, author_id AS authorId, undone FROM bulk_operation WHERE id = ?'),
      pieces: db.prepare('SELECT content FROM bulk_piece WHERE operation_id = ? ORDER BY seq').pluck(),
    };
  }

  /** Remembers an operation, in the place of what was remembered of it before. */
  keep({ id, action, authorId, content }: Omit<Operation, 'undone'>, at: string): void {
    const { kind, pieces } = content;
    this.#statements.insert.run(id, kind, action, authorId, at);
    this.#statements.dropPieces.run(id);
    for (let from = 0; from < pieces.length; from += PIECE) {
      this.#statements.insertPiece.run(id, from, JSON.stringify(pieces.slice(from, from + PIECE)));
    }
    this.#statements.forget.run();
  }

  setUndone(id: EntityId, undone: boolean): void {
    this.#statements.setUndone.run(undone ? 1 : 0, id);
  }

  get(id: EntityId): Operation | null {
    const row = this.#statements.get.get(id) as
      | (Pick<Operation, 'id' | 'action' | 'authorId'> & { kind: Content['kind']; undone: number })
      | undefined;
    if (row === undefined) return null;
    const { kind, undone, ...operation } = row;
    // Written by this class.
    const pieces = (this.#statements.pieces.all(id) as string[]).flatMap((text) => JSON.parse(text) as unknown[]);
    return { ...operation, undone: undone === 1, content: { kind, pieces } as Content };
  }
}
