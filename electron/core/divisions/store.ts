import type { DivisionNode } from '#shared/contract/areas.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { Database } from '../db/open.ts';
import { columnsOf } from '../entities/store.ts';

/** Employments that count on a day: not ended, or their last day is still to come. */
const OPEN = `employment o JOIN person p ON p.id = o.person_id AND p.deleted_at IS NULL
  WHERE o.deleted_at IS NULL AND o.division_id IS NOT NULL AND (o.end_date IS NULL OR o.end_date >= @today)`;

/**
 * `up` pairs every division with each one above it and itself; UNION (not UNION ALL) ends a circle of parents, which
 * only a registry could send. A person counts once in a branch, however many posts they hold in it.
 */
const TREE = `WITH RECURSIVE
  up (id, ancestor) AS (
    SELECT id, id FROM division WHERE deleted_at IS NULL
    UNION SELECT up.id, d.parent_id FROM up JOIN division d ON d.id = up.ancestor
      WHERE d.parent_id IS NOT NULL AND d.deleted_at IS NULL
  ),
  posts AS MATERIALIZED (SELECT o.division_id AS division, o.person_id AS person, sum(coalesce(o.rate, 0)) AS rate
    FROM ${OPEN} GROUP BY 1, 2),
  own AS (SELECT division, count(*) AS people FROM posts GROUP BY 1),
  branch AS (SELECT up.ancestor AS division, count(DISTINCT posts.person) AS people, sum(posts.rate) AS rate
    FROM posts JOIN up ON up.id = posts.division GROUP BY 1)
  SELECT d.id, ${columnsOf('division', 'd')}, coalesce(own.people, 0) AS ownPeople,
    coalesce(branch.people, 0) AS branchPeople, coalesce(branch.rate, 0) AS branchRate
  FROM division d LEFT JOIN own ON own.division = d.id LEFT JOIN branch ON branch.division = d.id
  WHERE d.deleted_at IS NULL`;

export class DivisionStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      organisation: db.prepare(
        `SELECT g.id, ${columnsOf('organisation', 'g')} FROM organisation g WHERE g.deleted_at IS NULL ORDER BY g.id LIMIT 1`,
      ),
      tree: db.prepare(TREE),
      countOpen: db
        .prepare(
          'SELECT count(*) FROM division WHERE deleted_at IS NULL AND (liquidation_date IS NULL OR liquidation_date >= ?)',
        )
        .pluck(),
      names: db.prepare('SELECT d.id, d.name FROM json_each(?) j CROSS JOIN division d ON d.id = j.value'),
    };
  }

  organisation(): Organisation | null {
    return (this.#statements.organisation.get() as Organisation | undefined) ?? null;
  }

  nodes(today: string): DivisionNode[] {
    return this.#statements.tree.all({ today }) as DivisionNode[];
  }

  countOpen(today: string): number {
    return this.#statements.countOpen.get(today) as number;
  }

  names(ids: readonly string[]): { readonly id: string; readonly name: string }[] {
    return this.#statements.names.all(JSON.stringify(ids)) as { id: string; name: string }[];
  }
}
