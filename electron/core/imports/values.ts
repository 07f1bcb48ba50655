import type { ImportField } from '#shared/contract/imports.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import { fieldDefinition } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { normalise } from '#shared/rules/normalise.ts';
import { checkSnils, normaliseSnils } from '#shared/rules/snils.ts';
import { type Cell, cellText } from './cells.ts';
import type { Lookups } from './lookups.ts';

export interface ReadingContext {
  readonly today: string;
  readonly lookups: Lookups;
}

/** The cells of a row that say something, by what their columns mean; fields named `first` come first. */
export function givenCells(
  cells: readonly Cell[],
  columns: readonly (ImportField | null)[],
  first: readonly ImportField[] = [],
): { readonly field: ImportField; readonly cell: Cell }[] {
  const given = columns.flatMap((field, at) => {
    const cell = cells[at];
    return field === null || cellText(cell).trim() === '' ? [] : [{ field, cell: cell ?? null }];
  });
  return given.sort((a, b) => Number(first.includes(b.field)) - Number(first.includes(a.field)));
}

/** A cell as the value of a field; undefined where a dictionary has no such code or name. */
export function readField(
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
