import type { EntityId } from '#shared/domain/values.ts';
import type { Database, Statement } from '../db/open.ts';
import {
  anyMissing,
  bitOf,
  DOCUMENT,
  EMPLOYMENT,
  maskOf,
  PERSON,
  RECORDS,
  REQUIRED_MASK,
  weights,
} from './completeness-fields.ts';
import { type Page, SUBJECT, type SubjectRow, textCondition } from './subjects.ts';

export interface CompletenessQuery extends Page {
  readonly only: 'all' | 'required';
  readonly today: string;
  /** Posts that need an admission. */
  readonly needed: readonly string[];
}

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
    // The few with a gap are gathered first, so that only they are joined to their lines; they are grouped when they are
    // few (`+`), not along an index of all.
    const sql = `WITH needed (code) AS MATERIALIZED (SELECT value FROM json_each(@needed)),
      holes (person_id, mask) AS MATERIALIZED (
        SELECT o.person_id, ${maskOf(EMPLOYMENT, true)} FROM employment o WHERE o.deleted_at IS NULL
          AND (o.end_date IS NULL OR o.end_date >= @today) AND (${anyMissing(EMPLOYMENT)}) GROUP BY +o.person_id
        UNION ALL SELECT d.person_id, ${maskOf(DOCUMENT, true)} FROM document d WHERE d.deleted_at IS NULL
          AND d.standing <> 'former' AND (${anyMissing(DOCUMENT)}) GROUP BY +d.person_id
        ${RECORDS.map((one) => `UNION ALL SELECT l.person_id, ${bitOf(one)} FROM staff_line l WHERE +l.employed = 1 AND ${one.missing}`).join(' ')}),
      found (person_id, mask) AS (SELECT p.id, ${maskOf(PERSON)}
          + coalesce((SELECT sum(h.mask) FROM holes h WHERE h.person_id = p.id), 0)
        FROM person p CROSS JOIN staff_line l ON l.person_id = p.id
        WHERE (${anyMissing(PERSON)} OR p.id IN (SELECT person_id FROM holes))
          AND +l.employed = 1 AND ${textCondition(text, parameters)})
      SELECT person_id, mask FROM found WHERE mask & ${only === 'all' ? -1 : REQUIRED_MASK} <> 0`;
    const found = this.#statement(sql).raw().all(parameters) as Gap[];
    const page = heaviest(found, offset, limit);
    const subjects = new Map(
      (this.#statement(SUBJECTS).all(JSON.stringify(page.map(([id]) => id))) as SubjectRow[]).map((row) => [
        row.personId,
        row,
      ]),
    );
    const rows = page.flatMap(([id, mask]) => {
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

const SUBJECTS = `SELECT ${SUBJECT} FROM json_each(?) j JOIN person p ON p.id = j.value
  JOIN staff_line l ON l.person_id = p.id`;

type Gap = readonly [id: EntityId, mask: number];

/** A page of them, the heaviest first, within one weight as the ids go: in order of arrival. Only that page is sorted. */
function heaviest(gaps: readonly Gap[], offset: number, limit: number): readonly Gap[] {
  const weightOf = weights();
  const byWeight = new Map<number, Gap[]>();
  for (const gap of gaps) {
    const weight = weightOf(gap[1]);
    const of = byWeight.get(weight);
    if (of === undefined) byWeight.set(weight, [gap]);
    else of.push(gap);
  }
  const page: Gap[] = [];
  let before = 0;
  for (const weight of [...byWeight.keys()].sort((a, b) => b - a)) {
    const of = byWeight.get(weight) ?? [];
    const [from, to] = [Math.max(0, offset - before), offset + limit - before];
    before += of.length;
    if (to <= 0) break;
    if (from < of.length) page.push(...of.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(from, to));
  }
  return page;
}
