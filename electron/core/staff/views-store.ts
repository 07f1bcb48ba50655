import type { STAFF_SORT_KEYS, StaffFilter } from '#shared/contract/staff.ts';
import type { Database, Statement } from '../db/open.ts';
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

/** Finds and orders lines. Flags say what a line has: 1 changed, 2 errors. */
export class ViewsStore {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** `line * 4 + flags` of every line found, in order. */
  find(query: ViewQuery): number[] {
    const { filter, terms, sort } = query;
    const parameters: Record<string, string | number> = {};
    const withs: string[] = [];
    let from = 'staff_line l';
    if (terms.length > 0) {
      withs.push(
        `found (line) AS MATERIALIZED (${terms.map((term, i) => found(term, i, parameters)).join(' INTERSECT ')})`,
      );
      from = 'found CROSS JOIN staff_line l ON l.line = found.line';
    }
    const conditions: string[] = [];
    if (filter.employed !== 'all') conditions.push(`l.employed = ${filter.employed === 'open' ? 1 : 0}`);
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
      if (key !== 'postCode' && key !== 'divisionId') continue;
      const name = key === 'postCode' ? 'post' : 'division';
      const column = key === 'postCode' ? 'l.post_code' : 'l.division_id';
      withs.push(`${name}_rank (id, rank) AS MATERIALIZED (SELECT value, key FROM json_each(@${name}Order))`);
      from += ` LEFT JOIN ${name}_rank ON ${name}_rank.id = ${column}`;
      parameters[`${name}Order`] = JSON.stringify(key === 'postCode' ? query.postOrder : query.divisionOrder);
    }
    const sql = `${withs.length === 0 ? '' : `WITH RECURSIVE ${withs.join(', ')} `}SELECT l.line * 4 + (l.changed > 0) + 2 * (l.errors > 0)
      FROM ${from}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`} ORDER BY ${orderOf(sort)}`;
    return this.#statement(sql).all(parameters) as number[];
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

function found(
  { term, postCodes, divisionIds }: SearchTerm,
  i: number,
  parameters: Record<string, string | number>,
): string {
  parameters[`match${i}`] = ftsOf(term);
  const parts = [`SELECT rowid FROM staff_search WHERE staff_search MATCH @match${i}`];
  if (postCodes.length > 0) {
    parameters[`posts${i}`] = JSON.stringify(postCodes);
    parts.push(`SELECT p.line FROM json_each(@posts${i}) j CROSS JOIN staff_line p ON p.post_code = j.value`);
  }
  if (divisionIds.length > 0) {
    parameters[`divisions${i}`] = JSON.stringify(divisionIds);
    parts.push(`SELECT p.line FROM json_each(@divisions${i}) j CROSS JOIN staff_line p ON p.division_id = j.value`);
  }
  return parts.length === 1 ? (parts[0] ?? '') : `SELECT * FROM (${parts.join(' UNION ')})`;
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
