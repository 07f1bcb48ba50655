import type { Database } from '../db/open.ts';

export interface StaffCounts {
  readonly people: number;
  readonly errors: number;
}

/** Counts of the first page. People are those employed. */
export class HomeStore {
  readonly #counts;

  constructor(db: Database) {
    this.#counts = db.prepare(
      'SELECT count(*) AS people, count(*) FILTER (WHERE errors > 0) AS errors FROM staff_line WHERE +employed = 1',
    );
  }

  staff(): StaffCounts {
    return this.#counts.get() as StaffCounts;
  }
}
