import type { Database } from '../db/open.ts';
import { admittedUntilOnDay, neverEmployed, STANDING_ON_DAY } from '../entities/on-day.ts';
import { numericKey } from './lines.ts';
import type { PastPerson } from './past-people.ts';

/** What differs from day to day; a number that sorts is made anew only where another employment stands than now. */
const FACTS = `
CREATE TEMP TABLE IF NOT EXISTS day_fact (
  line INTEGER PRIMARY KEY, employment_id TEXT, employed INTEGER NOT NULL, division_id TEXT, post_code TEXT, rate INTEGER, personnel_key TEXT,
  begin_date TEXT, end_date TEXT, admitted_until TEXT
) STRICT`;

/** Who was called otherwise that day, had another birth date, number or telephone; `day_search` has their words. */
const FORMER = `
CREATE TEMP TABLE IF NOT EXISTS day_former (
  line INTEGER PRIMARY KEY, name_key TEXT NOT NULL, first_key TEXT NOT NULL, patronymic_key TEXT, birth_date TEXT, snils TEXT,
  sex TEXT, phone TEXT, email TEXT
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS temp.day_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TEMP VIEW IF NOT EXISTS day_person AS
  SELECT p.id, ${ofThatDay('sex', 'p')}, ${ofThatDay('phone', 'p')}, ${ofThatDay('email', 'p')}
  FROM main.staff_line s JOIN main.person p ON p.id = s.person_id LEFT JOIN temp.day_former f ON f.line = s.line`;

/** Reads like `staff_line`; what is pending and what is wrong belong to today. */
const LINES = `
CREATE TEMP VIEW IF NOT EXISTS day_line AS
  SELECT s.line, s.person_id, ${ofThatDay('name_key', 's')}, ${ofThatDay('first_key', 's')},
    ${ofThatDay('patronymic_key', 's')}, ${ofThatDay('birth_date', 's')}, ${ofThatDay('snils', 's')}, 0 AS errors,
    '' AS error_paths, 0 AS changed, d.employment_id, d.employed, d.division_id, d.post_code, d.rate, d.personnel_key, d.begin_date, d.end_date, d.admitted_until
  FROM temp.day_fact d CROSS JOIN main.staff_line s ON s.line = d.line LEFT JOIN temp.day_former f ON f.line = d.line`;

const FILL = `
WITH standing AS MATERIALIZED (${STANDING_ON_DAY})
INSERT INTO temp.day_fact
  SELECT l.line, s.id, coalesce(s.employed, 0), s.division_id, s.post_code, s.rate,
    CASE WHEN s.id IS l.employment_id THEN l.personnel_key ELSE numeric_key(s.personnel_number) END,
    s.begin_date, s.end_date, ${admittedUntilOnDay('l.person_id')}
  FROM staff_line l LEFT JOIN standing s ON s.person_id = l.person_id
  WHERE s.id IS NOT NULL OR ${neverEmployed('l.person_id')}`;

const CLEAR = 'DELETE FROM temp.day_fact; DELETE FROM temp.day_former; DELETE FROM temp.day_search';

const PUT_FORMER = `INSERT INTO temp.day_former SELECT line, @nameKey, @firstKey, @patronymicKey, @birthDate, @snils, @sex, @phone, @email
  FROM staff_line WHERE person_id = @personId RETURNING line`;

/** A column as it was that day. @param alias of the table that has it as it is now */
function ofThatDay(column: string, alias: string): string {
  return `iif(f.line IS NULL, ${alias}.${column}, f.${column}) AS ${column}`;
}

/** Everybody who was another one in lists at the end of a day. */
export type PeopleOfDay = (onDay: string) => readonly PastPerson[];

/**
 * The staff grid's lines of a day other than today, as the temporary view `day_line`: everybody who had begun by then,
 * called as they were called.
 * Worked out in one statement and kept until the day or the store is another one.
 */
export class DayLines {
  readonly #db: Database;
  readonly #peopleOf: PeopleOfDay;
  readonly #fill;
  readonly #putFormer;
  readonly #putSearch;
  readonly #changes;
  /** The day that the table shows, with the state of the store it was made from. */
  #shown = '';

  constructor(db: Database, peopleOf: PeopleOfDay) {
    this.#db = db;
    this.#peopleOf = peopleOf;
    db.function('numeric_key', { deterministic: true }, (value: unknown) =>
      typeof value === 'string' ? numericKey(value) : null,
    );
    db.exec(FACTS);
    db.exec(FORMER);
    db.exec(LINES);
    this.#putFormer = db.prepare(PUT_FORMER).pluck();
    this.#putSearch = db.prepare('INSERT INTO temp.day_search (rowid, text) VALUES (?, ?)');
    this.#fill = db.prepare(FILL);
    this.#changes = db.prepare('SELECT total_changes()').pluck();
  }

  /** Makes `day_line` show that day. */
  show(onDay: string): void {
    if (this.#shown === this.#stateOf(onDay)) return;
    const people = this.#peopleOf(onDay);
    this.#db.transaction(() => {
      this.#db.exec(CLEAR);
      this.#fill.run({ onDay });
      for (const { search, ...person } of people) {
        const line = this.#putFormer.get(person) as number | undefined;
        if (line !== undefined) this.#putSearch.run(line, search);
      }
    })();
    this.#shown = this.#stateOf(onDay);
  }

  /** Everything is written through this connection, so its count of changes tells whether anything was. */
  #stateOf(onDay: string): string {
    return `${onDay} ${String(this.#changes.get())}`;
  }
}
