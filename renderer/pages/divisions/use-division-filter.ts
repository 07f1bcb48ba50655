import { useMemo } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { type ColumnFilters, conditionsOf } from '../../grid/column-conditions.ts';
import type { ValueColumn } from '../../grid/grid-model.ts';
import type { TreeMarks } from './use-marks.ts';

export interface DivisionFilter {
  /** What is asked of the columns; null while nothing is. */
  readonly holds: ((node: DivisionNode) => boolean) | null;
  /** What is changed or wrong is asked for, and being read. */
  readonly pending: boolean;
}

/** The condition that the columns of the tree make together. */
export function useDivisionFilter(
  columns: readonly ValueColumn<DivisionNode>[],
  filters: ColumnFilters,
  { marksOf, pending }: TreeMarks,
  today: string,
): DivisionFilter {
  const isAsked = Object.values(filters).some(
    (filter) => filter.by === 'state' && (filter.state === 'changed' || filter.state === 'error'),
  );
  const holds = useMemo(
    () => (Object.keys(filters).length === 0 ? null : conditionsOf(columns, filters, { marksOf, today })),
    [columns, filters, marksOf, today],
  );
  return { holds, pending: isAsked && pending };
}
