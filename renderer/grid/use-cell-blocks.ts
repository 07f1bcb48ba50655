import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { showValue } from './cell-text.ts';
import { showColumn } from './columns.tsx';
import { type Fill, fillDown, fillRight, fillSeries, type Shown } from './fill.ts';
import { type GridColumn, type GridRow, typeOf } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { type ClipboardCell, formatHtmlTable } from './html-table.ts';
import { pasteBlock, targetOf } from './paste.ts';
import { cellCount, type Rect } from './range.ts';
import { replaceIn, type Search } from './replace-text.ts';
import { formatTsv, parseTsv } from './tsv.ts';
import { type GridCells, type WriteOutcome, writeCells } from './write-cells.ts';

interface CellBlocks<R> {
  readonly grid: GridCells<R>;
  /** Lines as they are shown now; read again after rows were loaded. */
  readonly lines: () => readonly GridRow<R>[];
  readonly selection: GridSelection;
  readonly editable: boolean;
  /** Keys of the clipboard count while the focus is in here. */
  readonly frame: RefObject<HTMLElement | null>;
}

/** What is done with all chosen cells at once: copy, cut, paste, clear, fill. Each is one step of undo. */
export function useCellBlocks<R>({ grid, lines, selection, editable, frame }: CellBlocks<R>) {
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const [done, setDone] = useState('');
  useEffect(() => selection.subscribe(() => setDone('')), [selection]);

  const shownIn = (from: readonly GridRow<R>[], rowIdx: number, idx: number): Shown | null => {
    const column = grid.positions[idx];
    const line = from[rowIdx];
    if (column === undefined || line === undefined || line.data === null) return null;
    const entry = line.pending?.get(column.key);
    const value = entry?.status === 'saving' ? entry.to : column.valueOf(line.data);
    return { value, text: showColumn(column, line.data, line.pending, format) };
  };
  const shownAt = (rowIdx: number, idx: number) => shownIn(lines(), rowIdx, idx);
  const textOf = (column: GridColumn<R>, value: Shown['value']) =>
    showValue(typeOf(column), value, format, column.codes);
  const fill: Fill<R> = { grid, shownAt, typeOf, textOf };

  const tell = (title: (count: number) => string, outcome: WriteOutcome): void => {
    const details = texts.grid.details(outcome.refused, outcome.locked, outcome.outside);
    // What went as asked is said under the grid, where it is in nobody's way.
    if (details === '') setDone(title(outcome.written));
    else notify.warn(title(outcome.written), details);
  };
  /** Runs a change of `rect`; one that is too large for one step is refused as a whole. */
  const change = (title: (count: number) => string, rect: Rect, run: () => Promise<WriteOutcome | null>): void => {
    if (!editable) return;
    if (cellCount(rect) > grid.session.atMost) {
      notify.warn(texts.grid.tooMany(grid.session.atMost));
      return;
    }
    void run().then((outcome) => {
      if (outcome !== null && (outcome.written !== 1 || outcome.refused > 0)) tell(title, outcome);
    });
  };

  const cellsOf = ({ top, bottom, left, right }: Rect): ClipboardCell[][] => {
    const block: ClipboardCell[][] = [];
    for (let rowIdx = top; rowIdx <= bottom; rowIdx++) {
      const cells: ClipboardCell[] = [];
      for (let idx = left; idx <= right; idx++) {
        const column = grid.positions[idx];
        const shown = shownAt(rowIdx, idx) ?? { value: null, text: '' };
        cells.push({ ...shown, type: column === undefined ? 'text' : typeOf(column) });
      }
      block.push(cells);
    }
    return block;
  };

  const copy = (event: ClipboardEvent, rect: Rect): void => {
    event.preventDefault();
    const missing = lines()
      .slice(rect.top, rect.bottom + 1)
      .some(({ data }) => data === null);
    if (!missing) {
      for (const [type, content] of clipboardOf(cellsOf(rect))) event.clipboardData?.setData(type, content);
      return;
    }
    void grid.rowWindow
      .ensure(rect.top, rect.bottom)
      // The lines are made anew from the rows at the next painting.
      .then(() => new Promise(requestAnimationFrame))
      .then(() => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(clipboardOf(cellsOf(rect))))]))
      .then(
        () => setDone(texts.grid.copied(cellCount(rect))),
        () => notify.warn(texts.grid.notCopied),
      );
  };

  const clear = (rect: Rect): void =>
    change(texts.grid.cleared, rect, () => writeCells(grid, rect, () => ({ text: '' })));

  const onClipboard = useEffectEvent((event: ClipboardEvent): void => {
    const { activeElement } = document;
    const { rect } = selection;
    if (rect === null || activeElement instanceof HTMLInputElement || !frame.current?.contains(activeElement)) return;
    if (event.type !== 'paste') {
      copy(event, rect);
      if (event.type === 'cut') clear(rect);
    } else if (editable) {
      event.preventDefault();
      const block = parseTsv(event.clipboardData?.getData('text/plain') ?? '');
      if (block.length === 0) return;
      const target = targetOf(block, rect);
      if (cellCount(target) > grid.session.atMost) notify.warn(texts.grid.tooMany(grid.session.atMost));
      else void pasteBlock(grid, block, target).then((outcome) => tell(texts.grid.pasted, outcome));
    }
  });
  useEffect(() => {
    // Without a text selection the browser tells the body, not the cell that has the focus.
    const listener = (event: ClipboardEvent) => onClipboard(event);
    for (const type of CLIPBOARD_EVENTS) document.addEventListener(type, listener);
    return () => {
      for (const type of CLIPBOARD_EVENTS) document.removeEventListener(type, listener);
    };
  }, []);

  return {
    /** What the last change of many cells did; '' once cells are chosen anew. */
    done,
    shownIn,
    shownAt,
    /** In the cells of `rect` that say it; the others are left alone. */
    replace: (rect: Rect, search: Search, replacement: string) =>
      change(texts.grid.replaced, rect, () =>
        writeCells(grid, rect, (down, right) => {
          const shown = shownAt(rect.top + down, rect.left + right);
          const text = shown === null ? null : replaceIn(shown.text, search, replacement);
          return text === null ? null : { text };
        }),
      ),
    clear,
    fillDown: (rect: Rect) => change(texts.grid.filled, rect, () => fillDown(fill, rect)),
    fillRight: (rect: Rect) => change(texts.grid.filled, rect, () => fillRight(fill, rect)),
    fillSeries: (source: Rect, target: Rect) =>
      change(texts.grid.filled, target, () => fillSeries(fill, source, target)),
  };
}

const CLIPBOARD_EVENTS = ['copy', 'cut', 'paste'] as const;

function clipboardOf(
  cells: readonly (readonly ClipboardCell[])[],
): readonly (readonly [type: string, content: string])[] {
  return [
    ['text/plain', formatTsv(cells.map((row) => row.map(({ text }) => text)))],
    ['text/html', formatHtmlTable(cells)],
  ];
}
