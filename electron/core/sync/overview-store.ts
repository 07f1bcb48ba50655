import type { ConflictSides } from '#shared/contract/worklists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

export interface RefusedRow {
  readonly requestId: EntityId;
  readonly number: number;
  readonly author: string;
  /** In the registry's words, or a code of ours. */
  readonly note: string | null;
  /** A person has still to choose a value of what it changes. */
  readonly inConflict: boolean;
}

export interface SessionRow {
  readonly id: EntityId;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** `success` or an error code; null while it runs, and for good when the program ended before it. */
  readonly outcome: string | null;
  readonly pulled: number;
  readonly pushed: number;
}

/** So many of those older than one; the newest where it is null. */
export interface SessionPage {
  readonly before: EntityId | null;
  readonly limit: number;
}

/** What the page of the exchange reads besides the queue itself. */
export class OverviewStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      refused: db.prepare(`SELECT r.id AS requestId, r.number, coalesce(u.name, '') AS author, r.reason AS note,
          EXISTS (SELECT 1 FROM change_entity e JOIN conflict c ON c.kind = e.kind AND c.entity_id = e.entity_id
            WHERE e.request_id = r.id AND c.decided_at IS NULL) AS inConflict
        FROM change_request r LEFT JOIN app_user u ON u.id = r.author_id WHERE r.state = 'rejected' ORDER BY r.number`),
      sessions: db.prepare(`SELECT id, started_at AS startedAt, ended_at AS endedAt, outcome, pulled, pushed
        FROM sync_session WHERE @before IS NULL OR id < @before ORDER BY id DESC LIMIT @limit`),
      count: db.prepare('SELECT count(*) FROM sync_session').pluck(),
      author:
        db.prepare(`SELECT r.id AS requestId, r.number, r.state, r.changed_at AS at, coalesce(u.name, '') AS author
        FROM change_request r LEFT JOIN app_user u ON u.id = r.author_id WHERE r.id = ?`),
    };
  }

  /** Requests that the registry refused and nobody has taken up since, the oldest first. */
  refused(): RefusedRow[] {
    const rows = this.#statements.refused.all() as (Omit<RefusedRow, 'inConflict'> & { inConflict: number })[];
    return rows.map((row) => ({ ...row, inConflict: row.inConflict === 1 }));
  }

  /** Whose change a request holds, and since when. */
  authorOf(requestId: EntityId): ConflictSides['mine'] {
    return (this.#statements.author.get(requestId) as ConflictSides['mine'] | undefined) ?? null;
  }

  /** The newest first. */
  sessions(page: SessionPage): { total: number; rows: SessionRow[] } {
    return {
      total: this.#statements.count.get() as number,
      rows: this.#statements.sessions.all(page) as SessionRow[],
    };
  }
}
