import type { DismissalTask, KeptTask } from '#shared/contract/staff-dismissal.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

type TaskKey = Pick<DismissalTask, 'kind' | 'aboutId'>;

/** What is left to be done after dismissals. */
export class DismissalTaskStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      of: db.prepare(`SELECT kind, about_id AS aboutId, name, done_at AS doneAt, done_by AS doneBy
        FROM dismissal_task WHERE employment_id = ? ORDER BY rowid`),
      forget: db.prepare('DELETE FROM dismissal_task WHERE employment_id = ? AND done_at IS NULL'),
      insert: db.prepare(`INSERT INTO dismissal_task (employment_id, kind, about_id, name)
        VALUES (@employmentId, @kind, @aboutId, @name) ON CONFLICT DO NOTHING`),
      tick: db.prepare(`UPDATE dismissal_task SET done_at = @doneAt, done_by = @doneBy
        WHERE employment_id = @employmentId AND kind = @kind AND about_id = @aboutId`),
    };
  }

  /** In the order in which they were given. */
  of(employmentId: EntityId): KeptTask[] {
    return this.#statements.of.all(employmentId) as KeptTask[];
  }

  /** A dismissal that is done anew has a new list; what was done stays done. */
  put(employmentId: EntityId, tasks: readonly DismissalTask[]): void {
    this.#statements.forget.run(employmentId);
    for (const task of tasks) this.#statements.insert.run({ employmentId, ...task });
  }

  tick(employmentId: EntityId, { kind, aboutId }: TaskKey, done: Pick<KeptTask, 'doneAt' | 'doneBy'>): void {
    this.#statements.tick.run({ employmentId, kind, aboutId, ...done });
  }
}
