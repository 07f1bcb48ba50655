import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { Database } from '../db/open.ts';
import { columnConditions, defineComparableText, type Parameters } from './column-filter-store.ts';
import { DayLines, type PeopleOfDay } from './day-lines-store.ts';
import { KeptStatements } from './kept-statements.ts';
import { type FoundLines, LineOrders, type LineSource, type OrderQuery } from './line-orders-store.ts';
import { ftsOf, type Term } from './query.ts';

/** A word and what it may mean besides a part of a name: posts and divisions of that name. */
export interface SearchTerm {
  readonly term: Term;
  readonly postCodes: readonly string[];
  readonly divisionIds: readonly string[];
}

export interface ViewQuery extends Omit<OrderQuery, 'source' | 'employed'> {
  readonly filter: StaffFilter;
  readonly terms: readonly SearchTerm[];
  /** Last day that counts as «expiring». */
  readonly expiringUntil: string;
}

const BRANCH = `WITH RECURSIVE branch (id) AS (SELECT @divisionId UNION SELECT d.id FROM division d
  JOIN branch b ON d.parent_id = b.id WHERE d.deleted_at IS NULL) `;

const MATCHING: Readonly<Record<LineSource, string>> = {
  staff_line: 'SELECT rowid FROM staff_search WHERE staff_search MATCH @match',
  day_line: `SELECT rowid FROM staff_search WHERE staff_search MATCH @match
      AND rowid NOT IN (SELECT line FROM temp.day_former)
    UNION ALL SELECT rowid FROM temp.day_search WHERE day_search MATCH @match`,
};

/** Finds and orders lines. */
export class ViewsStore {
  readonly #dayLines: DayLines;
  readonly #statements: KeptStatements;
  readonly #orders: LineOrders;
  readonly #divisions;
  /** Letters come one by one while the rest of the filter stays. */
  #met: { readonly key: string; readonly lines: readonly number[] } = { key: '', lines: [] };

  constructor(db: Database, peopleOf: PeopleOfDay) {
    defineComparableText(db);
    this.#dayLines = new DayLines(db, peopleOf);
    this.#statements = new KeptStatements(db);
    this.#orders = new LineOrders(db, this.#statements);
    this.#divisions = db.prepare('SELECT id, name FROM division WHERE deleted_at IS NULL');
  }

  find(query: ViewQuery): FoundLines {
    const { filter, terms, onDay } = query;
    const source = onDay === null ? 'staff_line' : 'day_line';
    // First of all: working out another day's lines is a change too.
    if (onDay !== null) this.#dayLines.show(onDay);
    const order = this.#orders.of({ ...query, source, employed: filter.employed });
    const conditions = this.#meeting(query, source);
    return order.only([...this.#named(terms, source), ...(conditions === null ? [] : [conditions])]);
  }

  /** Grows with everything that is written. */
  writes(): number {
    return this.#orders.writes();
  }

  /** Open divisions with their names, for search and order. */
  divisionNames(): { readonly id: string; readonly name: string }[] {
    return this.#divisions.all() as { id: string; name: string }[];
  }

  /** Lines that each word means; words that can only be of names are looked up at once. */
  #named(terms: readonly SearchTerm[], source: LineSource): (readonly number[])[] {
    const plain = terms.filter(({ postCodes, divisionIds }) => postCodes.length + divisionIds.length === 0);
    const sets = plain.length === 0 ? [] : [this.#matching(plain, source)];
    for (const term of terms) {
      if (plain.includes(term)) continue;
      const lines = this.#matching([term], source);
      // One set: a line that is in it twice counts once.
      for (const line of this.#with(source, 'post_code', term.postCodes)) lines.push(line);
      for (const line of this.#with(source, 'division_id', term.divisionIds)) lines.push(line);
      sets.push(lines);
    }
    return sets;
  }

  #matching(terms: readonly SearchTerm[], source: LineSource): number[] {
    const match = terms.map(({ term }) => `(${ftsOf(term)})`).join(' AND ');
    return this.#statements.lines(MATCHING[source], { match });
  }

  /** By the index of today's lines; those of another day have none and are read once. */
  #with(source: LineSource, column: 'post_code' | 'division_id', values: readonly string[]): readonly number[] {
    if (values.length === 0) return [];
    const sql =
      source === 'staff_line'
        ? `SELECT l.line FROM json_each(@values) j CROSS JOIN staff_line l ON l.${column} = j.value`
        : `SELECT l.line FROM day_line l WHERE l.${column} IN (SELECT value FROM json_each(@values))`;
    return this.#statements.lines(sql, { values: JSON.stringify(values) });
  }

  /** Lines that meet the conditions of a filter, without its text; null where it has none. */
  #meeting({ filter, onDay, expiringUntil }: ViewQuery, source: LineSource): readonly number[] | null {
    const parameters: Parameters = {};
    const { joins, conditions: ofColumns } = columnConditions(filter.columns, source, expiringUntil, parameters);
    const conditions = [...ofColumns];
    if (filter.divisionId !== null) {
      conditions.push('l.division_id IN (SELECT id FROM branch)');
      parameters.divisionId = filter.divisionId;
    }
    if (filter.only === 'changed') conditions.push('l.changed > 0');
    if (filter.only === 'errors') conditions.push('l.errors > 0');
    if (filter.only === 'expiring') {
      conditions.push('l.admitted_until <= @expiringUntil');
      parameters.expiringUntil = expiringUntil;
    }
    if (conditions.length === 0) return null;
    const sql = `${filter.divisionId === null ? '' : BRANCH}SELECT l.line FROM ${source} l${joins}
      WHERE ${conditions.join(' AND ')}`;
    const key = JSON.stringify([this.writes(), onDay, sql, parameters]);
    if (this.#met.key !== key) this.#met = { key, lines: this.#statements.lines(sql, parameters) };
    return this.#met.lines;
  }
}
