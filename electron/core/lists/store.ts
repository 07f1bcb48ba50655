import { type KeptList, ListLook } from '#shared/contract/lists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Database } from '../db/open.ts';

/** How users left their lists. */
export class ListStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      look: db.prepare('SELECT body FROM list_look WHERE user_id = @userId AND list = @list').pluck(),
      keep: db.prepare(`INSERT INTO list_look (user_id, list, body) VALUES (@userId, @list, @body)
        ON CONFLICT (user_id, list) DO UPDATE SET body = excluded.body`),
    };
  }

  /** Null also for one that this program cannot read: a newer one wrote it. */
  look(userId: EntityId, list: KeptList): ListLook | null {
    const body = this.#statements.look.get({ userId, list }) as string | undefined;
    return body === undefined ? null : (ListLook.safeParse(JSON.parse(body)).data ?? null);
  }

  keep(userId: EntityId, list: KeptList, look: ListLook): void {
    this.#statements.keep.run({ userId, list, body: JSON.stringify(look) });
  }
}
