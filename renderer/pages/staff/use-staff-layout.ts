import { useCallback, useMemo } from 'react';
import type { ColumnLayout } from '#shared/contract/staff-views.ts';
import { STAFF_COLUMN_KEYS, type StaffColumn } from '#shared/domain/staff-columns.ts';
import { usePreferences, useSetPreferences } from '../../app/preferences.tsx';
import { type Layout, wholeLayout } from '../../grid/column-layout.ts';

export interface StaffLayout {
  readonly layout: Layout<StaffColumn>;
  readonly setLayout: (layout: Layout<StaffColumn>) => void;
}

/** How the columns lie: as the user left them on this computer, or as the view shown last has them. */
export function useStaffLayout(): StaffLayout {
  const { staffColumns } = usePreferences();
  const setPreferences = useSetPreferences();
  const layout = useMemo(() => wholeLayout(staffColumns, STAFF_COLUMN_KEYS), [staffColumns]);
  const setLayout = useCallback(
    (next: Layout<StaffColumn>) => setPreferences({ staffColumns: keptLayout(next) }),
    [setPreferences],
  );
  return useMemo(() => ({ layout, setLayout }), [layout, setLayout]);
}

/** A layout as it is kept. */
export function keptLayout({ columns, frozen }: Layout<StaffColumn>): ColumnLayout {
  return {
    columns: columns.map(({ key, width, hidden }) => ({ key, hidden, ...(width === undefined ? {} : { width }) })),
    frozen,
  };
}

export const isStaffColumn = (key: string): key is StaffColumn => STAFF_COLUMN_KEYS.some((known) => known === key);
