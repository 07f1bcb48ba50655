import { useCallback, useState } from 'react';
import type { Shown } from './fill.ts';
import type { CellPosition } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { cellCount, type Rect } from './range.ts';
import { isFound, type Search } from './replace-text.ts';
import type { RowWindow } from './row-window.ts';

interface FindReplaceParts<R> {
  readonly selection: GridSelection;
  readonly bounds: () => Rect;
  readonly rowWindow: RowWindow<R>;
  readonly shownAt: (rowIdx: number, idx: number) => Shown | null;
  /** Makes a cell the active one. */
  readonly go: (at: CellPosition) => void;
  readonly replace: (rect: Rect, search: Search, replacement: string) => void;
}

/** Finding in the chosen cells, or in the whole list where only one is chosen. */
export function useFindReplace<R>(parts: FindReplaceParts<R>) {
  const { selection, bounds, rowWindow, shownAt, go, replace } = parts;
  /** Where to look while the bar is open: the finds become the active cell, which ends the choice. */
  const [where, setWhere] = useState<Rect | null>(null);
  const open = () => {
    const { rect } = selection;
    setWhere(rect !== null && cellCount(rect) > 1 ? rect : bounds());
  };
  const close = useCallback(() => setWhere(null), []);

  const finds = async (search: Search): Promise<CellPosition[]> => {
    if (where === null) return [];
    await rowWindow.ensure(where.top, where.bottom);
    // The lines are made anew from the rows at the next painting.
    await new Promise(requestAnimationFrame);
    const found: CellPosition[] = [];
    for (let rowIdx = where.top; rowIdx <= where.bottom; rowIdx++) {
      for (let idx = where.left; idx <= where.right; idx++) {
        const shown = shownAt(rowIdx, idx);
        if (shown !== null && isFound(shown.text, search)) found.push({ rowIdx, idx });
      }
    }
    return found;
  };

  return {
    where,
    open,
    close,
    count: async (search: Search) => (await finds(search)).length,
    async next(search: Search): Promise<boolean> {
      const found = await finds(search);
      const at = selection.state().range?.anchor ?? { rowIdx: -1, idx: -1 };
      const after = found.find(({ rowIdx, idx }) => rowIdx > at.rowIdx || (rowIdx === at.rowIdx && idx > at.idx));
      const to = after ?? found[0];
      if (to !== undefined) go(to);
      return to !== undefined;
    },
    replaceAll: (search: Search, replacement: string) => where !== null && replace(where, search, replacement),
  };
}
