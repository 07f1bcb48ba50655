import type { RegistryLoss } from '#shared/contract/exchange.ts';
import type { Database } from '../db/open.ts';

/** In `meta`: what the registry lacked when it was last not believed, as JSON. */
const KEY = 'sync.loss';

/** What a registry is without, until a person has decided or it has everything again. */
export class LossStore {
  readonly #statements;

  constructor(db: Database) {
    this.#statements = {
      find: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
      keep: db.prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ),
      forget: db.prepare('DELETE FROM meta WHERE key = ?'),
    };
  }

  find(): RegistryLoss | null {
    const text = this.#statements.find.get(KEY) as string | undefined;
    return text === undefined ? null : (JSON.parse(text) as RegistryLoss);
  }

  keep(loss: RegistryLoss): void {
    this.#statements.keep.run(KEY, JSON.stringify(loss));
  }

  forget(): void {
    this.#statements.forget.run(KEY);
  }
}
