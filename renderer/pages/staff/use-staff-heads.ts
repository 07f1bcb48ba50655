import { useMemo } from 'react';
import { statesOf } from '#shared/contract/staff-filter.ts';
import { withFilter } from '../../grid/column-conditions.ts';
import type { ColumnHeads } from '../../grid/column-heads.ts';
import { layingOf } from '../../grid/laying.ts';
import type { DeskState, StaffDesk } from './staff-desk.ts';
import { isStaffColumn, type StaffLayout } from './use-staff-layout.ts';

/** What the heads of the staff grid do: they filter the list and lay its columns. */
export function useStaffHeads(desk: StaffDesk, { filter }: DeskState, { layout, setLayout }: StaffLayout): ColumnHeads {
  // Of the filter only the columns concern the heads: they are not drawn anew for every letter of a search.
  return useMemo(
    () => ({
      filters: filter.columns,
      statesOf: (key) => (isStaffColumn(key) ? statesOf(key) : []),
      onFilter: (key, condition) => {
        if (!isStaffColumn(key)) return;
        void desk.open({ filter: { ...desk.filter, columns: withFilter(desk.filter.columns, key, condition) } });
      },
      laying: layingOf(layout, setLayout),
    }),
    [desk, filter.columns, layout, setLayout],
  );
}
