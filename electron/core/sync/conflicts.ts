import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Clock, Ids } from '../ports.ts';
import type { ConflictStore, Difference } from './conflict-store.ts';

/** Notes what differs, once per field; what no longer differs is closed. Inside the caller's transaction. */
export class Conflicts {
  readonly #store: ConflictStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #ids: Ids;

  constructor(store: ConflictStore, clock: Pick<Clock, 'now'>, ids: Ids) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
  }

  /** @returns how many are new */
  settle(kind: EntityKind, entityId: EntityId, found: readonly Difference[]): number {
    const open = this.#store.of(kind, entityId);
    let fresh = 0;
    for (const difference of found) {
      const same = open.find(({ field }) => field === difference.field);
      if (same !== undefined) this.#store.update(same.id, difference);
      else {
        this.#store.insert(this.#ids.next(), kind, entityId, difference, this.#clock.now());
        fresh++;
      }
    }
    for (const { id, field } of open) {
      if (!found.some((difference) => difference.field === field)) this.#store.close(id, 'gone', this.#clock.now());
    }
    return fresh;
  }

  /** Adds to what is open already. */
  add(kind: EntityKind, entityId: EntityId, found: readonly Difference[]): void {
    const open = this.#store.of(kind, entityId).filter(({ field }) => !found.some((one) => one.field === field));
    this.settle(kind, entityId, [...open, ...found]);
  }

  /** Whether a person has still to decide about one of these fields, or the entity as a whole. */
  blocks(kind: EntityKind, entityId: EntityId, fields: readonly string[]): string | null {
    const open = this.#store.of(kind, entityId).find(({ field }) => field === '*' || fields.includes(field));
    return open?.field ?? null;
  }

  /** Entities about which a person has to decide, or has decided otherwise meanwhile. */
  entities(): { readonly kind: EntityKind; readonly id: EntityId }[] {
    const found = new Map(
      this.#store.open().map(({ kind, entityId }) => [`${kind} ${entityId}`, { kind, id: entityId }]),
    );
    return [...found.values()];
  }
}
