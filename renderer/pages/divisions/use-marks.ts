import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { api, call, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useOnDay } from '../../app/on-day.tsx';
import type { RowMarks } from '../../grid/grid-model.ts';

export interface TreeMarks {
  readonly marksOf: (node: DivisionNode) => RowMarks;
  readonly pending: boolean;
}

const UNMARKED: RowMarks = { changed: [], issues: [], waiting: null };

/** What is changed, wrong or to be decided in the lines of the tree; on another day than today nothing is. */
export function useTreeMarks(): TreeMarks {
  const { staff } = useMessages();
  const { onDay } = useOnDay();
  const { data, isLoading } = useQuery({
    queryKey: [keys.divisions, 'marks'],
    queryFn: () => call(api().divisions.marks({})),
    enabled: onDay === null,
  });
  const marksOf = useMemo(() => {
    const waiting = staff.grid.waiting;
    const marks = new Map(
      (onDay === null ? (data?.divisions ?? []) : []).map(({ id, requestState, ...found }) => [
        id,
        { ...found, waiting: requestState === 'submitted' ? waiting : null },
      ]),
    );
    return ({ id }: DivisionNode): RowMarks => marks.get(id) ?? UNMARKED;
  }, [data, onDay, staff]);
  return { marksOf, pending: isLoading };
}
