import type { Database } from '../db/open.ts';

export interface StaffCounts {
  readonly people: number;
  readonly errors: number;
  readonly expired: number;
  readonly in30: number;
  readonly in60: number;
  readonly in90: number;
}

/** Counts of the first page. People are those employed; each of the «expiring» counts includes the shorter ones. */
export class HomeStore {
  readonly #counts;

  constructor(db: Database) {
    // One pass over the lines costs less than an index for every count.
    this.#counts = db.prepare(`SELECT count(*) AS people,
      coalesce(sum(errors > 0), 0) AS errors,
      coalesce(sum(admitted_until < @today), 0) AS expired,
      coalesce(sum(admitted_until BETWEEN @today AND @in30), 0) AS in30,
      coalesce(sum(admitted_until BETWEEN @today AND @in60), 0) AS in60,
      coalesce(sum(admitted_until BETWEEN @today AND @in90), 0) AS in90
      FROM staff_line WHERE +employed = 1`);
  }

  /** Days are calendar days, `YYYY-MM-DD`. */
  staff(days: {
    readonly today: string;
    readonly in30: string;
    readonly in60: string;
    readonly in90: string;
  }): StaffCounts {
    return this.#counts.get(days) as StaffCounts;
  }
}
