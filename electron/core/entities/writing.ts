import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { type EntityKind, isOwnKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { checkField, type FieldContext } from '#shared/rules/check-field.ts';
import { fullName } from '#shared/rules/names.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { isRegistryRecord } from '#shared/rules/registry-owned.ts';
import type { Actor } from '../changes/actor.ts';
import type { Drafts, RecordedChange } from '../changes/drafts.ts';
import type { Journal, JournalFact } from '../journal/append.ts';
import type { Clock, Ids } from '../ports.ts';
import type { EntityStore, FieldValues, Stored } from './store.ts';
import { type Subject, subjectOf, wholeOf } from './subject.ts';

/**
 * How people change entities, whatever their kind: a value is checked by the rules, written, put into the author's draft
 * and told to the journal. All of it inside the caller's transaction. Areas add what only they know.
 */
export interface EditingParts {
  readonly entities: EntityStore;
  readonly drafts: Pick<Drafts, 'record'>;
  readonly journal: Journal;
  /** For what a person writes: a code that a known dictionary lacks is refused. */
  readonly context: () => FieldContext & { readonly today: string };
}

export interface WritingParts extends EditingParts {
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now'>;
}

export type Author = Actor & { readonly id: EntityId };

/** A change with the values that were written. */
export interface WrittenChange extends RecordedChange {
  readonly values: FieldValues;
}

export interface WrittenEdits {
  /** The request that took the last change; `NOTHING` where every edit was of a value to itself. */
  readonly requestId: EntityId;
  /** Whose cards the edits were about. */
  readonly subjectIds: readonly EntityId[];
  /** What really changed. */
  readonly changes: readonly WrittenChange[];
}

/** Stands for «no request» where nothing went into one. */
export const NOTHING: EntityId = '00000000-0000-0000-0000-000000000000';

/** Says what something is, and cannot be edited; so do the fields that say whose it is. */
const IDENTITY: ReadonlySet<string> = new Set([
  'division.organisationId',
  'division.level',
  'staffingDocument.organisationId',
  'credential.credentialKind',
  'education.educationKind',
]);

/**
 * Writes edits of any entities of the kinds allowed: all or none.
 *
 * @throws DeskError with the field at fault and the entity's `id` in the parameters: KD-2xxx a rule refuses the value ·
 *   KD-3001 the value is no longer what the user saw · KD-2213 a record of the registry · KD-3008 no such entity ·
 *   KD-3009 in somebody else's request
 */
export function writeEdits(
  parts: EditingParts,
  author: Author,
  edits: readonly FieldEdit[],
  { kinds, action }: { readonly kinds: readonly EntityKind[]; readonly action: string },
): WrittenEdits {
  const context = parts.context();
  const prepared = [...byEntity(edits).values()].map((of) => checkedEdits(parts, kinds, of, context));
  const changes = prepared.filter(({ fields }) => fields.length > 0);
  for (const { kind, id, values } of changes) parts.entities.patch(kind, id, values);
  const subjectIds = [...new Set(prepared.map(({ subjectId }) => subjectId))];
  return { requestId: tell(parts, author, changes, action), subjectIds, changes };
}

/**
 * Makes an entity. What a draft may lack may be missing.
 *
 * @throws DeskError KD-2xxx naming the field · KD-3008 what it is a part of is not there
 */
export function createEntity(
  parts: WritingParts,
  author: Author,
  kind: EntityKind,
  given: FieldValues,
  action: string,
): { id: EntityId; subjectId: EntityId; requestId: EntityId } {
  const change = inserted(parts, kind, given, parts.context());
  return { id: change.id, subjectId: change.subjectId, requestId: tell(parts, author, [change], action) };
}

/** The same for many of one kind, at less cost; at least one. @throws as {@link createEntity} */
export function createEntities(
  parts: WritingParts,
  author: Author,
  kind: EntityKind,
  given: readonly FieldValues[],
  action: string,
): { ids: EntityId[]; requestId: EntityId } {
  const context = parts.context();
  const changes = given.map((values) => inserted(parts, kind, values, context));
  return { ids: changes.map(({ id }) => id), requestId: tell(parts, author, changes, action) };
}

/** Checks and writes a new entity. */
function inserted(
  parts: WritingParts,
  kind: EntityKind,
  given: FieldValues,
  context: ReturnType<WritingParts['context']>,
): RecordedChange {
  const whole = wholeOf(kind);
  const wholeId = whole === null ? null : given[whole.field];
  if (whole !== null && (typeof wholeId !== 'string' || parts.entities.get(whole.kind, wholeId) === null)) {
    throw new DeskError('KD-3008');
  }
  const id = parts.ids.next();
  const values = checkedFields(kind, id, given, context);
  const change = creationOf(kind, id, values, subject(parts, kind, id, values));
  parts.entities.insert(kind, id, values);
  return change;
}

/** Deletes an entity. @throws DeskError KD-2213 a record of the registry · KD-3008 · KD-3009 in somebody else's request */
export function removeEntity(
  parts: WritingParts,
  author: Author,
  kind: EntityKind,
  id: EntityId,
  action: string,
): { subjectId: EntityId; requestId: EntityId } {
  const stored = parts.entities.get(kind, id);
  if (stored === null) throw new DeskError('KD-3008');
  const values = stored.entity as unknown as FieldValues;
  refuseRegistryRecord(kind, id, stored);
  const change = deletionOf(kind, id, values, subject(parts, kind, id, values));
  parts.entities.markDeleted(kind, id, parts.clock.now());
  return { subjectId: change.subjectId, requestId: tell(parts, author, [change], action) };
}

/** All fields of a new entity in stored form. @throws DeskError KD-2xxx naming the first field that a rule refuses */
export function checkedFields(
  kind: EntityKind,
  id: EntityId,
  given: FieldValues,
  context: FieldContext & { readonly today: string },
): FieldValues {
  for (const field of Object.keys(given)) {
    if (fieldDefinition(kind, field) === undefined) throw new DeskError('KD-2005', { field: `${kind}.${field}` });
  }
  const values: Record<string, FieldValue> = {};
  for (const field of fieldNames(kind)) values[field] = normalise(kind, field, given[field] ?? null, context.today);
  for (const field of fieldNames(kind)) {
    const value = values[field] ?? null;
    if (value === null && fieldDefinition(kind, field)?.owner === 'registry') continue;
    const finding = checkField(kind, field, value, { ...context, entity: values });
    if (finding?.severity === 'error') throw refused(finding.code, { kind, id, field }, finding.params);
  }
  return values;
}

export function creationOf(kind: EntityKind, id: EntityId, values: FieldValues, of: Subject): RecordedChange {
  const fields = Object.entries(values)
    .filter(([, to]) => to !== null)
    .map(([field, to]) => ({ field, from: null, to }));
  return { kind, id, operation: 'create', subjectKind: of.kind, subjectId: of.id, fields };
}

/** A deletion lists every value that goes. */
export function deletionOf(kind: EntityKind, id: EntityId, entity: object, of: Subject): RecordedChange {
  const fields = Object.entries(entity as FieldValues)
    .filter(([field, from]) => field !== 'id' && from !== null)
    .map(([field, from]) => ({ field, from, to: null }));
  return { kind, id, operation: 'delete', subjectKind: of.kind, subjectId: of.id, fields };
}

/**
 * Writes a checked change of one entity into its table, inside the caller's transaction; its draft and the journal are
 * the caller's. One that is made again after it was deleted comes back.
 */
export function writeChange(
  { entities, clock }: Pick<WritingParts, 'entities' | 'clock'>,
  { kind, id, operation, fields }: RecordedChange,
): void {
  const values = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
  if (operation === 'delete') entities.markDeleted(kind, id, clock.now());
  else if (operation === 'update') entities.patch(kind, id, values);
  else if (entities.find(kind, id) === null) entities.insert(kind, id, values);
  else {
    entities.markDeleted(kind, id, null);
    entities.patch(kind, id, values);
  }
}

export function refused(
  code: DeskError['code'],
  { kind, id, field }: Pick<FieldEdit, 'kind' | 'id' | 'field'>,
  params: Readonly<Record<string, string | number>> = {},
): DeskError {
  return new DeskError(code, { field: `${kind}.${field}`, params: { ...params, id } });
}

export function factOf(author: Actor, { kind, id, subjectId, fields }: RecordedChange, action: string): JournalFact {
  return {
    action,
    actorId: author.id,
    actorName: author.name,
    role: author.role,
    kind,
    objectId: id,
    subjectId,
    changes: fields,
  };
}

/** Edits of one entity after another. */
export function byEntity(edits: readonly FieldEdit[]): Map<string, FieldEdit[]> {
  const groups = new Map<string, FieldEdit[]>();
  for (const edit of edits) {
    const key = `${edit.kind} ${edit.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edit]);
    else group.push(edit);
  }
  return groups;
}

/**
 * What edits of one entity would change, checked by every rule of their fields; nothing is written. A value that is set
 * to itself is no change. @throws DeskError as {@link writeEdits}, but for KD-3009
 */
export function checkedEdits(
  parts: Pick<EditingParts, 'entities'>,
  kinds: readonly EntityKind[],
  edits: readonly FieldEdit[],
  context: FieldContext & { readonly today: string },
): WrittenChange {
  const [first] = edits;
  if (first === undefined) throw new RangeError('No edits');
  const { kind, id } = first;
  if (!kinds.includes(kind)) throw refused('KD-2005', first);
  const stored = parts.entities.get(kind, id);
  if (stored === null) throw refused('KD-3008', first);
  const before = stored.entity as unknown as FieldValues;
  refuseRegistryRecord(kind, id, stored);
  const of = subject(parts, kind, id, before);
  const values: Record<string, FieldValue> = {};
  for (const edit of edits) {
    if (fieldDefinition(kind, edit.field) === undefined) throw refused('KD-2005', edit);
    if (IDENTITY.has(`${kind}.${edit.field}`) || wholeOf(kind)?.field === edit.field) throw refused('KD-2006', edit);
    const current = edit.field in values ? values[edit.field] : before[edit.field];
    const to = normalise(kind, edit.field, edit.to, context.today);
    // Two who want the same are of one mind; so is one whose answer was lost and who asks again.
    if ((current ?? null) !== edit.from && (current ?? null) !== to) {
      throw refused('KD-3001', edit, { name: titleOf(parts.entities, of) });
    }
    values[edit.field] = to;
  }
  const entity = { ...before, ...values };
  for (const [field, value] of Object.entries(values)) {
    if (value === before[field]) {
      delete values[field];
      continue;
    }
    const finding = checkField(kind, field, value, { ...context, entity });
    if (finding?.severity === 'error') throw refused(finding.code, { kind, id, field }, finding.params);
  }
  const fields = Object.entries(values).map(([field, to]) => ({ field, from: before[field] ?? null, to }));
  return { kind, id, operation: 'update', subjectKind: of.kind, subjectId: of.id, values, fields };
}

/** @throws DeskError KD-2213 the registry has the record and keeps it */
function refuseRegistryRecord(kind: EntityKind, id: EntityId, { entity, remoteId }: Stored<EntityKind>): void {
  if (remoteId !== null && isRegistryRecord(kind, entity as unknown as FieldValues)) {
    throw new DeskError('KD-2213', { field: kind, params: { id } });
  }
}

/** The desk's own records go into no request: no registry decides on them. */
function tell(parts: EditingParts, author: Author, changes: readonly RecordedChange[], action: string): EntityId {
  const requested = changes.filter(({ kind }) => !isOwnKind(kind));
  const requestId = requested.length === 0 ? NOTHING : parts.drafts.record(author, requested);
  parts.journal.appendAll(changes.map((change) => factOf(author, change, action)));
  return requestId;
}

/** @throws DeskError KD-3008 what it is a part of is not there */
function subject(
  { entities }: Pick<EditingParts, 'entities'>,
  kind: EntityKind,
  id: EntityId,
  values: FieldValues,
): Subject {
  const found = subjectOf(entities, kind, id, values);
  if (found === null) throw new DeskError('KD-3008', { params: { id } });
  return found;
}

/** For what is told about a subject, also about a deleted one. */
function titleOf(entities: EntityStore, { kind, id }: Subject): string {
  switch (kind) {
    case 'person': {
      const person = entities.find(kind, id)?.entity;
      return person === undefined ? '' : fullName(person);
    }
    case 'division':
      return entities.find(kind, id)?.entity.name ?? '';
    case 'organisation':
      return entities.find(kind, id)?.entity.nameFull ?? '';
    case 'staffingDocument':
      return entities.find(kind, id)?.entity.number ?? '';
  }
}
