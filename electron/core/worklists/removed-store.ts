import type { RemovedRow } from '#shared/contract/worklists.ts';
import type { RequestState } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { PENDING_STATES, sqlList } from '../changes/states.ts';
import type { Database } from '../db/open.ts';
import { named, PERSON } from './subjects.ts';

interface Row {
  readonly personId: EntityId;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly removedAt: string;
  readonly requestId: EntityId | null;
  readonly number: number;
  readonly state: RequestState;
}

/** Cards that went into another one are not deleted ones; nor is one that another desk's request is still to make. */
const REMOVED = `p.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM merged_owner m WHERE m.from_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM change_entity c JOIN change_request r ON r.id = c.request_id
    WHERE c.kind = 'person' AND c.entity_id = p.id AND c.operation = 'create' AND r.state IN (${sqlList(PENDING_STATES)}))`;

/** Deleted cards, and what is left of erased ones. */
export class RemovedStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      count: db.prepare(`SELECT count(*) FROM person p WHERE ${REMOVED}`).pluck(),
      removed: db.prepare(`SELECT ${PERSON}, p.birth_date AS birthDate, p.deleted_at AS removedAt, r.id AS requestId,
          r.number, r.state
        FROM person p LEFT JOIN change_request r ON r.id = (SELECT max(c.request_id) FROM change_entity c
          JOIN change_request q ON q.id = c.request_id AND q.state IN (${sqlList(PENDING_STATES)})
          WHERE c.kind = 'person' AND c.entity_id = p.id)
        WHERE ${REMOVED} ORDER BY p.deleted_at DESC, p.id`),
      erased: db.prepare(`SELECT p.id AS personId, p.purged_at AS removedAt, p.reason, coalesce(u.name, '') AS by,
          e.id AS returnedId
        FROM purged_record p LEFT JOIN app_user u ON u.id = p.actor_id
        LEFT JOIN person e ON e.id = p.returned_id AND e.deleted_at IS NULL ORDER BY p.purged_at DESC, p.id`),
    };
  }

  count(): number {
    return this.#statements.count.get() as number;
  }

  /** The last one first, then the erased ones, which have no name to be found by. */
  rows(): RemovedRow[] {
    const removed = (this.#statements.removed.all() as Row[]).map(({ requestId, number, state, ...row }) => ({
      ...named(row),
      request: requestId === null ? null : { id: requestId, number, state },
      erased: null,
    }));
    const erased = this.#statements.erased.all() as {
      personId: EntityId;
      removedAt: string;
      reason: string;
      by: string;
      returnedId: EntityId | null;
    }[];
    return [
      ...removed,
      ...erased.map(({ personId, removedAt, ...stub }) => ({
        personId,
        name: '',
        birthDate: null,
        removedAt,
        request: null,
        erased: stub,
      })),
    ];
  }
}
