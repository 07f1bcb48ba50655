import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind, EntityOf, FileKind, Person } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { PendingChanges } from '../changes/pending.ts';
import { isOpenState } from '../changes/states.ts';
import type { EntityStore } from '../entities/store.ts';

export interface AcceptedParts {
  readonly entities: Pick<EntityStore, 'get' | 'find' | 'list'>;
  readonly pending: Pick<PendingChanges, 'of' | 'changedOn'>;
}

/** Records that stand in the file of a person directly; an absence stands in that of an employment. */
export type PersonRecord = Exclude<FileKind, 'leave'> | 'employment';

/**
 * A record without what nobody has approved: fields of open requests have their former values, what such a request adds
 * is not there, what it deletes still is. Null: not there.
 */
export function accepted<K extends EntityKind>({ entities, pending }: AcceptedParts, kind: K, id: EntityId) {
  const open = pending.of(kind, id).filter(({ state }) => isOpenState(state));
  const found = entities.find(kind, id);
  if (found === null || open.some(({ operation }) => operation === 'create')) return null;
  if (found.deleted && !open.some(({ operation }) => operation === 'delete')) return null;
  const former: Record<string, FieldValue> = {};
  // The oldest change of a field knows what was approved.
  for (const { field, from } of open) if (!Object.hasOwn(former, field)) former[field] = from;
  return { ...found.entity, ...former } as EntityOf<K>;
}

/** Approved records of a kind in the file of a person, also those that an open request takes out of it. */
export function acceptedOf<K extends PersonRecord>(parts: AcceptedParts, kind: K, personId: EntityId): EntityOf<K>[] {
  const listed = parts.entities.list(kind, 'personId', personId).map(({ entity }) => entity.id);
  const changed = parts.pending.changedOn(personId).filter((one) => one.kind === kind);
  return [...new Set([...listed, ...changed.map(({ id }) => id)])]
    .flatMap((id) => accepted(parts, kind, id) ?? [])
    .filter((record) => record.personId === personId);
}

/** @throws DeskError KD-3008 no such person · KD-6005 nothing about them is approved */
export function approvedPerson(parts: AcceptedParts, id: EntityId): Person {
  if (parts.entities.get('person', id) === null) throw new DeskError('KD-3008');
  const person = accepted(parts, 'person', id);
  if (person === null) throw new DeskError('KD-6005');
  return person;
}

/** How many records an open request changes, adds or deletes. */
export function countOpen({ pending }: AcceptedParts, personId: EntityId): number {
  return pending
    .changedOn(personId)
    .filter(({ kind, id }) => pending.of(kind, id).some(({ state }) => isOpenState(state))).length;
}
