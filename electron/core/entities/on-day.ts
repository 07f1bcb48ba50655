/**
 * SQL for what stands on a day; every statement that uses it binds the day as `@onDay`, `YYYY-MM-DD`. The first and the
 * last working day count, as `holdsOn` of `shared/rules/on-day.ts` has it.
 */

/** A record with `begin_date` and `end_date` that holds on the day. */
export function holdsOnDay(alias: string): string {
  return `(${alias}.begin_date IS NULL OR ${alias}.begin_date <= @onDay) AND (${alias}.end_date IS NULL OR ${alias}.end_date >= @onDay)`;
}

/**
 * The employment that stands for each person among those begun by the day: `person_id`, all its columns, and `employed`,
 * 1 while it holds. Open before ended, main before others, later before earlier: the order of `byStanding`. SQLite takes
 * the columns of a group from the row of its only `max`.
 */
export const STANDING_ON_DAY = `SELECT e.*, (e.end_date IS NULL OR e.end_date >= @onDay) AS employed,
    max((e.end_date IS NULL OR e.end_date >= @onDay) || (e.position_type IS '1') || coalesce(e.begin_date, '0000-00-00') || e.id)
  FROM employment e WHERE e.deleted_at IS NULL AND (e.begin_date IS NULL OR e.begin_date <= @onDay) GROUP BY e.person_id`;

/** Latest end among certificates and accreditations issued by the day. @param person SQL for the person's id */
export function admittedUntilOnDay(person: string): string {
  return `(SELECT max(c.expires_on) FROM credential c
    WHERE c.person_id = ${person} AND c.deleted_at IS NULL AND (c.issued_on IS NULL OR c.issued_on <= @onDay))`;
}

/** A person without any employment belongs to the list on every day. @param person SQL for the person's id */
export function neverEmployed(person: string): string {
  return `NOT EXISTS (SELECT 1 FROM employment n WHERE n.person_id = ${person} AND n.deleted_at IS NULL)`;
}
