import type { FieldValue } from '#shared/domain/values.ts';
import { type GridColumn, typeOf } from './grid-model.ts';
import type { Rect } from './range.ts';

interface Sum {
  sum: number;
  count: number;
}

/** What cells come to: rates and other numbers each on their own, days by the first and the last. */
export interface Totals {
  filled: number;
  /** Different values among those filled. */
  distinct: number;
  rate: Sum | null;
  number: Sum | null;
  date: { first: string; last: string } | null;
}

export function totalsOf<R>(
  rect: Rect,
  positions: readonly (GridColumn<R> | undefined)[],
  valueAt: (rowIdx: number, idx: number) => FieldValue,
): Totals {
  const totals: Totals = { filled: 0, distinct: 0, rate: null, number: null, date: null };
  const values = new Set<FieldValue>();
  for (let idx = rect.left; idx <= rect.right; idx++) {
    const column = positions[idx];
    if (column === undefined) continue;
    const type = typeOf(column);
    for (let rowIdx = rect.top; rowIdx <= rect.bottom; rowIdx++) {
      const value = valueAt(rowIdx, idx);
      if (value === null || value === '') continue;
      totals.filled++;
      values.add(value);
      if ((type === 'rate' || type === 'number') && typeof value === 'number') {
        const { sum, count } = totals[type] ?? { sum: 0, count: 0 };
        totals[type] = { sum: sum + value, count: count + 1 };
      }
      if (type === 'date' && typeof value === 'string') totals.date = spanned(totals.date, value);
    }
  }
  totals.distinct = values.size;
  return totals;
}

/** Rounded to a whole number, as the values are. */
export function averageOf({ sum, count }: Sum): number {
  return Math.round(sum / count);
}

function spanned(span: Totals['date'], day: string): Totals['date'] {
  if (span === null) return { first: day, last: day };
  return { first: day < span.first ? day : span.first, last: day > span.last ? day : span.last };
}
