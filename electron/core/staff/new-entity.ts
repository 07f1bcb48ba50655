import { DeskError } from '#shared/contract/result.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { checkField, type FieldContext } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import type { RecordedChange } from '../changes/drafts.ts';
import type { FieldValues } from '../entities/store.ts';
import { refused } from './edits.ts';

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

export function creationOf(kind: EntityKind, id: EntityId, values: FieldValues, subjectId: EntityId): RecordedChange {
  const fields = Object.entries(values)
    .filter(([, to]) => to !== null)
    .map(([field, to]) => ({ field, from: null, to }));
  return { kind, id, operation: 'create', subjectKind: 'person', subjectId, fields };
}
