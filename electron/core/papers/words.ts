import type { EntityKind, EntityOf } from '#shared/domain/entities.ts';
import { type FieldOf, fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { FieldContext } from '#shared/rules/check-field.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { formatSnils } from '#shared/rules/snils.ts';
import type { FieldKey } from '#shared/text/catalogue/ru/fields.ts';
import { messages } from '#shared/text/translate.ts';
import { printedRate } from '../printed.ts';

/** Names of dictionaries and divisions. */
export type Names = () => Pick<FieldContext, 'dictionary' | 'division'>;

/** Papers are in Russian, whatever the language of the screen. */
export function labelOf<K extends EntityKind>(kind: K, field: FieldOf<K>): string {
  return messages('ru').fields[`${kind}.${field}` as FieldKey];
}

/** A value as people read it: «21.11.2026», «0,25», «112-233-445 95», the name of a code; empty for null. */
export function fieldText(names: Names, kind: EntityKind, field: string, value: FieldValue): string {
  if (value === null) return '';
  const { type, dictionary } = fieldDefinition(kind, field) ?? {};
  const text = String(value);
  if (type === 'date') return formatDay(text);
  if (type === 'rate' && typeof value === 'number') return printedRate(value);
  if (type === 'snils') return formatSnils(text);
  if (type === 'phone') return formatPhone(text);
  if (type === 'reference' && field === 'divisionId') return names().division?.(text)?.name ?? text;
  if (type !== 'code') return text;
  if (dictionary !== undefined) {
    // Several codes stand one a line.
    return text
      .split('\n')
      .map((code) => names().dictionary?.(dictionary, code)?.name ?? code)
      .join('; ');
  }
  return ownWords(field)[text] ?? text;
}

/** Words of the desk's own codes. */
function ownWords(field: string): Readonly<Record<string, string>> {
  const { states } = messages('ru');
  switch (field) {
    case 'credentialKind':
    case 'educationKind':
    case 'categoryCode':
    case 'nmoKind':
      return states[field];
    default:
      return states.yesNo;
  }
}

/** The fields that have a value, as «Специальность: Терапия»; without labels they are joined as they are. */
export function wordsOf<K extends EntityKind>(
  names: Names,
  kind: K,
  record: EntityOf<K>,
  fields: readonly FieldOf<K>[],
  labelled: boolean,
): string {
  const values: Readonly<Record<string, FieldValue>> = record;
  return fields
    .map((field) => [labelOf(kind, field), fieldText(names, kind, field, values[field] ?? null)] as const)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => (labelled ? `${label}: ${value}` : value))
    .join(labelled ? '; ' : ', ');
}
