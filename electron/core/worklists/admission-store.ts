import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';
import { type Page, PERSON, type SubjectRow, textCondition } from './subjects.ts';

export interface AdmissionQuery extends Page {
  readonly date: string;
  /** Posts that need an admission. */
  readonly needed: readonly string[];
}

export interface NotAdmittedRow extends SubjectRow {
  readonly employmentId: EntityId;
  /** Last day of the last fitting document. */
  readonly until: string | null;
  readonly documents: number;
  /** Documents valid on the day, whatever their specialty. */
  readonly valid: number;
}

export interface RuleRow {
  readonly postCode: string;
  /** Null: nothing said about the post. */
  readonly needed: 0 | 1 | null;
  /** JSON array. */
  readonly specialties: string;
  readonly people: number;
}

/** A document of the employment's person that fits the post: any where the post names no specialty. */
const FITS = `(c.specialty_code IN (SELECT s.specialty_code FROM admission_specialty s WHERE s.post_code = o.post_code)
  OR NOT EXISTS (SELECT 1 FROM admission_specialty s WHERE s.post_code = o.post_code))`;
const VALID = `(c.issued_on IS NULL OR c.issued_on <= @date) AND (c.expires_on IS NULL OR c.expires_on >= @date)`;
const OF_PERSON = 'FROM credential c WHERE c.person_id = o.person_id AND c.deleted_at IS NULL';

/** Certificates and accreditations against posts; the later end of several for one specialty decides, as any valid one does. */
export class AdmissionStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      needs: db.prepare('SELECT post_code, needed FROM admission_post').raw(),
      rules: db.prepare(`WITH held (post_code, people) AS MATERIALIZED (SELECT o.post_code, count(*) FROM employment o
          WHERE o.deleted_at IS NULL AND o.post_code IS NOT NULL AND (o.end_date IS NULL OR o.end_date >= ?)
          GROUP BY o.post_code)
        SELECT codes.post_code AS postCode,
          (SELECT needed FROM admission_post a WHERE a.post_code = codes.post_code) AS needed,
          (SELECT coalesce(json_group_array(specialty_code), '[]') FROM
            (SELECT specialty_code FROM admission_specialty s WHERE s.post_code = codes.post_code ORDER BY 1)) AS specialties,
          coalesce((SELECT people FROM held WHERE held.post_code = codes.post_code), 0) AS people
        FROM (SELECT post_code FROM held UNION SELECT post_code FROM admission_post) codes`),
      putPost: db.prepare(`INSERT INTO admission_post (post_code, needed) VALUES (?, ?)
        ON CONFLICT (post_code) DO UPDATE SET needed = excluded.needed`),
      clear: db.prepare('DELETE FROM admission_specialty WHERE post_code = ?'),
      putSpecialty: db.prepare('INSERT INTO admission_specialty (post_code, specialty_code) VALUES (?, ?)'),
    };
  }

  /** What the clinic has said, by post. */
  needs(): Map<string, boolean> {
    return new Map((this.#statements.needs.all() as [string, number][]).map(([code, needed]) => [code, needed === 1]));
  }

  /** Posts that are held today or have a rule. */
  rules(today: string): RuleRow[] {
    return this.#statements.rules.all(today) as RuleRow[];
  }

  putRule(postCode: string, needed: boolean, specialties: readonly string[]): void {
    this.#statements.putPost.run(postCode, needed ? 1 : 0);
    this.#statements.clear.run(postCode);
    for (const code of new Set(specialties)) this.#statements.putSpecialty.run(postCode, code);
  }

  find({ text, offset, limit, date, needed }: AdmissionQuery): { total: number; rows: NotAdmittedRow[] } {
    const parameters = { date, needed: JSON.stringify(needed), offset, limit };
    const sql = `WITH needed (code) AS MATERIALIZED (SELECT value FROM json_each(@needed)),
      refused AS MATERIALIZED (SELECT o.id, o.person_id, o.post_code, o.division_id FROM employment o
        WHERE o.deleted_at IS NULL AND o.post_code IN needed AND (o.begin_date IS NULL OR o.begin_date <= @date)
        AND (o.end_date IS NULL OR o.end_date >= @date) AND NOT EXISTS (SELECT 1 ${OF_PERSON} AND ${VALID} AND ${FITS}))
      SELECT ${PERSON}, o.id AS employmentId, o.post_code AS postCode, o.division_id AS divisionId,
        (SELECT max(c.expires_on) ${OF_PERSON} AND ${FITS} AND c.expires_on < @date) AS until,
        (SELECT count(*) ${OF_PERSON}) AS documents, (SELECT count(*) ${OF_PERSON} AND ${VALID}) AS valid,
        count(*) OVER () AS total
      FROM refused o JOIN person p ON p.id = o.person_id AND p.deleted_at IS NULL
      JOIN staff_line l ON l.person_id = o.person_id
      WHERE ${textCondition(text, parameters)} ORDER BY l.name_key, l.line, o.id LIMIT @limit OFFSET @offset`;
    return pageOf<NotAdmittedRow>(this.#db, sql, parameters);
  }
}

/** Rows that carry their own total; a page behind the end asks for it alone. */
export function pageOf<T>(
  db: Database,
  sql: string,
  parameters: Record<string, string | number | null>,
): { total: number; rows: T[] } {
  const statement = db.prepare(sql);
  const rows = statement.all(parameters) as (T & { total: number })[];
  const [first] = rows;
  if (first === undefined && parameters.offset !== 0) {
    const [again] = statement.all({ ...parameters, offset: 0, limit: 1 }) as { total: number }[];
    return { total: again?.total ?? 0, rows: [] };
  }
  return { total: first?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row as unknown as T) };
}
