import { FIELDS, type FieldDefinition } from '#shared/domain/fields.ts';
import type { Database, Statement } from '../db/open.ts';
import { columnOf } from '../entities/store.ts';
import { type Page, SUBJECT, type SubjectRow, textCondition } from './subjects.ts';

export interface CompletenessQuery extends Page {
  readonly only: 'all' | 'required';
  readonly today: string;
  /** Posts that need an admission. */
  readonly needed: readonly string[];
}

interface Looked {
  /** `person.snils`. */
  readonly field: string;
  readonly required: boolean;
}

/** A person without these can be reported, but registries, reports and letters to the person want them. */
const RECOMMENDED = ['citizenshipCode', 'inn', 'phone', 'email'] as const;
/** НСИ 99.2.315: foreign citizens and the stateless may have no СНИЛС. */
const WITHOUT_SNILS = `p.citizenship_code IN ('3', '4')`;

const required = (fields: Readonly<Record<string, FieldDefinition>>): string[] =>
  Object.keys(fields).filter((name) => fields[name]?.required === true && name !== 'personId');

const PERSON = [...required(FIELDS.person), ...RECOMMENDED];
const EMPLOYMENT = required(FIELDS.employment);

/** Fields in the order of the bits of a mask. */
export const LOOKED: readonly Looked[] = [
  ...PERSON.map((name) => ({
    field: `person.${name}`,
    required: !(RECOMMENDED as readonly string[]).includes(name),
  })),
  ...EMPLOYMENT.map((name) => ({ field: `employment.${name}`, required: true })),
];
/** The bit after them: no certificate and no accreditation where the post needs one. */
export const NO_CREDENTIAL = 2 ** LOOKED.length;

const REQUIRED_MASK = LOOKED.reduce((mask, looked, bit) => (looked.required ? mask + 2 ** bit : mask), 0);

const isEmpty = (column: string): string => `(${column} IS NULL OR ${column} = '')`;

const PERSON_MASK = PERSON.map((name, bit) => {
  const empty = isEmpty(`p.${columnOf(name)}`);
  return `(${name === 'snils' ? `${empty} AND NOT coalesce(${WITHOUT_SNILS}, 0)` : empty}) * ${2 ** bit}`;
}).join(' + ');

const PERSON_EMPTY = PERSON.map((name) => isEmpty(`p.${columnOf(name)}`)).join(' OR ');

/** A field counts as missing when any open employment lacks it. */
const EMPLOYMENT_MASK = EMPLOYMENT.map(
  (name, at) => `max(${isEmpty(`o.${columnOf(name)}`)}) * ${2 ** (PERSON.length + at)}`,
).join(' + ');
const ANY_EMPTY = EMPLOYMENT.map((name) => isEmpty(`o.${columnOf(name)}`)).join(' OR ');

export interface IncompleteRow extends SubjectRow {
  readonly mask: number;
}

/** Whose card lacks something, the emptiest first. */
export class CompletenessStore {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  find({ text, offset, limit, only, today, needed }: CompletenessQuery): { total: number; rows: IncompleteRow[] } {
    const parameters: Record<string, string | number | null> = { today, needed: JSON.stringify(needed) };
    // The few with a gap are gathered first, so that only they are joined to their lines.
    const sql = `WITH needed (code) AS MATERIALIZED (SELECT value FROM json_each(@needed)),
      holes (person_id, mask) AS MATERIALIZED (SELECT o.person_id, ${EMPLOYMENT_MASK} FROM employment o
        WHERE o.deleted_at IS NULL AND (o.end_date IS NULL OR o.end_date >= @today) AND (${ANY_EMPTY})
        GROUP BY o.person_id),
      bare (person_id) AS MATERIALIZED (SELECT l.person_id FROM staff_line l WHERE +l.employed = 1
        AND l.post_code IN needed AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.person_id = l.person_id
          AND c.deleted_at IS NULL)),
      found (person_id, mask) AS (SELECT p.id, ${PERSON_MASK}
          + coalesce((SELECT h.mask FROM holes h WHERE h.person_id = p.id), 0)
          + (p.id IN bare) * ${NO_CREDENTIAL}
        FROM person p CROSS JOIN staff_line l ON l.person_id = p.id
        WHERE (${PERSON_EMPTY} OR p.id IN (SELECT person_id FROM holes) OR p.id IN bare)
          AND +l.employed = 1 AND ${textCondition(text, parameters)})
      SELECT person_id, mask FROM found WHERE mask & ${only === 'all' ? REQUIRED_MASK_ALL : REQUIRED_MASK} <> 0`;
    const found = this.#statement(sql).raw().all(parameters) as [string, number][];
    const ordered = found.map(([id, mask]) => ({ id, mask, weight: weightOf(mask) })).sort(heavierFirst);
    const page = ordered.slice(offset, offset + limit);
    const subjects = new Map(
      (this.#statement(SUBJECTS).all(JSON.stringify(page.map(({ id }) => id))) as SubjectRow[]).map((row) => [
        row.personId,
        row,
      ]),
    );
    const rows = page.flatMap(({ id, mask }) => {
      const subject = subjects.get(id);
      return subject === undefined ? [] : [{ ...subject, mask }];
    });
    return { total: found.length, rows };
  }

  #statement(sql: string): Statement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      if (this.#prepared.size > 50) this.#prepared.clear();
      statement = this.#db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

const REQUIRED_MASK_ALL = 2 ** (LOOKED.length + 1) - 1;

const SUBJECTS = `SELECT ${SUBJECT} FROM json_each(?) j JOIN person p ON p.id = j.value
  JOIN staff_line l ON l.person_id = p.id`;

/** A required field weighs more than all recommended ones together. */
function weightOf(mask: number): number {
  let weight = 0;
  for (let bit = 0; bit <= LOOKED.length; bit++) {
    if (Math.floor(mask / 2 ** bit) % 2 === 1) weight += LOOKED[bit]?.required === true ? 100 : 1;
  }
  return weight;
}

/** Within one weight as the ids go: in order of arrival. */
function heavierFirst(a: { weight: number; id: string }, b: { weight: number; id: string }): number {
  return b.weight - a.weight || (a.id < b.id ? -1 : 1);
}
