import type { ImportField, ImportProblem } from '#shared/contract/imports.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { checkSnils, normaliseSnils } from '#shared/rules/snils.ts';
import { type Cell, cellText } from './cells.ts';
import type { Lookups } from './lookups.ts';

type Values = Record<string, FieldValue>;

/** What a row says; fields it is silent about are absent, an empty cell takes nothing away. */
export interface RowValues {
  readonly person: Values;
  readonly employment: Values;
  /** Several where the name does not tell which. */
  divisions: readonly EntityId[] | null;
  organisationOid: string | null;
  readonly problems: ImportProblem[];
  readonly notes: 'zerosRestored'[];
}

export interface ReadingContext {
  readonly today: string;
  readonly lookups: Lookups;
}

/** Days of employments first: whether a post is open depends on them. */
const ORDER: readonly ImportField[] = ['employment.beginDate'];

/** Reads the cells of a row by what its columns mean. */
export function readRow(
  cells: readonly Cell[],
  columns: readonly (ImportField | null)[],
  context: ReadingContext,
): RowValues {
  const values: RowValues = {
    person: {},
    employment: {},
    divisions: null,
    organisationOid: null,
    problems: [],
    notes: [],
  };
  const given = columns.flatMap((field, at) => {
    const cell = cells[at];
    return field === null || cellText(cell).trim() === '' ? [] : [{ field, cell: cell ?? null }];
  });
  given.sort((a, b) => Number(ORDER.includes(b.field)) - Number(ORDER.includes(a.field)));
  for (const { field, cell } of given) readCell(values, field, cell, context);
  return values;
}

function readCell(values: RowValues, field: ImportField, cell: Cell, context: ReadingContext): void {
  const { today, lookups } = context;
  const text = cellText(cell).trim();
  const refuse = (at: string, code: ImportProblem['code']): void => {
    values.problems.push({ field: at, code });
  };
  const day = typeof values.employment.beginDate === 'string' ? values.employment.beginDate : today;
  switch (field) {
    case 'person.fullName': {
      const [last = '', first = '', ...rest] = text.split(/\s+/);
      const parts = { lastName: last, firstName: first, patronymic: rest.join(' ') };
      for (const [name, part] of Object.entries(parts)) {
        if (part !== '') values.person[name] ??= normalise('person', name, part, today);
      }
      return;
    }
    case 'person.snils': {
      const { snils, restored } = readSnils(cell);
      values.person.snils = snils;
      if (restored) values.notes.push('zerosRestored');
      return;
    }
    case 'employment.divisionOid': {
      const id = lookups.divisionByOid(text);
      if (id === null) refuse('employment.divisionId', 'KD-2004');
      else values.divisions = [id];
      return;
    }
    case 'employment.divisionId': {
      // The OID says it exactly; the name beside it is only for people.
      if (values.divisions?.length === 1) return;
      const found = lookups.divisionsByName(text, day);
      if (found.length === 0) refuse(field, 'KD-2004');
      else values.divisions = found;
      return;
    }
    case 'organisation.oid':
      values.organisationOid = text;
      return;
    default: {
      const [kind, name] = field.split('.') as ['person' | 'employment', string];
      const value = readField(kind, name, cell, { ...context, day });
      if (value === undefined) refuse(field, 'KD-2004');
      else values[kind][name] = value;
    }
  }
}

/** Undefined where a dictionary has no such code or name. */
function readField(
  kind: EntityKind,
  name: string,
  cell: Cell,
  { today, day, lookups }: ReadingContext & { readonly day: string },
): FieldValue | undefined {
  const definition = fieldDefinition(kind, name);
  const text = cellText(cell).trim();
  switch (definition?.type) {
    case 'date':
      return normalise(kind, name, readDay(cell), today);
    case 'rate':
      return readRate(cell) ?? text;
    case 'code':
      return definition.dictionary === undefined ? text : (lookups.code(definition.dictionary, text, day) ?? undefined);
    default:
      return normalise(kind, name, text, today);
  }
}

/**
 * СНИЛС as spreadsheets keep it: as a number it has lost its leading zeros. As text too short it gets them back only
 * where the check sum then fits.
 */
export function readSnils(cell: Cell): { readonly snils: string; readonly restored: boolean } {
  const digits = normaliseSnils(cellText(cell));
  if (!/^\d{3,10}$/.test(digits)) return { snils: digits, restored: false };
  const padded = digits.padStart(11, '0');
  const restored = typeof cell === 'number' || checkSnils(padded) === null;
  return { snils: restored ? padded : digits, restored };
}

/** 1 January 1000 as a serial would be negative: spreadsheets count days from 30 December 1899. */
const SERIAL_ZERO = '1899-12-30';
/** 1927-05-18 … 2118-12-30: what is outside is no serial of a worker's day. */
const SERIALS = { from: 10_000, to: 80_000 } as const;

/** A serial → its day; `21.11.2026 0:00:00` → the day alone; other text as it is. */
export function readDay(cell: Cell): string {
  const text = cellText(cell).trim();
  const serial =
    typeof cell === 'number' ? cell : /^\d{5}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : 0;
  if (serial >= SERIALS.from && serial < SERIALS.to) return addDays(SERIAL_ZERO, Math.floor(serial));
  return text.replace(/[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/, '');
}

/** `0,25` · `0.25` · `0,250` · `25 %` · 0.25 → 25 hundredths; null where it is no such number. */
export function readRate(cell: Cell): number | null {
  if (typeof cell === 'number') return hundredths(cell);
  const parts = /^(\d{1,4}(?:[.,]\d{1,6})?)\s*(%?)$/.exec(cellText(cell).trim());
  if (parts === null) return null;
  const number = Number(parts[1]?.replace(',', '.'));
  return hundredths(parts[2] === '%' ? number / 100 : number);
}

/** Null where more than hundredths would be lost. */
function hundredths(value: number): number | null {
  const rounded = Math.round(value * 100);
  return Math.abs(value * 100 - rounded) < 1e-6 ? rounded : null;
}
