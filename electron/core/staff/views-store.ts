import type { STAFF_SORT_KEYS, StaffFilter } from '#shared/contract/staff.ts';
import type { Database, Statement } from '../db/open.ts';
import { DayLines } from './day-lines-store.ts';
import { ftsOf, type Term } from './query.ts';

export type SortKey = (typeof STAFF_SORT_KEYS)[number];
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** A word and what it may mean besides a part of a name: posts and divisions of that name. */
export interface SearchTerm {
  readonly term: Term;
  readonly postCodes: readonly string[];
  readonly divisionIds: readonly string[];
}

export interface ViewQuery {
  readonly filter: StaffFilter;
  readonly terms: readonly SearchTerm[];
  readonly sort: readonly Sort[];
  /** The list of that day; null is today's, whose lines are kept. */
  readonly onDay: string | null;
  /** Last day that counts as «expiring». */
  readonly expiringUntil: string;
  /** Codes and ids in the order of their names, where the sort needs them. */
  readonly postOrder: readonly string[];
  readonly divisionOrder: readonly string[];
}

const COLUMN: Readonly<Record<SortKey, string>> = {
  lastName: 'l.name_key',
  firstName: 'l.first_key',
  patronymic: 'l.patronymic_key',
  birthDate: 'l.birth_date',
  snils: 'l.snils',
  divisionId: 'division_rank.rank',
  postCode: 'post_rank.rank',
  rate: 'l.rate',
  personnelNumber: 'l.personnel_key',
  beginDate: 'l.begin_date',
  endDate: 'l.end_date',
  admittedUntil: 'l.admitted_until',
};

const BRANCH = `branch (id) AS (SELECT @divisionId UNION SELECT d.id FROM division d JOIN branch b ON d.parent_id = b.id
  WHERE d.deleted_at IS NULL)`;

type LineSource = 'staff_line' | 'day_line';

export interface FoundLines {
  /** In order. */
  readonly lines: Float64Array;
  /** How many of them have changes, and errors. */
  readonly changed: number;
  readonly errors: number;
}

