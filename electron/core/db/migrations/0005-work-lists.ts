import type { Database } from '../open.ts';

/**
 * What a clinic says about its posts and people: which specialties admit to a post (no rows: any; no row of the post:
 * the dictionary's group decides), and which pairs that look alike are two people (the smaller id first).
 */
const WORK_LISTS = `
CREATE TABLE admission_post (post_code TEXT PRIMARY KEY, needed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE admission_specialty (
  post_code TEXT NOT NULL, specialty_code TEXT NOT NULL, PRIMARY KEY (post_code, specialty_code)
) STRICT, WITHOUT ROWID;
CREATE TABLE different_people (
  first_id TEXT NOT NULL, second_id TEXT NOT NULL, actor_id TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_latest ON credential (person_id, specialty_code, expires_on) WHERE deleted_at IS NULL;
`;

export function workLists(db: Database): void {
  db.exec(WORK_LISTS);
}
