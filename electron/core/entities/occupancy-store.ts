import type { EntityId } from '#shared/domain/values.ts';
import { LONG_LEAVES } from '#shared/rules/absence.ts';
import type { Database } from '../db/open.ts';

export interface OccupancyRow {
  readonly divisionId: EntityId | null;
  readonly postCode: string | null;
  /** Hundredths of full-time posts that somebody takes, the external part-time ones among them. */
  readonly rate: number;
  readonly externalRate: number;
  /** Of the rate, what people take at their main post. */
  readonly mainRate: number;
  /** Hundredths of posts whose people are away for long. */
  readonly awayRate: number;
  /** People here at their main post who work. */
  readonly people: number;
  /** People here at their main post who are away for long. */
  readonly away: number;
}

/** НСИ 2.1.1.209: 1 main, 4 external part-time. */
const THERE = `WITH there AS (
    SELECT o.division_id, o.post_code, o.position_type, o.person_id, coalesce(o.rate, 0) AS rate,
      o.id IN (SELECT v.employment_id FROM leave v WHERE v.deleted_at IS NULL
        AND v.leave_reason IN (SELECT value FROM json_each(@long)) AND v.begin_date <= @day
        AND (v.end_date IS NULL OR v.end_date >= @day)) AS away
    FROM employment o WHERE o.deleted_at IS NULL AND (o.begin_date IS NULL OR o.begin_date <= @day)
      AND (o.end_date IS NULL OR o.end_date >= @day))`;

const OCCUPANCY = `${THERE} SELECT division_id AS divisionId, post_code AS postCode, sum(CASE WHEN away THEN 0 ELSE rate END) AS rate,
    sum(CASE WHEN NOT away AND position_type = '4' THEN rate ELSE 0 END) AS externalRate,
    sum(CASE WHEN NOT away AND position_type = '1' THEN rate ELSE 0 END) AS mainRate,
    sum(CASE WHEN away THEN rate ELSE 0 END) AS awayRate,
    count(DISTINCT CASE WHEN position_type = '1' AND NOT away THEN person_id END) AS people,
    count(DISTINCT CASE WHEN position_type = '1' AND away THEN person_id END) AS away
  FROM there GROUP BY division_id, post_code ORDER BY division_id, post_code`;

/**
 * Who takes which posts on a day, by division and post: what a staffing table, form 30 and their vacancies are counted
 * from. A person on maternity or another long leave is nobody available: neither their rate nor they themselves count as
 * taken; they stand in `away` (form 30, column 17).
 *
 * @param day `YYYY-MM-DD`
 */
export function occupancyOn(db: Database, day: string): OccupancyRow[] {
  return db.prepare(OCCUPANCY).all({ day, long: JSON.stringify(LONG_LEAVES) }) as OccupancyRow[];
}

/** Somebody who works at their main post. */
export type MainWorker = Pick<OccupancyRow, 'divisionId' | 'postCode'> & { readonly personId: EntityId };

/** Those whom {@link OccupancyRow.people} counts. @param day `YYYY-MM-DD` */
export function mainWorkersOn(db: Database, day: string): MainWorker[] {
  const sql = `${THERE} SELECT DISTINCT division_id AS divisionId, post_code AS postCode, person_id AS personId
    FROM there WHERE position_type = '1' AND NOT away`;
  return db.prepare(sql).all({ day, long: JSON.stringify(LONG_LEAVES) }) as MainWorker[];
}
