import type { Database } from '../open.ts';

/** What the columns of a file mean, remembered by the set of its headers. */
export function importsSchema(db: Database): void {
  db.exec(`CREATE TABLE import_mapping (
    source TEXT PRIMARY KEY, fields TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`);
}
