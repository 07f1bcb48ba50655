import type { ClipboardEvent } from 'react';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { showValue } from './cell-text.ts';
import { showColumn, typeOf } from './columns.tsx';
import { type Fill, fillDown, fillRight, fillSeries, type Shown } from './fill.ts';
import type { GridColumn, GridRow } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { pasteBlock } from './paste.ts';
import { cellCount, type Rect } from './range.ts';
import { formatTsv, parseTsv } from './tsv.ts';
import { AT_ONCE, type GridCells, type WriteOutcome, writeCells } from './write-cells.ts';

interface CellBlocks<R> {
  readonly grid: GridCells<R>;
  /** Lines as they are shown now; read again after rows were loaded. */
  readonly lines: () => readonly GridRow<R>[];
  readonly selection: GridSelection;
  readonly editable: boolean;
}

/** What is done with all chosen cells at once: copy, cut, paste, clear, fill. Each is one step of undo. */
export function useCellBlocks<R>({ grid, lines, selection, editable }: CellBlocks<R>) {
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();

  const shownAt = (rowIdx: number, idx: number): Shown | null => {
    const column = grid.positions[idx];
    const line = lines()[rowIdx];
    if (column === undefined || line === undefined || line.data === null) return null;
    const entry = line.pending?.get(column.key);
    const value = entry?.status === 'saving' ? entry.to : column.valueOf(line.data);
    return { value, text: showColumn(column, line.data, line.pending, format) };
  };
  const textOf = (column: GridColumn<R>, value: Shown['value']) =>
    showValue(typeOf(column), value, format, column.codes);
  const fill: Fill<R> = { grid, shownAt, typeOf, textOf };

  const tell = (title: (count: number) => string, outcome: WriteOutcome): void => {
    const details = texts.grid.details(outcome.refused, outcome.locked, outcome.outside);
    if (details === '') notify.done(title(outcome.written));
    else notify.warn(title(outcome.written), details);
  };
  /** Runs a change of `rect`; one that is too large for one step is refused as a whole. */
  const change = (title: (count: number) => string, rect: Rect, run: () => Promise<WriteOutcome | null>): void => {
    if (!editable) return;
    if (cellCount(rect) > AT_ONCE) {
      notify.warn(texts.grid.tooMany(AT_ONCE));
      return;
    }
    void run().then((outcome) => {
      if (outcome !== null && (outcome.written !== 1 || outcome.refused > 0)) tell(title, outcome);
    });
  };

  const textOfRect = ({ top, bottom, left, right }: Rect): string => {
    const block: string[][] = [];
    for (let rowIdx = top; rowIdx <= bottom; rowIdx++) {
      const cells: string[] = [];
      for (let idx = left; idx <= right; idx++) cells.push(shownAt(rowIdx, idx)?.text ?? '');
      block.push(cells);
    }
    return formatTsv(block);
  };

  const copy = (event: ClipboardEvent<HTMLElement>, rect: Rect): void => {
    event.preventDefault();
    const missing = lines()
      .slice(rect.top, rect.bottom + 1)
      .some(({ data }) => data === null);
    if (!missing) {
      event.clipboardData.setData('text/plain', textOfRect(rect));
      return;
    }
    void grid.rowWindow
      .ensure(rect.top, rect.bottom)
      // The lines are made anew from the rows at the next painting.
      .then(() => new Promise(requestAnimationFrame))
      .then(() => navigator.clipboard.writeText(textOfRect(rect)))
      .then(() => notify.done(texts.grid.copied(cellCount(rect))));
  };

  const clear = (rect: Rect): void =>
    change(texts.grid.cleared, rect, () => writeCells(grid, rect, () => ({ text: '' })));

  /** The cells that a clipboard key means; null where the focus is in an editor. */
  const meant = (event: ClipboardEvent<HTMLElement>): Rect | null =>
    event.target instanceof HTMLInputElement ? null : selection.rect;

  return {
    shownAt,
    clear,
    fillDown: (rect: Rect) => change(texts.grid.filled, rect, () => fillDown(fill, rect)),
    fillRight: (rect: Rect) => change(texts.grid.filled, rect, () => fillRight(fill, rect)),
    fillSeries: (source: Rect, target: Rect) =>
      change(texts.grid.filled, target, () => fillSeries(fill, source, target)),
    onCopy(event: ClipboardEvent<HTMLElement>): void {
      const rect = meant(event);
      if (rect !== null) copy(event, rect);
    },
    onCut(event: ClipboardEvent<HTMLElement>): void {
      const rect = meant(event);
      if (rect === null) return;
      copy(event, rect);
      clear(rect);
    },
    onPaste(event: ClipboardEvent<HTMLElement>): void {
      const rect = meant(event);
      if (rect === null || !editable) return;
      event.preventDefault();
      const block = parseTsv(event.clipboardData.getData('text/plain'));
      if (block.length > 0) void pasteBlock(grid, block, rect).then((outcome) => tell(texts.grid.pasted, outcome));
    },
  };
}
