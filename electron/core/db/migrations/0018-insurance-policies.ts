import type { Database } from '../open.ts';

/** Полисы ОМС, a record of the desk's own. */
export function insurancePolicies(db: Database): void {
  db.exec(`CREATE TABLE policy (
    id TEXT PRIMARY KEY, remote_id TEXT UNIQUE, rev INTEGER NOT NULL, deleted_at TEXT,
    person_id TEXT NOT NULL, enp TEXT
  ) STRICT;
  CREATE INDEX policy_person ON policy (person_id)`);
}
