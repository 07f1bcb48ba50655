import type { Database } from '../open.ts';

/**
 * Which record took the place of which when two cards were made one, as long as that request has not been withdrawn:
 * what hangs on the former record is found at the new one, and goes back with an undo.
 */
const MERGED_RECORDS = `
CREATE TABLE merged_record (
  from_id TEXT NOT NULL, to_id TEXT NOT NULL, request_id TEXT NOT NULL, PRIMARY KEY (from_id, request_id)
) STRICT;
CREATE INDEX merged_record_to ON merged_record (to_id);
CREATE VIEW merged_owner AS SELECT m.rowid AS age, m.from_id, m.to_id FROM merged_record m
  JOIN change_request r ON r.id = m.request_id WHERE r.state <> 'withdrawn';
`;

export function mergedRecords(db: Database): void {
  db.exec(MERGED_RECORDS);
}
