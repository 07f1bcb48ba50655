import type { ColumnFilter } from '#shared/contract/column-filter.ts';
import type { FieldType } from '#shared/domain/fields.ts';
import { parseDay } from '#shared/rules/dates.ts';
import { parseRate } from '#shared/rules/rate.ts';
import type { Format } from '../app/format.ts';

/** Both ends of a range as they are typed. */
export interface RangeText {
  readonly from: string;
  readonly to: string;
}

export type RangeFault = 'from' | 'to' | 'order';

/** A filter from what was typed; null when both ends are empty, else which end cannot be read. */
export function readRange(type: FieldType, text: RangeText, today: string): ColumnFilter | null | RangeFault {
  const read = (typed: string): string | number | null | undefined => {
    const trimmed = typed.trim();
    if (trimmed === '') return null;
    if (type === 'date') return parseDay(trimmed, today) ?? undefined;
    if (type === 'rate') return parseRate(trimmed) ?? undefined;
    return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
  };
  const [from, to] = [read(text.from), read(text.to)];
  if (from === undefined) return 'from';
  if (to === undefined) return 'to';
  if (from === null && to === null) return null;
  if (from !== null && to !== null && from > to) return 'order';
  return type === 'date'
    ? { by: 'days', from: from as string | null, to: to as string | null }
    : { by: 'numbers', from: from as number | null, to: to as number | null };
}

/** How the ends of a filter are shown and typed again. */
export function rangeText(type: FieldType, filter: ColumnFilter | undefined, format: Format): RangeText {
  if (filter?.by === 'days') return { from: format.date(filter.from), to: format.date(filter.to) };
  if (filter?.by !== 'numbers') return { from: '', to: '' };
  const show = type === 'rate' ? format.rate : format.number;
  return { from: show(filter.from), to: show(filter.to) };
}
