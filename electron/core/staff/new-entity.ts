import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { checkField, type FieldContext } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import type { Actor } from '../changes/actor.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import { type EditParts, refused } from './edits.ts';

/** A checked entity of a person's file, in the store and not yet in a request. */
export interface NewEntity {
  readonly kind: EntityKind;
  readonly id: EntityId;
  readonly values: FieldValues;
  readonly personId: EntityId;
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
    const finding = checkField(kind, field, values[field] ?? null, { ...context, entity: values });
    if (finding?.severity === 'error') throw refused(finding.code, { kind, id, field }, finding.params);
  }
  return values;
}

/** Puts new entities into the author's draft and the journal. @returns the request that took them */
export function recordNew(
  parts: Pick<EditParts, 'drafts' | 'journal'>,
  author: Actor & { readonly id: EntityId },
  made: readonly NewEntity[],
  action: string,
): EntityId {
  const requestId = parts.drafts.record(
    author,
    made.map(({ kind, id, values, personId }) => creationOf(kind, id, values, personId)),
  );
  parts.journal.appendAll(
    made.map(({ kind, id, values, personId }) => ({
      action,
      actorId: author.id,
      actorName: author.name,
      role: author.role,
      kind,
      objectId: id,
      subjectId: personId,
      values,
    })),
  );
  return requestId;
}

export function creationOf(kind: EntityKind, id: EntityId, values: FieldValues, subjectId: EntityId): RecordedChange {
  const fields = Object.entries(values)
    .filter(([, to]) => to !== null)
    .map(([field, to]) => ({ field, from: null, to }));
  return { kind, id, operation: 'create', subjectKind: 'person', subjectId, fields };
}

/** A deletion lists every value that goes. */
export function deletionOf(kind: EntityKind, id: EntityId, entity: object, subjectId: EntityId): RecordedChange {
  const fields = Object.entries(entity as FieldValues)
    .filter(([field, from]) => field !== 'id' && from !== null)
    .map(([field, from]) => ({ field, from, to: null }));
  return { kind, id, operation: 'delete', subjectKind: 'person', subjectId, fields };
}
