import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { Codes } from '../grid/use-codes.ts';
import { type CardForm, formName, readForm } from './entity-form.ts';

/** An entity under its name in a form. */
export interface FormEntity {
  readonly name: string;
  readonly kind: EntityKind;
  readonly id: string;
  /** As they were when the editing began. */
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** What the form changes about the entity; values have been checked by the form. */
export function editsOfEntity(
  { name, kind, id, values }: FormEntity,
  form: CardForm,
  today: string,
  codes: Codes,
): FieldEdit[] {
  return fieldNames(kind).flatMap((field): FieldEdit[] => {
    const path = formName(name, field);
    if (!Object.hasOwn(form, path) || fieldDefinition(kind, field)?.owner === 'registry') return [];
    const from = values[field] ?? null;
    const { value: to } = readForm(kind, field, form[path], { today, codes: codes(kind, field) });
    return to === from ? [] : [{ kind, id, field, from, to }];
  });
}
