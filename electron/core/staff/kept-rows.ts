import type { StaffRow } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { LookParts } from './look.ts';
import { rowsOf } from './rows.ts';

/** Rows of the last searches and of what was scrolled by, about two megabytes. */
const KEPT = 2000;

/**
 * The grid's rows, worked out once while nothing is written: letters of a search find the same people over and over.
 * A row depends on the store, dictionaries included, and on the day, and on nothing else; what the role of the reader
 * hides is hidden later.
 */
export class KeptRows {
  readonly #look: LookParts;
  /** Oldest first. */
  readonly #rows = new Map<EntityId, StaffRow>();
  /** The day, the day shown and the state of the store that the rows are of. */
  #state = '';

  constructor(look: LookParts) {
    this.#look = look;
  }

  /** As {@link rowsOf}. */
  of(personIds: readonly EntityId[], onDay: string | null): StaffRow[] {
    const { store, context } = this.#look;
    const state = `${context().today} ${onDay} ${store.writes()}`;
    if (state !== this.#state) this.#rows.clear();
    this.#state = state;
    const missing = personIds.filter((id) => !this.#rows.has(id));
    const fresh = missing.length === 0 ? [] : rowsOf(this.#look, missing, onDay);
    for (const row of fresh) this.#rows.set(row.personId, row);
    const rows = personIds.flatMap((id) => this.#rows.get(id) ?? []);
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= KEPT) break;
      this.#rows.delete(id);
    }
    return rows;
  }
}
