import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import type { EntityStore } from '../entities/store.ts';
import type { Clock, Ids } from '../ports.ts';
import type { FrozenContent, FrozenItem } from './content.ts';
import { meantBy, translated } from './names.ts';

type Values = Readonly<Record<string, FieldValue>>;

interface HiddenParts {
  readonly entities: EntityStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/**
 * The records that a request speaks of, by the ids of its bytes. What is not here is put into the store as deleted, so
 * that the request can be shown: what it makes itself, until the registry has it; and, where nothing more will come, what
 * has gone before this desk could see it, as its author saw it.
 *
 * @param isAllHere what is not here by now has gone
 * @returns null while something may still come
 */
export function hiddenRecords(
  { entities, clock, ids }: HiddenParts,
  content: FrozenContent,
  isAllHere: boolean,
): ReadonlyMap<EntityId, EntityId> | null {
  const { here, unknown } = meantBy(entities, content);
  const names = new Map(Object.entries(content.names ?? {}));
  const missing = new Map(unknown.map((mention) => [mention.id, mention]));
  const items = new Map(content.items.map((item) => [item.id, item]));
  const beside = new Map(content.beside?.map((one) => [one.id, one.fields]));
  const told = (id: EntityId) => valuesOf(items.get(id), beside.get(id));
  const all = new Map(here);
  const byName = new Map<string, EntityId>();
  for (const { kind, id } of missing.values()) {
    const isMade = items.get(id)?.operation === 'create';
    const name = names.get(id);
    if (!(isMade && name === undefined) && !(isAllHere && isWhole(kind, told(id)))) return null;
    // Where the registry has named nothing, the mark is the one id that all desks can call it by.
    const known = name === undefined ? id : (byName.get(`${kind} ${name}`) ?? ids.next());
    if (name !== undefined) byName.set(`${kind} ${name}`, known);
    all.set(id, known);
  }
  for (const { kind, id } of missing.values()) {
    const known = all.get(id) ?? id;
    if (entities.find(kind, known) !== null) continue;
    const values = Object.entries(told(id)).map(([field, value]) => [field, translated(all, field, value)]);
    entities.insert(kind, known, Object.fromEntries(values), names.get(id) ?? null);
    entities.markDeleted(kind, known, clock.now());
  }
  return all;
}

/** Whether enough is said of a record to know it by. */
function isWhole(kind: EntityKind, values: Values): boolean {
  return fieldNames(kind).every((field) => isNullable(kind, field) || values[field] != null);
}

/** A record after what the request did to it; of a deleted one what it was. */
function valuesOf(item: FrozenItem | undefined, beside: Values | undefined): Values {
  const changed = Object.entries(item?.fields ?? {}).map(([field, { from, to }]) => [
    field,
    item?.operation === 'delete' ? from : to,
  ]);
  return { ...beside, ...Object.fromEntries(changed) };
}
