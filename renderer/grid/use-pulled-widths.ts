import { useEffect, useState } from 'react';
import type { ColumnWidths } from 'react-data-grid';

const NOT_PULLED: ColumnWidths = new Map();

/** Widths of columns while they are pulled: from the moment at which the columns themselves come with them, they count. */
export function usePulledWidths(
  columns: readonly unknown[],
  onResize: ((key: string, width: number) => void) | undefined,
) {
  const [columnWidths, setPulled] = useState(NOT_PULLED);
  useEffect(() => {
    if (columns.length > 0) setPulled(NOT_PULLED);
  }, [columns]);
  const onColumnWidthsChange = (changed: ColumnWidths): void => {
    setPulled(changed);
    for (const [key, { type, width }] of changed) if (type === 'resized') onResize?.(key, Math.round(width));
  };
  return { columnWidths, onColumnWidthsChange };
}
