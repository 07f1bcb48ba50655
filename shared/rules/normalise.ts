import type { EntityKind } from '../domain/entities.ts';
import { fieldDefinition } from '../domain/fields.ts';
import type { FieldValue } from '../domain/values.ts';
import { parseDay } from './dates.ts';
import { normaliseName } from './names.ts';
import { normalisePassportSeries } from './passport.ts';
import { normalisePhone } from './phone.ts';
import { parseRate } from './rate.ts';
import { isNullable } from './shapes.ts';
import { normaliseSnils } from './snils.ts';

const NUMBERS = new Set(['organisation.kpp', 'organisation.ogrn', 'organisation.oid', 'division.oid']);

/**
 * What a person typed or pasted → the value as it is stored: no stray spaces, СНИЛС as digits, phones from `+7`, days as
 * `YYYY-MM-DD`, rates in hundredths, nothing → null. What cannot be read comes back as text, for the check to refuse.
 * Doing it twice changes nothing.
 *
 * @param today local calendar day, to understand two digits of a year
 */
export function normalise(kind: EntityKind, field: string, typed: FieldValue, today?: string): FieldValue {
  if (typed === null) return null;
  const definition = fieldDefinition(kind, field);
  if (definition === undefined || typeof typed === 'boolean') return typed;
  if (typeof typed === 'number' && (definition.type === 'rate' || definition.type === 'number')) return typed;
  const written = typeof typed === 'number' ? numberTyped(definition.type, typed) : typed;
  const text = definition.multiline === true ? tidyLines(written) : tidy(written);
  if (text === '') return isNullable(kind, field) ? null : '';
  switch (definition.type) {
    case 'date':
      return parseDay(text, today) ?? text;
    case 'rate':
      return parseRate(text) ?? text;
    case 'number':
      return /^\d{1,9}$/.test(text) ? Number(text) : text;
    case 'snils':
      return normaliseSnils(text);
    case 'inn':
    case 'enp':
      return withoutSpaces(text);
    case 'phone':
      return normalisePhone(text);
    case 'email':
      return withoutSpaces(text);
    case 'code':
    case 'reference':
      return text;
    case 'text':
      if (kind === 'document' && field === 'series') return normalisePassportSeries(text);
      if (NUMBERS.has(`${kind}.${field}`)) return withoutSpaces(text).toUpperCase();
      return kind === 'person' && definition.group === 'name' ? normaliseName(text) : text;
  }
}

/** Spreadsheets hand over numbers: a СНИЛС has lost its leading zeros. */
function numberTyped(type: string, typed: number): string {
  return type === 'snils' && typed >= 0 ? String(typed).padStart(11, '0') : String(typed);
}

/** One composed form of letters, one kind of space, no invisible characters, no spaces at the ends. */
function tidy(typed: string): string {
  return typed
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(/[\s\p{Cc}\p{Zs}]+/gu, ' ')
    .trim();
}

/** Each line by itself; empty ones go. */
function tidyLines(typed: string): string {
  return typed
    .split(/\r?\n/)
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

function withoutSpaces(text: string): string {
  return text.replaceAll(' ', '');
}
