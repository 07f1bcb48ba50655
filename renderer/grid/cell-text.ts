import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import type { Format } from '../app/format.ts';
import type { CodeIndex } from './code-index.ts';

/** A value of a field as it is read in a cell and as it is typed: «21.11.2026», «0,25», «112-233-445 95», a name. */
export function showValue(type: FieldType, value: FieldValue, format: Format, codes: CodeIndex | undefined): string {
  if (value === null || value === '') return '';
  if (type === 'rate') return typeof value === 'number' ? format.rate(value) : String(value);
  const text = String(value);
  if (type === 'date') return format.date(text);
  if (type === 'snils') return format.snils(text);
  if (type === 'phone') return formatPhone(text);
  if (type === 'code' || type === 'reference') {
    // Several codes stand one a line.
    const names = text.split('\n').map((code) => codes?.byCode.get(code)?.name ?? code);
    return names.join('; ');
  }
  return text;
}
