import type { Database } from '../db/open.ts';

export interface StaffCounts {
  readonly anybody: boolean;
  readonly people: number;
  readonly errors: number;
}

/** Counts of the first page. People are those employed. */
export class HomeStore {
  readonly #counts;
  readonly #anybody;

  constructor(db: Database) {
    this.#counts = db.prepare(
      'SELECT count(*) AS people, count(*) FILTER (WHERE errors > 0) AS errors FROM staff_line WHERE +employed = 1',
    );
    this.#anybody = db.prepare('SELECT EXISTS (SELECT 1 FROM staff_line)').pluck();
  }

  staff(): StaffCounts {
    const counts = this.#counts.get() as Pick<StaffCounts, 'people' | 'errors'>;
    return { ...counts, anybody: this.#anybody.get() === 1 };
  }
}
