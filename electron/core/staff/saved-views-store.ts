import { type BuiltInView, SavedView, type ViewChoice } from '#shared/contract/staff-views.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

const USUAL: BuiltInView = 'all';

/** Views of the staff grid by their users. */
export class SavedViewsStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      of: db.prepare('SELECT id, name, body FROM saved_view WHERE user_id = ? ORDER BY id'),
      opensWith: db.prepare('SELECT view FROM opening_view WHERE user_id = ?').pluck(),
      owner: db.prepare('SELECT 1 FROM saved_view WHERE user_id = @userId AND id = @id').pluck(),
      named: db.prepare('SELECT id FROM saved_view WHERE user_id = @userId AND name = @name').pluck(),
      put: db.prepare(`INSERT INTO saved_view (id, user_id, name, body) VALUES (@id, @userId, @name, @body)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body`),
      remove: db.prepare('DELETE FROM saved_view WHERE user_id = @userId AND id = @id'),
      forgetOpening: db.prepare('DELETE FROM opening_view WHERE user_id = @userId AND view = @id'),
      openWith: db.prepare(`INSERT INTO opening_view (user_id, view) VALUES (@userId, @view)
        ON CONFLICT (user_id) DO UPDATE SET view = excluded.view`),
    };
  }

  /** Oldest first. One that this program cannot read (a newer one wrote it) is left out. */
  of(userId: EntityId): SavedView[] {
    const rows = this.#statements.of.all(userId) as { id: string; name: string; body: string }[];
    return rows.flatMap(({ id, name, body }) => {
      const view = SavedView.safeParse({ ...JSON.parse(body), id, name });
      return view.success ? [view.data] : [];
    });
  }

  opensWith(userId: EntityId): ViewChoice {
    return (this.#statements.opensWith.get(userId) as ViewChoice | undefined) ?? USUAL;
  }

  has(userId: EntityId, id: EntityId): boolean {
    return this.#statements.owner.get({ userId, id }) !== undefined;
  }

  idOf(userId: EntityId, name: string): EntityId | undefined {
    return this.#statements.named.get({ userId, name }) as EntityId | undefined;
  }

  put(userId: EntityId, { id, name, ...body }: SavedView): void {
    this.#statements.put.run({ userId, id, name, body: JSON.stringify(body) });
  }

  /** A list that opened with it opens with everybody again. */
  remove(userId: EntityId, id: EntityId): void {
    this.#statements.remove.run({ userId, id });
    this.#statements.forgetOpening.run({ userId, id });
  }

  openWith(userId: EntityId, view: ViewChoice): void {
    this.#statements.openWith.run({ userId, view });
  }
}
