import type { Unsent } from '#shared/contract/exchange.ts';
import type { Database } from '../db/open.ts';

export interface JobRun {
  readonly method: string;
  readonly endedAt: string;
  readonly milliseconds: number;
  /** Of a failure; null when it was done. */
  readonly code: string | null;
}

const LAST_SUCCESS = "(SELECT max(ended_at) FROM sync_session WHERE outcome = 'success')";
/** A request of this desk. */
const OWN = '(SELECT count(*) FROM change_request r WHERE r.elsewhere = 0 AND';
/** Other desks, or the registry, have the request `r` with its files. */
const TOLD = `(r.elsewhere = 1 OR r.state IN ('accepted', 'partly_accepted')
  OR EXISTS (SELECT 1 FROM shared_request s WHERE s.request_id = r.id AND s.place IS NOT NULL))`;

/** More is not looked at. */
const KEPT_RUNS = 200;

/** What the store itself carries, and how long jobs took. */
export class HealthStore {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      add: db.prepare('INSERT INTO job_run (method, ended_at, milliseconds, code) VALUES (?, ?, ?, ?)'),
      trim: db.prepare('DELETE FROM job_run WHERE id <= (SELECT max(id) FROM job_run) - ?'),
      newest: db.prepare(
        'SELECT method, ended_at AS endedAt, milliseconds, code FROM job_run ORDER BY id DESC LIMIT ?',
      ),
      counts: db.prepare(`SELECT (SELECT count(*) FROM replica) AS copied, (SELECT count(*) FROM parked) AS parked,
        (SELECT count(*) FROM change_request WHERE state IN ('queued', 'sent')) AS queued,
        ${LAST_SUCCESS} AS lastSuccess`),
      unsent: db.prepare(`SELECT
        ${OWN} r.state IN ('draft', 'returned')
          AND EXISTS (SELECT 1 FROM change_entity e WHERE e.request_id = r.id)) AS drafts,
        ${OWN} r.state = 'submitted' AND NOT ${TOLD}) AS submitted,
        ${OWN} r.state IN ('approved', 'queued', 'sent')) AS signed,
        (SELECT count(*) FROM attachment a WHERE a.removed_at IS NULL AND (a.id, a.version) NOT IN (
          SELECT f.value ->> 'attachmentId', f.value ->> 'version'
          FROM change_request r, json_each(CAST(r.canonical AS TEXT), '$.attachments') f
          WHERE r.canonical IS NOT NULL AND ${TOLD})) AS files,
        (SELECT count(*) FROM request_message WHERE elsewhere = 0 AND told_at IS NULL) AS messages,
        (SELECT count(*) FROM hire_draft) AS hires, ${LAST_SUCCESS} AS lastSuccess`),
    };
  }

  addRun({ method, endedAt, milliseconds, code }: JobRun): void {
    this.#db
      .transaction(() => {
        this.#statements.add.run(method, endedAt, milliseconds, code);
        this.#statements.trim.run(KEPT_RUNS);
      })
      .immediate();
  }

  newestRuns(limit: number): JobRun[] {
    return this.#statements.newest.all(limit) as JobRun[];
  }

  counts(): { copied: number; parked: number; queued: number; lastSuccess: string | null } {
    return this.#statements.counts.get() as ReturnType<HealthStore['counts']>;
  }

  unsent(): Unsent {
    return this.#statements.unsent.get() as Unsent;
  }
}
