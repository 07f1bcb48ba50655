import { HireDraft } from '#shared/contract/staff-hiring.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** Unfinished hirings, one a user. */
export class HireDraftStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      of: db.prepare('SELECT step, form, saved_at AS savedAt FROM hire_draft WHERE user_id = ?'),
      keep: db.prepare(`INSERT INTO hire_draft (user_id, step, form, saved_at) VALUES (@userId, @step, @form, @savedAt)
        ON CONFLICT (user_id) DO UPDATE SET step = excluded.step, form = excluded.form, saved_at = excluded.saved_at`),
      drop: db.prepare('DELETE FROM hire_draft WHERE user_id = ?'),
    };
  }

  of(userId: EntityId): (HireDraft & { readonly savedAt: string }) | null {
    const row = this.#statements.of.get(userId) as { step: number; form: string; savedAt: string } | undefined;
    if (row === undefined) return null;
    return { ...HireDraft.parse({ step: row.step, form: JSON.parse(row.form) }), savedAt: row.savedAt };
  }

  keep(userId: EntityId, { step, form }: HireDraft, savedAt: string): void {
    this.#statements.keep.run({ userId, step, form: JSON.stringify(form), savedAt });
  }

  drop(userId: EntityId): void {
    this.#statements.drop.run(userId);
  }
}
