import type { Database } from '../open.ts';

/**
 * How long the last jobs took, and the certificates that the exchange met, by what they are for: when they end is told
 * in time, also where nobody is connected on that day. Open conflicts are asked for with every page of the staff.
 */
const HEALTH = `
CREATE TABLE job_run (
  id INTEGER PRIMARY KEY, method TEXT NOT NULL, ended_at TEXT NOT NULL, milliseconds INTEGER NOT NULL, code TEXT
) STRICT;
CREATE TABLE met_certificate (
  purpose TEXT NOT NULL, subject TEXT NOT NULL, valid_to TEXT NOT NULL, met_at TEXT NOT NULL,
  PRIMARY KEY (purpose, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_open ON conflict (entity_id) WHERE decided_at IS NULL;
`;

export function health(db: Database): void {
  db.exec(HEALTH);
}
