import type { Database } from '../open.ts';

/**
 * An import that is being written: its pieces, so that all of it can be taken back or told to the journal; the folder
 * that is watched for files; files that were taken or put aside.
 */
export function importRuns(db: Database): void {
  db.exec(`CREATE TABLE import_run (
    id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('writing', 'settling')),
    author_id TEXT NOT NULL, author_name TEXT NOT NULL, role TEXT NOT NULL, started_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE import_step (
    run_id TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE, seq INTEGER NOT NULL, changes TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE import_folder (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1), path TEXT NOT NULL
  ) STRICT;
  CREATE TABLE import_file (
    sha256 TEXT PRIMARY KEY, file_name TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'same', 'dismissed')),
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`);
}
