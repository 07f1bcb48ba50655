import { FOUND_AT_MOST } from '#shared/contract/search.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { Branch } from '#shared/rules/division-tree.ts';
import type { Database, Statement } from '../db/open.ts';
import { ftsOf, type Term } from '../staff/query.ts';

/** One word of what was typed, and what it may mean besides a part of a name. */
export interface PeopleTerm {
  readonly words: Term;
  readonly postCodes: readonly string[];
  readonly divisionIds: readonly string[];
  /** Last digits of a СНИЛС; null where there are too few, or letters. */
  readonly end: string | null;
}

export interface PeopleQuery {
  readonly terms: readonly PeopleTerm[];
  /** Last names begin with one of these when they fit best. */
  readonly names: readonly string[];
  /** Whole numbers: СНИЛС, and personnel numbers as they are sorted. */
  readonly numbers: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface PersonRow {
  readonly id: string;
  readonly fit: 0 | 1 | 2;
  readonly total: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly snils: string | null;
  readonly personnelNumber: string | null;
  readonly postCode: string | null;
  readonly divisionId: string | null;
  readonly employed: number;
}

export interface RequestRow {
  readonly id: string;
  readonly number: number;
  readonly state: RequestState;
  readonly author: string;
}

/** A word that many begin with is looked up so far; the last names among them come from their own index. */
const NAMES_AT_MOST = 100;

const FIT_OF_PERSON = `CASE
  WHEN l.snils IN (SELECT value FROM json_each(@numbers)) OR l.personnel_key IN (SELECT value FROM json_each(@numbers))
    OR substr(l.name_key, 1, instr(l.name_key, char(1)) - 1) IN (SELECT value FROM json_each(@names)) THEN 0
  WHEN EXISTS (SELECT 1 FROM json_each(@names) WHERE substr(l.name_key, 1, length(value)) = value) THEN 1
  ELSE 2 END`;

/** Reads what the areas keep, for search alone. */
export class SearchStore {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
    // The words of the index, to be listened to: names typed with Latin letters.
    db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.staff_word USING fts5vocab('main', 'staff_search', 'row')");
  }

  /** Words of people's names that begin with the letter. */
  wordsFrom(letter: string): string[] {
    const next = String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1);
    const sql = 'SELECT term FROM temp.staff_word WHERE term >= ? AND term < ?';
    return this.#statement(sql).pluck().all(letter, next) as string[];
  }

  /** Grows with every write; everything is written through this connection. */
  state(): number {
    return this.#statement('SELECT total_changes()').pluck().get() as number;
  }

  divisions(): Branch[] {
    return this.#statement(
      `SELECT id, name, parent_id AS parentId, level, liquidation_date AS liquidationDate FROM division
       WHERE deleted_at IS NULL`,
    ).all() as Branch[];
  }

  /** The best first: by how they fit, those at work before those who have left, by name. */
  people({ terms, names, numbers, offset, limit }: PeopleQuery): PersonRow[] {
    const parameters: Record<string, string | number> = {
      names: JSON.stringify(names),
      numbers: JSON.stringify(numbers),
      offset,
      limit,
    };
    const sets = terms.map((term, i) => setOf(term, i, parameters, terms.length === 1));
    const begun = terms.length === 1 ? [names.map((name, i) => begunWith(name, i, parameters))].flat() : [];
    const found = [...begun, `SELECT * FROM (${sets.join(' INTERSECT ')} LIMIT ${FOUND_AT_MOST})`].join(' UNION ');
    return this.#statement(`WITH found (line) AS MATERIALIZED (SELECT * FROM (${found}) LIMIT ${FOUND_AT_MOST}),
      best AS (SELECT l.person_id, l.employment_id, l.post_code, l.division_id, l.employed, l.name_key, l.line,
          ${FIT_OF_PERSON} AS fit
        FROM found CROSS JOIN staff_line l ON l.line = found.line
        ORDER BY fit, l.employed DESC, l.name_key, l.line LIMIT @limit OFFSET @offset)
      SELECT p.id, b.fit, (SELECT count(*) FROM found) AS total, p.last_name AS lastName, p.first_name AS firstName,
        p.patronymic, p.snils, o.personnel_number AS personnelNumber, b.post_code AS postCode,
        b.division_id AS divisionId, b.employed
      FROM best b CROSS JOIN person p ON p.id = b.person_id LEFT JOIN employment o ON o.id = b.employment_id
      ORDER BY b.fit, b.employed DESC, b.name_key, b.line`).all(parameters) as PersonRow[];
  }

  /** Newest first; the author's name as of the first event. */
  requests(): RequestRow[] {
    return this.#statement(`SELECT r.id, r.number, r.state, coalesce(v.actor, '') AS author
      FROM change_request r LEFT JOIN request_event v ON v.request_id = r.id AND v.seq = 1
      ORDER BY r.number DESC`).all() as RequestRow[];
  }

  /** Requests that change something of these people. */
  requestsAbout(personIds: readonly string[]): string[] {
    const sql = `SELECT DISTINCT e.request_id FROM json_each(?) j CROSS JOIN change_entity e ON e.subject_id = j.value`;
    return this.#statement(sql).pluck().all(JSON.stringify(personIds)) as string[];
  }

  #statement(sql: string): Statement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      // The kinds of questions are few; the bound only guards against ever longer ones.
      if (this.#prepared.size > 100) this.#prepared.clear();
      statement = this.#db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

/** The index of the numbers alone is read from end to end: it is small beside the table. */
const LINES_BY_END = `SELECT l.line FROM (
    SELECT rowid AS at FROM person INDEXED BY person_snils WHERE snils > '' AND substr(snils, -length(@value)) = @value
  ) e CROSS JOIN person p ON p.rowid = e.at CROSS JOIN staff_line l ON l.person_id = p.id`;

/** Lines where the word stands, as a part of a name, a post, a division or the end of a number. */
function setOf(term: PeopleTerm, i: number, parameters: Record<string, string | number>, bounded: boolean): string {
  const parts: string[] = [];
  const add = (sql: string, name: string, value: string): void => {
    parameters[`${name}${i}`] = value;
    parts.push(
      `SELECT * FROM (${sql.replaceAll('@value', `@${name}${i}`)}${bounded ? ` LIMIT ${FOUND_AT_MOST}` : ''})`,
    );
  };
  add('SELECT rowid FROM staff_search WHERE staff_search MATCH @value', 'match', ftsOf(term.words));
  const of = (column: string): string =>
    `SELECT l.line FROM json_each(@value) j CROSS JOIN staff_line l ON l.${column} = j.value`;
  if (term.postCodes.length > 0) add(of('post_code'), 'posts', JSON.stringify(term.postCodes));
  if (term.divisionIds.length > 0) add(of('division_id'), 'divisions', JSON.stringify(term.divisionIds));
  if (term.end !== null) add(LINES_BY_END, 'end', term.end);
  return parts.length === 1 ? (parts[0] ?? '') : `SELECT * FROM (${parts.join(' UNION ')})`;
}

/** The first last names that begin so: by the index of the order, at work or not. */
function begunWith(name: string, i: number, parameters: Record<string, string | number>): string {
  parameters[`from${i}`] = name;
  parameters[`to${i}`] = `${name}\u{10FFFF}`;
  const of = (employed: 0 | 1): string => `SELECT * FROM (SELECT line FROM staff_line
    WHERE employed = ${employed} AND name_key >= @from${i} AND name_key < @to${i} ORDER BY name_key LIMIT ${NAMES_AT_MOST})`;
  return `${of(1)} UNION ${of(0)}`;
}
