import { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { isNullable } from '#shared/rules/shapes.ts';
import type { Database } from '../db/open.ts';
import type { FieldChange } from './append.ts';
import { readEntry } from './reading.ts';
import { type EntryRow, JournalStore } from './store.ts';

/** What one entry did to one entity: all its fields at once where it was made, else those that changed. */
export interface EntityChange {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly fields: readonly FieldChange[];
}

/** Null for an entry that changed no entity: a step of a request, a report. */
export function entityChangeOf(row: EntryRow): EntityChange | null {
  const { body, lines, values } = readEntry(row);
  const kind = EntityKind.safeParse(body.kind);
  const [first] = lines;
  if (!kind.success || first?.object == null) return null;
  const fields =
    values === null
      ? lines.flatMap(({ field, from, to }) => (field === null ? [] : [{ field: nameOf(field), from, to }]))
      : Object.entries(values).flatMap(([field, to]) => (to === null ? [] : [{ field, from: null, to }]));
  if (fields.length === 0) return null;
  const { seq, at, actor, action, object } = first;
  return { seq, at, actor, action, kind: kind.data, id: object, fields };
}

/** `person.lastName` → `lastName`. */
function nameOf(path: string): string {
  return path.slice(path.indexOf('.') + 1);
}

/** The entity was made by it, or came back: a field that it cannot be without was empty before. */
export function isMaking({ kind, fields }: EntityChange): boolean {
  return fields.some(({ field, from }) => from === null && !isNullable(kind, field));
}

/** The entity was taken away: a field that it cannot be without became empty. */
export function isRemoval({ kind, fields }: EntityChange): boolean {
  return fields.some(({ field, to }) => to === null && !isNullable(kind, field));
}

/** What was done to an entity and to what belongs to it after an entry, newest first. */
export function changesAfter(store: JournalStore, subjectId: EntityId, seq: number): EntityChange[] {
  return store.ofSubjectAfter(subjectId, seq).flatMap((row) => entityChangeOf(row) ?? []);
}

/** Values that fields of the kind had before everything that happened from the moment on, where they had any. */
export function formerValues(
  store: JournalStore,
  kind: EntityKind,
  ids: readonly EntityId[],
  from: string,
): Map<EntityId, Record<string, FieldValue>> {
  const former = new Map<EntityId, Record<string, FieldValue>>();
  // The newest first: the oldest change since then has the last word.
  for (const row of store.ofSubjectsSince(ids, from)) {
    const change = entityChangeOf(row);
    if (change?.kind !== kind || isMaking(change)) continue;
    const values = former.get(change.id) ?? {};
    for (const { field, from: before } of change.fields) values[field] = before;
    former.set(change.id, values);
  }
  return former;
}

/** How a subject and what belongs to it stood before everything that happened from a moment on. */
export interface Past {
  /** Values that were others then, by entity. */
  readonly former: (kind: EntityKind) => ReadonlyMap<EntityId, Readonly<Record<string, FieldValue>>>;
  /** All values of what was there then and is gone, by entity. */
  readonly gone: (kind: EntityKind) => ReadonlyMap<EntityId, Readonly<Record<string, FieldValue>>>;
}

export function pastOf(store: JournalStore, subjectId: EntityId, from: string): Past {
  return {
    former: (kind) => formerValues(store, kind, [subjectId], from),
    gone(kind) {
      const gone = new Map<EntityId, Record<string, FieldValue>>();
      // The newest first: what came after the moment and went again was not there then.
      for (const row of store.ofSubjectsSince([subjectId], from)) {
        const change = entityChangeOf(row);
        if (change?.kind !== kind) continue;
        const before = Object.fromEntries(change.fields.map(({ field, from: value }) => [field, value]));
        if (isMaking(change)) gone.delete(change.id);
        else if (isRemoval(change) || gone.has(change.id)) gone.set(change.id, { ...gone.get(change.id), ...before });
      }
      return gone;
    },
  };
}

/** The same over any connection, for reports. */
export function pastIn(db: Database, subjectId: EntityId, from: string): Past {
  return pastOf(new JournalStore(db), subjectId, from);
}
