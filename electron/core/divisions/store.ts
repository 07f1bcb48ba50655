import type { Division, Organisation } from '#shared/domain/entities.ts';
import type { Database } from '../db/open.ts';
import { holdsOnDay } from '../entities/on-day.ts';
import { columnsOf } from '../entities/store.ts';

/** Work that counts on a day: from its first to its last day. */
export interface OpenPost {
  readonly divisionId: string;
  readonly personId: string;
  /** Hundredths. */
  readonly rate: number;
}

const OPEN_POSTS = `SELECT o.division_id, o.person_id, coalesce(o.rate, 0) FROM employment o
  WHERE o.deleted_at IS NULL AND o.division_id IS NOT NULL AND ${holdsOnDay('o')}
  AND o.person_id NOT IN (SELECT id FROM person WHERE deleted_at IS NOT NULL)`;

export interface EmploymentAfter {
  readonly employmentId: string;
  readonly personId: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly postCode: string | null;
  readonly rate: number | null;
  readonly beginDate: string | null;
}

const PEOPLE_AFTER = `SELECT o.id AS employmentId, p.id AS personId, p.last_name AS lastName, p.first_name AS firstName,
    p.patronymic, o.post_code AS postCode, o.rate, o.begin_date AS beginDate
  FROM employment o JOIN person p ON p.id = o.person_id AND p.deleted_at IS NULL
  WHERE o.division_id = @divisionId AND o.deleted_at IS NULL AND (o.end_date IS NULL OR o.end_date > @day)
  ORDER BY p.last_name, p.first_name, p.patronymic, o.id`;

const PEOPLE_BELOW = `WITH RECURSIVE below (id) AS (
    SELECT @divisionId UNION SELECT d.id FROM below b JOIN division d ON d.parent_id = b.id AND d.deleted_at IS NULL)
  SELECT p.id FROM person p WHERE p.deleted_at IS NULL AND EXISTS (
    SELECT 1 FROM employment o JOIN below b ON b.id = o.division_id
    WHERE o.person_id = p.id AND o.deleted_at IS NULL AND ${holdsOnDay('o')})
  ORDER BY p.last_name, p.first_name, p.patronymic, p.id`;

export class DivisionStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      organisation: db.prepare(
        `SELECT g.id, ${columnsOf('organisation', 'g')} FROM organisation g WHERE g.deleted_at IS NULL ORDER BY g.id LIMIT 1`,
      ),
      divisions: db.prepare(`SELECT d.id, ${columnsOf('division', 'd')} FROM division d WHERE d.deleted_at IS NULL`),
      openPosts: db.prepare(OPEN_POSTS).raw(),
      countOpen: db
        .prepare(
          'SELECT count(*) FROM division WHERE deleted_at IS NULL AND (liquidation_date IS NULL OR liquidation_date >= ?)',
        )
        .pluck(),
      peopleAfter: db.prepare(PEOPLE_AFTER),
      peopleBelow: db.prepare(PEOPLE_BELOW).pluck(),
      openBelow: db.prepare(`SELECT id, name, level FROM division WHERE parent_id = @divisionId AND deleted_at IS NULL
        AND (liquidation_date IS NULL OR liquidation_date > @day) ORDER BY name, id`),
      names: db.prepare('SELECT d.id, d.name FROM json_each(?) j CROSS JOIN division d ON d.id = j.value'),
    };
  }

  organisation(): Organisation | null {
    return (this.#statements.organisation.get() as Organisation | undefined) ?? null;
  }

  divisions(): Division[] {
    return this.#statements.divisions.all() as Division[];
  }

  openPosts(onDay: string): OpenPost[] {
    const rows = this.#statements.openPosts.all({ onDay }) as [string, string, number][];
    return rows.map(([divisionId, personId, rate]) => ({ divisionId, personId, rate }));
  }

  countOpen(today: string): number {
    return this.#statements.countOpen.get(today) as number;
  }

  /** Work in the division itself that lasts longer than the day. */
  peopleAfter(divisionId: string, day: string): EmploymentAfter[] {
    return this.#statements.peopleAfter.all({ divisionId, day }) as EmploymentAfter[];
  }

  /** Who works in a division, or in one below it, on a day; by name. */
  peopleBelow(divisionId: string, onDay: string): string[] {
    return this.#statements.peopleBelow.all({ divisionId, onDay }) as string[];
  }

  /** Children that are open longer than the day. */
  openBelow(divisionId: string, day: string): Pick<Division, 'id' | 'name' | 'level'>[] {
    return this.#statements.openBelow.all({ divisionId, day }) as Pick<Division, 'id' | 'name' | 'level'>[];
  }

  names(ids: readonly string[]): { readonly id: string; readonly name: string }[] {
    return this.#statements.names.all(JSON.stringify(ids)) as { id: string; name: string }[];
  }
}
