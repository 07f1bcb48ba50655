import type { Database } from '../open.ts';

/**
 * What is known of every version of a dictionary that was ever in use, and the rows of those that no longer are; the
 * rows in use stay in `dictionary_row`.
 */
export function dictionaryVersions(db: Database): void {
  db.exec(`
CREATE TABLE dictionary_version (
  oid TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, published_on TEXT, source TEXT NOT NULL, file_name TEXT,
  sha256 TEXT, line_count INTEGER NOT NULL, loaded_at TEXT, loaded_by TEXT, ordinal INTEGER NOT NULL,
  PRIMARY KEY (oid, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE dictionary_past_row (
  oid TEXT NOT NULL, version TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT, is_group INTEGER NOT NULL,
  closed_on TEXT, position INTEGER NOT NULL, PRIMARY KEY (oid, version, code)
) STRICT, WITHOUT ROWID;
INSERT INTO dictionary_version (oid, version, name, source, line_count, ordinal)
  SELECT oid, version, oid, source, (SELECT count(*) FROM dictionary_row r WHERE r.oid = dictionary.oid), 1 FROM dictionary;
`);
}
