import type { Database } from '../open.ts';

/**
 * For a registry that goes back to an older copy of itself: the new copy is gathered aside (`raw` is null where it equals
 * what is kept) and put in the place of the old one at once; `anchor` is the newest thing seen of the registry, by which
 * this is noticed. Wires frozen before are stale. `listed_at` is when all ids of a feed were last asked for.
 */
export function registryCopies(db: Database): void {
  db.exec(`CREATE TABLE shadow (
    feed TEXT NOT NULL, remote_id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL, raw TEXT,
    PRIMARY KEY (feed, remote_id)
  ) STRICT;
  CREATE TABLE shadow_cursor (feed TEXT PRIMARY KEY, cursor TEXT, page TEXT, complete INTEGER NOT NULL) STRICT;
  CREATE TABLE anchor (
    one INTEGER PRIMARY KEY CHECK (one = 1), kind TEXT NOT NULL, remote_id TEXT NOT NULL, committed_at TEXT NOT NULL
  ) STRICT;
  ALTER TABLE sync_cursor ADD COLUMN listed_at TEXT;
  ALTER TABLE outbox ADD COLUMN stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1))`);
}
