import type { Database } from '../open.ts';

/**
 * Packages that were written and taken here; and requests that travelled in them, `in` from another desk or `out` from
 * this one. Nothing of their contents: that is in the books, or sealed on the stick.
 */
const PACKAGES = `
CREATE TABLE package (
  id TEXT NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  requests INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (id, direction)
) STRICT, WITHOUT ROWID;
CREATE INDEX package_at ON package (at);
CREATE TABLE package_request (
  request_id TEXT NOT NULL, direction TEXT NOT NULL, PRIMARY KEY (request_id, direction)
) STRICT, WITHOUT ROWID;
`;

export function packagesSchema(db: Database): void {
  db.exec(PACKAGES);
}
