import type { Database } from '../open.ts';

/**
 * Change requests of other desks stand among our own, marked `elsewhere`; their people are known by what their sign-in
 * said. `shared_request` is what the desks have told one another: `place` is the registry's own mark of the version that
 * is known here, `stamp` what was so when it was last told or taken. An envelope that cannot be taken yet is parked.
 */
const REQUESTS = `
ALTER TABLE change_request ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0;
CREATE TABLE request_party (
  request_id TEXT NOT NULL, part TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL, login TEXT NOT NULL,
  snils TEXT, role TEXT NOT NULL, PRIMARY KEY (request_id, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared_request (
  request_id TEXT PRIMARY KEY, place TEXT, stamp TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE parked_envelope (
  request_id TEXT PRIMARY KEY, place TEXT, accepted_at TEXT, envelope TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE awaited_file (
  request_id TEXT NOT NULL, sha256 TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (request_id, sha256, file)
) STRICT, WITHOUT ROWID;
`;

export function requestsOfOtherDesks(db: Database): void {
  db.exec(REQUESTS);
}
