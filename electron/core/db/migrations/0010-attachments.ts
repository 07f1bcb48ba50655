import type { Database } from '../open.ts';

/**
 * Files of records; `version` is the newest and `added_at` its moment. Nothing is ever overwritten: a replaced file is a further version, a removed one is marked. The same
 * bytes are kept once, inside the store and so under its key.
 */
const ATTACHMENTS = `
CREATE TABLE attachment_content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, owner_kind TEXT NOT NULL, owner_id TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
  added_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX attachment_owner ON attachment (owner_id);
CREATE INDEX attachment_newest ON attachment (added_at DESC, id DESC);
CREATE TABLE attachment_version (
  attachment_id TEXT NOT NULL REFERENCES attachment (id), version INTEGER NOT NULL, file_name TEXT NOT NULL,
  search TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, pages INTEGER, coarse INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES attachment_content (sha256), added_at TEXT NOT NULL, added_by TEXT NOT NULL,
  PRIMARY KEY (attachment_id, version)
) STRICT;
`;

export function attachmentsSchema(db: Database): void {
  db.exec(ATTACHMENTS);
}
