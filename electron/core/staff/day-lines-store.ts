import type { Database } from '../db/open.ts';
import { admittedUntilOnDay, neverEmployed, STANDING_ON_DAY } from '../entities/on-day.ts';
import { numericKey } from './lines.ts';

/** What differs from day to day; a number that sorts is made anew only where another employment stands than now. */
const FACTS = `
CREATE TEMP TABLE IF NOT EXISTS day_fact (
  line INTEGER PRIMARY KEY, employment_id TEXT, employed INTEGER NOT NULL, division_id TEXT, post_code TEXT, rate INTEGER, personnel_key TEXT,
  begin_date TEXT, end_date TEXT, admitted_until TEXT
) STRICT`;

/** Reads like `staff_line`; what is pending and what is wrong belong to today. */
const LINES = `
CREATE TEMP VIEW IF NOT EXISTS day_line AS
  SELECT s.line, s.person_id, s.name_key, s.first_key, s.patronymic_key, s.birth_date, s.snils, 0 AS errors,
    '' AS error_paths, 0 AS changed, d.employment_id, d.employed, d.division_id, d.post_code, d.rate, d.personnel_key, d.begin_date, d.end_date, d.admitted_until
  FROM temp.day_fact d CROSS JOIN main.staff_line s ON s.line = d.line`;

const FILL = `
WITH standing AS MATERIALIZED (${STANDING_ON_DAY})
INSERT INTO temp.day_fact
  SELECT l.line, s.id, coalesce(s.employed, 0), s.division_id, s.post_code, s.rate,
    CASE WHEN s.id IS l.employment_id THEN l.personnel_key ELSE numeric_key(s.personnel_number) END,
    s.begin_date, s.end_date, ${admittedUntilOnDay('l.person_id')}
  FROM staff_line l LEFT JOIN standing s ON s.person_id = l.person_id
  WHERE s.id IS NOT NULL OR ${neverEmployed('l.person_id')}`;

/**
 * The staff grid's lines of a day other than today, as the temporary view `day_line`: everybody who had begun by then.
 * Worked out in one statement and kept until the day or the store is another one.
 */
export class DayLines {
  readonly #db: Database;
  readonly #fill;
  readonly #changes;
  /** The day that the table shows, with the state of the store it was made from. */
  #shown = '';

  constructor(db: Database) {
    this.#db = db;
    db.function('numeric_key', { deterministic: true }, (value: unknown) =>
      typeof value === 'string' ? numericKey(value) : null,
    );
    db.exec(FACTS);
    db.exec(LINES);
    this.#fill = db.prepare(FILL);
    this.#changes = db.prepare('SELECT total_changes()').pluck();
  }

  /** Makes `day_line` show that day. */
  show(onDay: string): void {
    if (this.#shown === this.#stateOf(onDay)) return;
    this.#db.transaction(() => {
      this.#db.exec('DELETE FROM temp.day_fact');
      this.#fill.run({ onDay });
    })();
    this.#shown = this.#stateOf(onDay);
  }

  /** Everything is written through this connection, so its count of changes tells whether anything was. */
  #stateOf(onDay: string): string {
    return `${onDay} ${String(this.#changes.get())}`;
  }
}
