import type { Database } from '../db/open.ts';

export interface JobRun {
  readonly method: string;
  readonly endedAt: string;
  readonly milliseconds: number;
  /** Of a failure; null when it was done. */
  readonly code: string | null;
}

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
        (SELECT max(ended_at) FROM sync_session WHERE outcome = 'success') AS lastSuccess`),
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
}
