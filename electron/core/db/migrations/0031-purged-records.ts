import type { Database } from '../open.ts';

/**
 * Cards that were erased for good. `remote_digest` is SHA-256 of what the registry called the record, so that it is
 * noticed when it comes from there once more: `returned_id` is the record that came. Nothing personal.
 */
export function purgedRecords(db: Database): void {
  db.exec(`CREATE TABLE purged_record (
    id TEXT PRIMARY KEY, purged_at TEXT NOT NULL, actor_id TEXT NOT NULL, reason TEXT NOT NULL, remote_digest TEXT,
    returned_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX purged_record_remote ON purged_record (remote_digest);
  CREATE INDEX person_deleted ON person (deleted_at) WHERE deleted_at IS NOT NULL`);
}
