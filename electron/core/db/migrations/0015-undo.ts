import type { Database } from '../open.ts';

/**
 * Steps that their author can take back (`undone` = 0, the newest first) or do again (`undone` = 1, the oldest first).
 * `edits` is JSON: `[[kind, id, [[field, from, to], …]], …]`. `subject_id` is whom a step is about, null for several.
 */
const STEPS = `
CREATE TABLE undo_step (
  seq INTEGER PRIMARY KEY, user_id TEXT NOT NULL, sheet TEXT NOT NULL, subject_id TEXT, undone INTEGER NOT NULL,
  edits TEXT NOT NULL
) STRICT;
CREATE INDEX undo_step_next ON undo_step (user_id, sheet, undone, seq);
`;

/** Typed values that are not written: `UnsavedValue` of the contract as JSON. */
const UNSAVED = `
CREATE TABLE unsaved_value (
  user_id TEXT NOT NULL, sheet TEXT NOT NULL, kind TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (user_id, sheet, kind, entity_id, field)
) STRICT, WITHOUT ROWID;
`;

export function undoSchema(db: Database): void {
  db.exec(STEPS + UNSAVED);
}
