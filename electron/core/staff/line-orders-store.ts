import type { StaffSort } from '#shared/contract/staff-filter.ts';
import type { Database } from '../db/open.ts';
import type { KeptStatements } from './kept-statements.ts';

/** Today's lines are kept in a table; those of another day are worked out into a view like it. */
export type LineSource = 'staff_line' | 'day_line';

export interface OrderQuery {
  readonly source: LineSource;
  /** The day that `day_line` shows; null for today's lines. */
  readonly onDay: string | null;
  readonly employed: 'open' | 'dismissed' | 'all';
  readonly sort: StaffSort;
  /** Codes and ids in the order of their names; asked only when the sort needs them. */
  readonly postOrder: () => readonly string[];
  readonly divisionOrder: () => readonly string[];
}

type SortKey = StaffSort[number]['key'];

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

/** Names kept elsewhere: their order is handed in, and joined as the place of each among all. */
const RANKED = { postCode: 'post', divisionId: 'division' } as const;

/** Orders that somebody may go back to: by name, and the few sorts of a moment. */
const KEPT = 4;
const CHANGED = 1;
const ERRORS = 2;

/** Lines found, in order, and how many of them have changes and errors. */
export interface FoundLines {
  readonly lines: Uint32Array;
  readonly changed: number;
  readonly errors: number;
}

/**
 * All lines in one order. Who looks for some of them marks them and walks the order once: that costs less than ordering
 * those found, and one order serves every letter typed.
 */
export class LineOrder {
  readonly #lines: Uint32Array;
  /** By line: 1 has changes, 2 has errors. */
  readonly #flags: Uint8Array;

  constructor(lines: readonly number[], changed: readonly number[], errors: readonly number[]) {
    this.#lines = Uint32Array.from(lines);
    this.#flags = new Uint8Array(1 + this.#lines.reduce((last, line) => Math.max(last, line), 0));
    for (const line of changed) this.#mark(this.#flags, line, CHANGED);
    for (const line of errors) this.#mark(this.#flags, line, ERRORS);
  }

  /** Lines that are in all of the sets; all lines where there is no set. */
  only(sets: readonly (readonly number[])[]): FoundLines {
    const found = new Uint32Array(sets.reduce((least, { length }) => Math.min(least, length), this.#lines.length));
    const marks = new Uint8Array(this.#flags.length);
    // A line is in all sets when each of them in turn has counted it.
    sets.forEach((set, before) => {
      for (const line of set) if (marks[line] === before) marks[line] = before + 1;
    });
    let total = 0;
    let changed = 0;
    let errors = 0;
    for (const line of this.#lines) {
      if (marks[line] !== sets.length) continue;
      found[total++] = line;
      const flags = this.#flags[line] ?? 0;
      changed += flags & CHANGED;
      errors += (flags & ERRORS) >> 1;
    }
    return { lines: found.slice(0, total), changed, errors };
  }

  #mark(of: Uint8Array, line: number, flag: number): void {
    // Lines that the order does not have stay outside.
    if (line < of.length) of[line] = (of[line] ?? 0) | flag;
  }
}

/** Orders of lines, made when they are asked for and kept while nothing is written. */
export class LineOrders {
  readonly #statements: KeptStatements;
  readonly #writes;
  /** The one used last stands last. */
  readonly #kept = new Map<string, LineOrder>();
  #madeAt = -1;

  constructor(db: Database, statements: KeptStatements) {
    this.#statements = statements;
    this.#writes = db.prepare('SELECT total_changes()').pluck();
  }

  /** Grows with everything that is written: all of it goes through this connection. */
  writes(): number {
    return this.#writes.get() as number;
  }

  of(query: OrderQuery): LineOrder {
    const now = this.writes();
    if (now !== this.#madeAt) this.#kept.clear();
    this.#madeAt = now;
    const key = JSON.stringify([query.onDay, query.employed, query.sort]);
    const order = this.#kept.get(key) ?? this.#make(query);
    this.#kept.delete(key);
    this.#kept.set(key, order);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return order;
  }

  #make({ source, employed, sort, postOrder, divisionOrder }: OrderQuery): LineOrder {
    const parameters: Record<string, string> = {};
    const withs: string[] = [];
    let from = `${source} l`;
    for (const { key } of sort) {
      if (key !== 'postCode' && key !== 'divisionId') continue;
      const name = RANKED[key];
      withs.push(`${name}_rank (id, rank) AS MATERIALIZED (SELECT value, key FROM json_each(@${name}))`);
      from += ` LEFT JOIN ${name}_rank ON ${name}_rank.id = l.${key === 'postCode' ? 'post_code' : 'division_id'}`;
      parameters[name] = JSON.stringify(key === 'postCode' ? postOrder() : divisionOrder());
    }
    const where = employed === 'all' ? 'true' : `l.employed = ${employed === 'open' ? 1 : 0}`;
    const sql = `${withs.length === 0 ? '' : `WITH ${withs.join(', ')} `}SELECT l.line FROM ${from}
      WHERE ${where} ORDER BY ${orderOf(sort)}`;
    // The few with changes and errors have indexes of their own.
    const flagged = (column: string): readonly number[] =>
      this.#statements.lines(`SELECT line FROM ${source} WHERE ${column} > 0`);
    return new LineOrder(this.#statements.lines(sql, parameters), flagged('changed'), flagged('errors'));
  }
}

function orderOf(sort: StaffSort): string {
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
