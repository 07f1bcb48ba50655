import { useEffect, useSyncExternalStore } from 'react';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { typeOf } from './columns.tsx';
import type { Shown } from './fill.ts';
import type { GridColumn, GridRow } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { cellCount, heightOf, type Rect, widthOf } from './range.ts';

interface SelectionStatusProps<R> {
  readonly selection: GridSelection;
  readonly positions: readonly (GridColumn<R> | undefined)[];
  readonly lines: readonly GridRow<R>[];
  /** What the last change of many cells did. */
  readonly done: string;
  readonly shownIn: (lines: readonly GridRow<R>[], rowIdx: number, idx: number) => Shown | null;
  /** Loads the rows of a choice, so that it can be added up and copied at once. */
  readonly ensure: (from: number, to: number) => void;
}

/** Cells that are added up on the spot; of a larger choice only the size is told. */
const ADDED_UP = 200_000;
/** While the choice is still being drawn nothing is loaded for it. */
const SETTLED = 120;

/** The line under the grid: where the user is, how much is chosen, and what its numbers come to. */
export function SelectionStatus<R>({ selection, positions, lines, done, shownIn, ensure }: SelectionStatusProps<R>) {
  const { grid } = useMessages();
  const format = useFormat();
  const { range } = useSyncExternalStore(selection.subscribe, selection.state);
  const { rect } = selection;
  const many = rect !== null && cellCount(rect) > 1;
  const [top, bottom] = many && cellCount(rect) <= ADDED_UP ? [rect.top, rect.bottom] : [0, -1];
  useEffect(() => {
    if (bottom < top) return;
    const timer = setTimeout(() => ensure(top, bottom), SETTLED);
    return () => clearTimeout(timer);
  }, [top, bottom, ensure]);

  const parts: string[] = done === '' ? [] : [done];
  if (range !== null && range.anchor.rowIdx >= 0) parts.push(grid.row(range.anchor.rowIdx + 1, lines.length));
  if (many) {
    parts.push(grid.chosen(heightOf(rect), widthOf(rect)));
    if (bottom >= top && lines.slice(top, bottom + 1).every(({ data }) => data !== null)) {
      const { filled, rates, numbers } = addUp(rect, positions, (rowIdx, idx) => shownIn(lines, rowIdx, idx));
      parts.push(grid.filledCells(filled));
      if (rates !== null) parts.push(grid.sum(format.rate(rates)));
      if (numbers !== null) parts.push(grid.sum(format.number(numbers)));
    }
  }
  return (
    <div className="kg-status" aria-live="polite">
      {parts.join(' · ')}
    </div>
  );
}

function addUp<R>(
  rect: Rect,
  positions: SelectionStatusProps<R>['positions'],
  shownAt: (rowIdx: number, idx: number) => Shown | null,
): { filled: number; rates: number | null; numbers: number | null } {
  let filled = 0;
  const sums: Record<'rate' | 'number', number | null> = { rate: null, number: null };
  for (let idx = rect.left; idx <= rect.right; idx++) {
    const column = positions[idx];
    if (column === undefined) continue;
    const type = typeOf(column);
    for (let rowIdx = rect.top; rowIdx <= rect.bottom; rowIdx++) {
      const value = shownAt(rowIdx, idx)?.value ?? null;
      if (value === null || value === '') continue;
      filled++;
      if ((type === 'rate' || type === 'number') && typeof value === 'number') sums[type] = (sums[type] ?? 0) + value;
    }
  }
  return { filled, rates: sums.rate, numbers: sums.number };
}
