import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { Format } from '../app/format.ts';
import { showValue } from '../grid/cell-text.ts';
import { type Around, checkValue, type ReadValue, readValue } from '../grid/read-value.ts';

/**
 * A field in a form: text as it is typed; days and codes in stored form, null when empty, undefined while what was typed
 * is none.
 */
export type FormValue = string | null | undefined;
/** All fields of a form by {@link formName}. */
export type CardForm = Record<string, FormValue>;

/** Name of a field of an entity, which the form calls as it likes (`person`, `work0`). No dot: that would be a path. */
export function formName(entity: string, field: string): string {
  return `${entity}/${field}`;
}

/** Fields that hold the stored form because a picker fills them in. */
export function isPicked(kind: EntityKind, field: string): boolean {
  const type = fieldDefinition(kind, field)?.type;
  return type === 'date' || type === 'code' || type === 'reference';
}

/** The values of an entity as a form holds them. */
export function toForm(
  name: string,
  kind: EntityKind,
  entity: Readonly<Record<string, FieldValue>>,
  format: Format,
): CardForm {
  return Object.fromEntries(
    fieldNames(kind).map((field) => [formName(name, field), formValue(kind, field, entity[field] ?? null, format)]),
  );
}

function formValue(kind: EntityKind, field: string, value: FieldValue, format: Format): FormValue {
  if (isPicked(kind, field)) return value === null ? null : String(value);
  return showValue(fieldDefinition(kind, field)?.type ?? 'text', value, format, undefined);
}

/** The stored form of what a form holds, and why it cannot be taken. */
export function readForm(kind: EntityKind, field: string, value: FormValue, around: Around): ReadValue {
  if (!isPicked(kind, field)) return readValue(kind, field, value ?? '', around);
  if (value === undefined) {
    const code = fieldDefinition(kind, field)?.type === 'date' ? 'KD-2003' : 'KD-2004';
    return { value: null, refusal: { code } };
  }
  return checkValue(kind, field, value, around);
}

/** All values of an entity of a form in stored form, readable or not: what the rules look at around a value. */
export function entityOf(name: string, kind: EntityKind, form: CardForm, around: Around): Record<string, FieldValue> {
  return Object.fromEntries(
    fieldNames(kind).map((field) => [field, readForm(kind, field, form[formName(name, field)] ?? null, around).value]),
  );
}
