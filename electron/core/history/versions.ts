import type { z } from 'zod';
import type { EntityDifference } from '#shared/contract/changes.ts';
import { ENTITY_KINDS, type EntityKind } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { EntityStore, FieldValues } from '../entities/store.ts';
import { type Subject, wholeOf } from '../entities/subject.ts';
import { type EntityChange, isMaking, isRemoval } from '../journal/history.ts';

export interface EntityState {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly values: FieldValues;
}

/** A subject with all its parts, wholes before what they consist of. */
export type SubjectState = ReadonlyMap<EntityId, EntityState>;

export interface VersionParts {
  readonly entities: EntityStore;
  /** What was done to a subject and its parts after an entry, newest first. */
  readonly changesAfter: (subjectId: EntityId, seq: number) => readonly EntityChange[];
}

/** Everything that stands in the store of a subject now. */
export function stateNow(entities: EntityStore, { kind, id }: Subject): SubjectState {
  const state = new Map<EntityId, EntityState>();
  const stored = entities.get(kind, id);
  if (stored === null) return state;
  const add = (of: EntityKind, entity: { readonly id: EntityId }): void => {
    const values = entity as unknown as FieldValues;
    state.set(entity.id, { kind: of, id: entity.id, values: onlyFields(of, values) });
    for (const part of ENTITY_KINDS) {
      const whole = wholeOf(part);
      if (whole?.kind !== of) continue;
      for (const { entity: inside } of entities.list(part, whole.field, entity.id)) add(part, inside);
    }
  };
  add(kind, stored.entity);
  return state;
}

/** The same as it stood after an entry: what came later is undone, the newest first. */
export function stateAt(parts: VersionParts, subject: Subject, seq: number): SubjectState {
  const state = new Map(stateNow(parts.entities, subject));
  for (const change of parts.changesAfter(subject.id, seq)) undo(state, change);
  return state;
}

function undo(state: Map<EntityId, EntityState>, change: EntityChange): void {
  const { kind, id, fields } = change;
  if (isMaking(change)) {
    state.delete(id);
    return;
  }
  const known = state.get(id);
  // Gone in a way that the journal does not tell: it stays away.
  if (known === undefined && !isRemoval(change)) return;
  const before = Object.fromEntries(fields.map(({ field, from }) => [field, from]));
  const owner = before[wholeOf(kind)?.field ?? ''];
  if (typeof owner === 'string' && !state.has(owner)) {
    // It came from another card, as when two cards are made one.
    state.delete(id);
    return;
  }
  state.set(id, { kind, id, values: onlyFields(kind, { ...known?.values, ...before }) });
}

function onlyFields(kind: EntityKind, values: FieldValues): FieldValues {
  return Object.fromEntries(fieldNames(kind).map((field) => [field, values[field] ?? null]));
}

type Difference = z.infer<typeof EntityDifference>;

/** What one state must become to be the other one. */
export function differencesOf(before: SubjectState, after: SubjectState): Difference[] {
  const found: Difference[] = [];
  for (const one of before.values()) {
    const later = after.get(one.id);
    const operation = later === undefined ? 'delete' : 'update';
    const fields = fieldsOf(one.kind, one.values, later?.values ?? {});
    if (fields.length > 0) found.push({ kind: one.kind, id: one.id, operation, fields });
  }
  for (const { kind, id, values } of after.values()) {
    if (!before.has(id)) found.push({ kind, id, operation: 'create', fields: fieldsOf(kind, {}, values) });
  }
  return found;
}

function fieldsOf(kind: EntityKind, before: FieldValues, after: FieldValues): Difference['fields'] {
  return fieldNames(kind).flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
}