/** Finds and orders lines. */
export class ViewsStore {
  readonly #db: Database;
  readonly #dayLines: DayLines;
  readonly #prepared = new Map<string, Statement>();
  /** What the temporary table of ranks holds now, by kind. */
  readonly #ranked = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
    this.#dayLines = new DayLines(db);
    // Ranks of names that are kept elsewhere; in memory, gone with the connection.
    for (const kind of ['post', 'division']) {
      db.exec(`CREATE TEMP TABLE IF NOT EXISTS ${kind}_rank (id TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID`);
    }
  }

  find(query: ViewQuery): FoundLines {
    const { filter, terms, sort, onDay } = query;
    const byName = sort.length === 0 || sort[0]?.key === 'lastName';
    const plain = terms.length === 0 && filter.divisionId === null && filter.only === null;
    return plain && byName && onDay === null
      ? this.#everybody(filter.employed, sort[0]?.descending ?? false)
      : this.#selected(query);
  }

  /** The view that is opened most: the index alone gives the order, and the few that are counted have their own. */
  #everybody(employed: StaffFilter['employed'], descending: boolean): FoundLines {
    const where = employed === 'all' ? 'true' : `employed = ${employed === 'open' ? 1 : 0}`;
    const direction = descending ? 'DESC' : 'ASC';
    // The plus keeps the planner to the small indexes of lines that have any.
    const count = (column: string): number =>
      this.#statement(`SELECT count(*) FROM staff_line WHERE ${column} > 0 AND +${where}`).get() as number;
    const sql = `SELECT line FROM staff_line WHERE ${where} ORDER BY name_key ${direction}, line ${direction}`;
    const lines = Float64Array.from(this.#statement(sql).all() as number[]);
    return { lines, changed: count('changed'), errors: count('errors') };
  }

  #selected(query: ViewQuery): FoundLines {
    const { filter, terms, sort } = query;
    const parameters: Record<string, string | number> = {};
    const withs: string[] = [];
    const lines: LineSource = query.onDay === null ? 'staff_line' : 'day_line';
    let from = `${lines} l`;
    if (terms.length > 0) {
      const sets = terms.map((term, i) => found(term, i, lines, parameters));
      withs.push(`found (line) AS MATERIALIZED (${sets.join(' INTERSECT ')})`);
      from = `found CROSS JOIN ${lines} l ON l.line = found.line`;
    }
    const conditions: string[] = [];
    // Most people are employed: an index on that alone is slower than reading the lines as they lie.
    if (filter.employed !== 'all') conditions.push(`+l.employed = ${filter.employed === 'open' ? 1 : 0}`);
    if (filter.divisionId !== null) {
      withs.push(BRANCH);
      conditions.push('l.division_id IN (SELECT id FROM branch)');
      parameters.divisionId = filter.divisionId;
    }
    if (filter.only === 'changed') conditions.push('l.changed > 0');
    if (filter.only === 'errors') conditions.push('l.errors > 0');
    if (filter.only === 'expiring') {
      conditions.push('l.admitted_until <= @expiringUntil');
      parameters.expiringUntil = query.expiringUntil;
    }
    for (const { key } of sort) {
      if (key === 'postCode') from += this.#ranks('post', 'l.post_code', query.postOrder);
      if (key === 'divisionId') from += this.#ranks('division', 'l.division_id', query.divisionOrder);
    }
    const sql = `${withs.length === 0 ? '' : `WITH RECURSIVE ${withs.join(', ')} `}
      SELECT l.line * 4 + (l.changed > 0) + 2 * (l.errors > 0) FROM ${from}
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY ${orderOf(sort)}`;
    // After the ranks: filling them is a change too, and the lines of a day are made anew after changes.
    if (query.onDay !== null) this.#dayLines.show(query.onDay);
    return unpacked(this.#statement(sql).all(parameters) as number[]);
  }

  /** Joins the place of a name among all; the table is filled again only when the order is another one. */
  #ranks(kind: 'post' | 'division', column: string, order: readonly string[]): string {
    const text = JSON.stringify(order);
    if (this.#ranked.get(kind) !== text) {
      this.#db.exec(`DELETE FROM temp.${kind}_rank`);
      this.#db.prepare(`INSERT INTO temp.${kind}_rank SELECT value, key FROM json_each(?)`).run(text);
      this.#ranked.set(kind, text);
    }
    return ` LEFT JOIN temp.${kind}_rank ON ${kind}_rank.id = ${column}`;
  }

  /** Open divisions with their names, for search and order. */
  divisionNames(): { readonly id: string; readonly name: string }[] {
    return this.#db.prepare('SELECT id, name FROM division WHERE deleted_at IS NULL').all() as {
      id: string;
      name: string;
    }[];
  }

  #statement(sql: string): Statement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      // The kinds of queries are few; the bound only guards against a page that asks for ever new ones.
      if (this.#prepared.size > 200) this.#prepared.clear();
      statement = this.#db.prepare(sql).pluck() as Statement;
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

/** `line * 4 + flags`: 1 has changes, 2 has errors. */
function unpacked(values: readonly number[]): FoundLines {
  const lines = new Float64Array(values.length);
  let changed = 0;
  let errors = 0;
  values.forEach((value, i) => {
    lines[i] = Math.floor(value / 4);
    changed += value & 1;
    errors += (value >> 1) & 1;
  });
  return { lines, changed, errors };
}

function found(
  { term, postCodes, divisionIds }: SearchTerm,
  i: number,
  lines: LineSource,
  parameters: Record<string, string | number>,
): string {
  parameters[`match${i}`] = ftsOf(term);
  const parts = [`SELECT rowid FROM staff_search WHERE staff_search MATCH @match${i}`];
  if (postCodes.length > 0) {
    parameters[`posts${i}`] = JSON.stringify(postCodes);
    parts.push(linesWith(lines, 'post_code', `@posts${i}`));
  }
  if (divisionIds.length > 0) {
    parameters[`divisions${i}`] = JSON.stringify(divisionIds);
    parts.push(linesWith(lines, 'division_id', `@divisions${i}`));
  }
  return parts.length === 1 ? (parts[0] ?? '') : `SELECT * FROM (${parts.join(' UNION ')})`;
}

/** Lines with one of the values: by the index of today's lines; those of another day have none and are read once. */
function linesWith(lines: LineSource, column: 'post_code' | 'division_id', values: string): string {
  return lines === 'staff_line'
    ? `SELECT p.line FROM json_each(${values}) j CROSS JOIN staff_line p ON p.${column} = j.value`
    : `SELECT p.line FROM day_line p WHERE p.${column} IN (SELECT value FROM json_each(${values}))`;
}

function orderOf(sort: readonly Sort[]): string {
  const parts = sort.map(({ key, descending }) => {
    const direction = descending ? ' DESC' : '';
    // Empty values come last either way; the name is never empty, and without the clause its index gives the order.
    return key === 'lastName' ? `${COLUMN[key]}${direction}` : `${COLUMN[key]}${direction} NULLS LAST`;
  });
  if (!sort.some(({ key }) => key === 'lastName')) parts.push('l.name_key');
  const last = sort.at(-1);
  parts.push(last?.key === 'lastName' && last.descending ? 'l.line DESC' : 'l.line');
  return parts.join(', ');
}
