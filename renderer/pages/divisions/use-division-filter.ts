import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { api, call, keys } from '../../app/api.ts';
import { type ColumnFilters, conditionsOf } from '../../grid/column-conditions.ts';
import type { ValueColumn } from '../../grid/grid-model.ts';

export interface DivisionFilter {
  /** What is asked of the columns; null while nothing is. */
  readonly holds: ((node: DivisionNode) => boolean) | null;
  /** What is changed or wrong is asked for, and being read. */
  readonly pending: boolean;
}

const UNMARKED = { changed: [], issues: [] } as const;

/** The condition that the columns of the tree make together. */
export function useDivisionFilter(
  columns: readonly ValueColumn<DivisionNode>[],
  filters: ColumnFilters,
  today: string,
): DivisionFilter {
  const isAsked = Object.values(filters).some(
    (filter) => filter.by === 'state' && (filter.state === 'changed' || filter.state === 'error'),
  );
  const { data, isLoading } = useQuery({
    queryKey: [keys.divisions, 'marks'],
    queryFn: () => call(api().divisions.marks({})),
    enabled: isAsked,
  });
  const holds = useMemo(() => {
    if (Object.keys(filters).length === 0) return null;
    const marks = new Map(data?.divisions.map((division) => [division.id, division]));
    return conditionsOf(columns, filters, { marksOf: ({ id }) => marks.get(id) ?? UNMARKED, today });
  }, [columns, filters, data, today]);
  return { holds, pending: isAsked && isLoading };
}
