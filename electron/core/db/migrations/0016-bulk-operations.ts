import type { Database } from '../open.ts';

/**
 * What was done to many records at once, so that all of it can be taken back: its changes in pieces, as JSON. Changes
 * that are being written are called by their own name in the journal, not always that of an import. A step of undo may be
 * an operation; its edits are empty then.
 */
export function bulkOperations(db: Database): void {
  db.exec(`ALTER TABLE import_run ADD COLUMN action TEXT NOT NULL DEFAULT 'imports.write';
  ALTER TABLE undo_step ADD COLUMN operation_id TEXT;
  CREATE INDEX undo_step_operation ON undo_step (operation_id) WHERE operation_id IS NOT NULL;
  CREATE TABLE bulk_operation (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('changes', 'files', 'request')), action TEXT NOT NULL,
    author_id TEXT NOT NULL, done_at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bulk_piece (
    operation_id TEXT NOT NULL REFERENCES bulk_operation (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    content TEXT NOT NULL, PRIMARY KEY (operation_id, seq)
  ) STRICT, WITHOUT ROWID`);
}
