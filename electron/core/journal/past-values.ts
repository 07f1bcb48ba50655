import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import type { Database } from '../db/open.ts';
import { type FieldRow, JournalStore } from './store.ts';

/**
 * What a few fields of all entities of a kind were before they were changed. The journal is read once, and then on from
 * where it was left: never ask inside a transaction, whose entries may yet vanish.
 */
export class PastValues {
  readonly #store: JournalStore;
  readonly #kind: EntityKind;
  readonly #fields: readonly string[];
  readonly #always: string;
  /** Oldest first. */
  readonly #changes: FieldRow[] = [];
  /** Number of the last entry that was read. */
  #read = 0;

  /** @param fields among them one that is never empty */
  constructor(store: JournalStore, kind: EntityKind, fields: readonly string[]) {
    const always = fields.find((field) => !isNullable(kind, field));
    if (always === undefined) throw new RangeError('Nothing tells that an entity was made');
    this.#store = store;
    this.#kind = kind;
    this.#fields = fields;
    this.#always = always;
  }

  /** Values before everything that happened from the moment on, by entity. */
  before(moment: string): Map<EntityId, Record<string, FieldValue>> {
    const last = this.#store.last()?.seq ?? 0;
    const added = this.#store.changesOf(this.#kind, this.#fields, this.#always, this.#read);
    for (const change of added) this.#changes.push(change);
    this.#read = last;
    const values = new Map<EntityId, Record<string, FieldValue>>();
    // The newest first: the oldest change since then has the last word.
    for (const { at, id, field, from } of this.#changes.toReversed()) {
      // A clock may have gone back between two entries, so all are looked at.
      if (at < moment) continue;
      const known = values.get(id) ?? {};
      known[field] = JSON.parse(from) as FieldValue;
      values.set(id, known);
    }
    return values;
  }
}

/** The same over any connection, for reports. */
export function pastValuesIn(db: Database, kind: EntityKind, fields: readonly string[]): PastValues {
  return new PastValues(new JournalStore(db), kind, fields);
}
