import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { checkField, type DictionaryEntry } from '#shared/rules/check-field.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { type CodeIndex, codeOf } from './code-index.ts';
import type { Refusal } from './edit-buffer.ts';

/** What a text means as a value of a field, and why that value cannot be taken, if so. */
export interface ReadValue {
  readonly value: FieldValue;
  readonly refusal: Refusal | null;
}

/** What the rules are told besides the value. */
export interface Around {
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Choices of the field, for codes and references. */
  readonly codes?: CodeIndex | undefined;
  /** The other values of the same entity, as far as they are known here. */
  readonly entity?: Readonly<Record<string, FieldValue>>;
}

/**
 * Reads text as people type it and spreadsheets hold it: a code by its name, a day with any separators, a rate with
 * comma or point.
 */
export function readValue(kind: EntityKind, field: string, text: string, around: Around): ReadValue {
  const type = fieldDefinition(kind, field)?.type;
  if ((type === 'code' || type === 'reference') && text.trim() !== '') {
    const code = around.codes === undefined ? undefined : codeOf(around.codes, text);
    return code === undefined ? { value: null, refusal: { code: 'KD-2004' } } : checkValue(kind, field, code, around);
  }
  return checkValue(kind, field, normalise(kind, field, text, around.today), around);
}

/** The rules of one field about a value in stored form; a warning does not refuse it. */
export function checkValue(kind: EntityKind, field: string, value: FieldValue, around: Around): ReadValue {
  const { today, codes, entity } = around;
  const dictionary = (_oid: string, code: string): DictionaryEntry | null | undefined =>
    codes === undefined || codes.options.length === 0 ? undefined : (codes.byCode.get(code) ?? null);
  const finding = checkField(kind, field, value, { today, dictionary, ...(entity && { entity }) });
  if (finding === null || finding.severity !== 'error') return { value, refusal: null };
  const { code, params } = finding;
  return { value, refusal: params === undefined ? { code } : { code, params } };
}
