import type { Database } from '../open.ts';

/** A hiring that somebody has not finished, one a user; and what is left to be done by people after a dismissal. */
const UNFINISHED = `
CREATE TABLE hire_draft (
  user_id TEXT PRIMARY KEY, step INTEGER NOT NULL, form TEXT NOT NULL, saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE dismissal_task (
  employment_id TEXT NOT NULL, kind TEXT NOT NULL, about_id TEXT NOT NULL, name TEXT NOT NULL, done_at TEXT, done_by TEXT,
  PRIMARY KEY (employment_id, kind, about_id)
) STRICT;
`;

export function unfinishedWork(db: Database): void {
  db.exec(UNFINISHED);
}
