import type { ColumnLaying } from './column-heads.ts';
import { freezeUpTo, hideColumn, type Layout, moveColumn } from './column-layout.ts';

/** What the heads of a grid do to the layout of its columns. @param always the column that cannot be hidden */
export function layingOf<K extends string>(
  layout: Layout<K>,
  setLayout: (layout: Layout<K>) => void,
  always?: K,
): ColumnLaying {
  const known = (key: string | null): K | null => layout.columns.find((column) => column.key === key)?.key ?? null;
  return {
    always,
    onHide: (named) => {
      const key = known(named);
      if (key !== null) setLayout(hideColumn(layout, key, true));
    },
    onFreeze: (named) => setLayout(freezeUpTo(layout, known(named))),
    onMove: (named, target) => {
      const [key, to] = [known(named), known(target)];
      if (key !== null && to !== null) setLayout(moveColumn(layout, key, to));
    },
  };
}
