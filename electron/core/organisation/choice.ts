import { DeskError } from '#shared/contract/result.ts';
import type { Organisation } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { OrganisationStore } from './store.ts';

/** Which of the organisations in the store everything shown belongs to; kept over restarts. */
export class OrganisationChoice {
  readonly #store: OrganisationStore;

  constructor(store: OrganisationStore) {
    this.#store = store;
  }

  all(): Organisation[] {
    return this.#store.organisations();
  }

  /** The chosen one, the first one while none is chosen or the chosen one is gone; null before the first exchange. */
  current(): Organisation | null {
    const all = this.all();
    const chosen = this.#store.chosen();
    return all.find(({ id }) => id === chosen) ?? all[0] ?? null;
  }

  currentId(): EntityId | null {
    return this.current()?.id ?? null;
  }

  /** Inside the caller's transaction. @throws DeskError KD-3008 no such organisation */
  choose(id: EntityId): void {
    if (!this.all().some((organisation) => organisation.id === id)) throw new DeskError('KD-3008', { params: { id } });
    this.#store.choose(id);
  }
}
