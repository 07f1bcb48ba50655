import { useMemo } from 'react';
import { COLUMN_STATES, type ColumnState } from '#shared/contract/column-filter.ts';
import { type ColumnFilters, withFilter } from './column-conditions.ts';
import type { ColumnHeads, ColumnLaying } from './column-heads.ts';
import type { ValueColumn } from './grid-model.ts';

/**
 * Heads of a list that is here as a whole: they filter it.
 *
 * @param change the same function while nothing else changes
 * @param laying the same object while nothing else changes
 */
export function useFilterHeads<R>(
  columns: readonly ValueColumn<R>[],
  filters: ColumnFilters,
  change: (next: (filters: ColumnFilters) => ColumnFilters) => void,
  laying: ColumnLaying,
): ColumnHeads {
  return useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]));
    return {
      filters,
      statesOf: (key) => statesOf(byKey.get(key)),
      onFilter: (key, filter) => change((before) => withFilter(before, key, filter)),
      laying,
    };
  }, [columns, filters, change, laying]);
}

/** What is worked out is neither changed nor wrong. */
function statesOf<R>(column: ValueColumn<R> | undefined): readonly ColumnState[] {
  return COLUMN_STATES.filter((state) => {
    if (state === 'expiring') return column?.endOf !== undefined;
    return state === 'empty' || state === 'filled' || column?.source !== undefined;
  });
}
