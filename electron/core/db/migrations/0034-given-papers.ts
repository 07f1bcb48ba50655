import type { Database } from '../open.ts';

/**
 * Papers that left the desk with a number. A line is never deleted, so that the number after the last one was never given
 * before; `model` is the page as it was given, for another copy of it.
 */
const GIVEN_PAPERS = `
CREATE TABLE given_paper (
  id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, purpose TEXT NOT NULL,
  given_on TEXT NOT NULL, given_by TEXT NOT NULL, model TEXT NOT NULL, prints INTEGER NOT NULL DEFAULT 0,
  cancelled_at TEXT, cancelled_by TEXT, cancel_reason TEXT,
  UNIQUE (organisation_id, year, number),
  CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancel_reason IS NULL))
) STRICT;
CREATE INDEX given_paper_person ON given_paper (person_id);
CREATE TRIGGER given_paper_stays BEFORE DELETE ON given_paper
  BEGIN SELECT RAISE (ABORT, 'A number that was given stays in the register'); END;
`;

export function givenPapers(db: Database): void {
  db.exec(GIVEN_PAPERS);
}
