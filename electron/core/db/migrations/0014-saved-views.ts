import type { Database } from '../open.ts';

/**
 * Views of lists that users keep, with what each opens with. Lines learn which fields are wrong; NULL until their person
 * is looked at again.
 */
const VIEWS = `
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (user_id, name)
) STRICT;
CREATE TABLE opening_view (user_id TEXT PRIMARY KEY, view TEXT NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE staff_line ADD COLUMN error_paths TEXT;
`;

export function savedViews(db: Database): void {
  db.exec(VIEWS);
}
