import type { Database } from '../open.ts';

/**
 * What the registry lets its desks know: the last edition of each bulletin, who has closed its banner, and the digests of
 * all that was looked at, so that nothing is judged, and told in the journal, twice.
 */
const BULLETINS = `
CREATE TABLE bulletin (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, publisher TEXT NOT NULL, withdrawn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE bulletin_dismissed (
  user_id TEXT NOT NULL, bulletin_id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (user_id, bulletin_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE bulletin_seen (seq INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE) STRICT;
`;

export function bulletins(db: Database): void {
  db.exec(BULLETINS);
}
