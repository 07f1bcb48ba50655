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
    this.#counts = db.prepare(`SELECT
      (SELECT count(*) FROM staff_line WHERE employed = 1) AS people,
      (SELECT count(*) FROM staff_line WHERE errors > 0 AND employed = 1) AS errors,
      (SELECT count(*) FROM staff_line WHERE employed = 1 AND admitted_until < @today) AS expired,
      (SELECT count(*) FROM staff_line WHERE employed = 1 AND admitted_until BETWEEN @today AND @in30) AS in30,
      (SELECT count(*) FROM staff_line WHERE employed = 1 AND admitted_until BETWEEN @today AND @in60) AS in60,
      (SELECT count(*) FROM staff_line WHERE employed = 1 AND admitted_until BETWEEN @today AND @in90) AS in90`);
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
