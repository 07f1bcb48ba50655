import { useEffect, useSyncExternalStore } from 'react';
import { useFormat, useMessages } from '../app/i18n.tsx';
import type { Shown } from './fill.ts';
import type { GridColumn, GridRow } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { cellCount, heightOf, widthOf } from './range.ts';
import { averageOf, totalsOf } from './selection-totals.ts';

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
      const totals = totalsOf(rect, positions, (rowIdx, idx) => shownIn(lines, rowIdx, idx)?.value ?? null);
      parts.push(grid.filledCells(totals.filled), grid.distinct(totals.distinct));
      const { rate, number, date } = totals;
      if (rate !== null) parts.push(grid.sum(format.rate(rate.sum)), grid.average(format.rate(averageOf(rate))));
      if (number !== null)
        parts.push(grid.sum(format.number(number.sum)), grid.average(format.number(averageOf(number))));
      if (date !== null) parts.push(grid.span(format.date(date.first), format.date(date.last)));
    }
  }
  return (
    <div className="kg-status" aria-live="polite">
      {parts.join(' · ')}
    </div>
  );
}
