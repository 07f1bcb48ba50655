import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

export interface OutboxRow {
  /** What goes out, frozen; null until it is first prepared. */
  readonly wire: string | null;
  readonly endpoint: string | null;
  readonly attempts: number;
  readonly nextTryAt: string;
  /** Code of the last failure. */
  readonly lastError: string | null;
  /** Frozen for a registry that is no longer the same: it may be asked after, but not sent again. */
  readonly isStale: boolean;
}

/** Frozen transactions and their attempts, kept over restarts; and when exchanges began and ended. */
export class OutboxStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      get: db.prepare(`SELECT wire, endpoint, attempts, next_try_at AS nextTryAt, last_error AS lastError,
        stale AS isStale FROM outbox WHERE request_id = ?`),
      freeze: db.prepare(`INSERT INTO outbox (request_id, seq, wire, endpoint, attempts, next_try_at)
        VALUES (@id, (SELECT coalesce(max(seq), 0) + 1 FROM outbox), @wire, @endpoint, 0, @at)
        ON CONFLICT (request_id) DO UPDATE
        SET wire = excluded.wire, endpoint = excluded.endpoint, attempts = 0, last_error = NULL,
          stale = 0`),
      stale: db.prepare('UPDATE outbox SET stale = 1 WHERE wire IS NOT NULL'),
      thaw: db.prepare('UPDATE outbox SET wire = NULL, endpoint = NULL, attempts = 0, stale = 0 WHERE request_id = ?'),
      failed: db.prepare(`UPDATE outbox SET attempts = attempts + 1, next_try_at = ?, last_error = ?
        WHERE request_id = ?`),
      remove: db.prepare('DELETE FROM outbox WHERE request_id = ?'),
      nextTry: db.prepare('SELECT min(next_try_at) FROM outbox WHERE attempts > 0').pluck(),
      begin: db.prepare('INSERT INTO sync_session (id, started_at, pulled, pushed) VALUES (?, ?, 0, 0)'),
      end: db.prepare('UPDATE sync_session SET ended_at = ?, outcome = ?, pulled = ?, pushed = ? WHERE id = ?'),
      lastSuccess: db.prepare(`SELECT max(ended_at) FROM sync_session WHERE outcome = 'success'`).pluck(),
      trim: db.prepare(`DELETE FROM sync_session WHERE id NOT IN (SELECT id FROM sync_session ORDER BY id DESC LIMIT 500)
        AND id NOT IN (SELECT id FROM sync_session WHERE outcome = 'success' ORDER BY id DESC LIMIT 1)`),
    };
  }

  get(requestId: EntityId): OutboxRow | null {
    const row = this.#statements.get.get(requestId) as
      | (Omit<OutboxRow, 'isStale'> & { readonly isStale: number })
      | undefined;
    return row === undefined ? null : { ...row, isStale: row.isStale === 1 };
  }

  freeze(requestId: EntityId, wire: string, endpoint: string, at: string): void {
    this.#statements.freeze.run({ id: requestId, wire, endpoint, at });
  }

  /** Nothing that is frozen may be sent again. */
  markStale(): void {
    this.#statements.stale.run();
  }

  /** It has to be prepared anew. */
  thaw(requestId: EntityId): void {
    this.#statements.thaw.run(requestId);
  }

  failed(requestId: EntityId, nextTryAt: string, code: string): void {
    this.#statements.failed.run(nextTryAt, code, requestId);
  }

  remove(requestId: EntityId): void {
    this.#statements.remove.run(requestId);
  }

  /** When the earliest failed request may be tried again; null when none has failed. */
  nextTryAt(): string | null {
    return this.#statements.nextTry.get() as string | null;
  }

  beginSession(id: EntityId, at: string): void {
    this.#statements.begin.run(id, at);
  }

  endSession(id: EntityId, at: string, outcome: string, pulled: number, pushed: number): void {
    this.#statements.end.run(at, outcome, pulled, pushed, id);
    this.#statements.trim.run();
  }

  lastSuccess(): string | null {
    return this.#statements.lastSuccess.get() as string | null;
  }
}
