import type { CellKeyboardEvent } from 'react-data-grid';
import type { CellPosition } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { cellCount, type Rect, stepOf } from './range.ts';

interface RangeKeys {
  readonly selection: GridSelection;
  readonly bounds: Rect;
  /** Rows of one page. */
  readonly page: number;
  /** Brings a cell into view. */
  readonly show: (at: CellPosition) => void;
  readonly fillDown: (rect: Rect) => void;
  readonly fillRight: (rect: Rect) => void;
  readonly fillSeries: (source: Rect, target: Rect) => void;
  readonly clear: (rect: Rect) => void;
}

/** Answers the keys that choose cells or change all chosen ones. @returns whether the key was one of them */
export function onRangeKey(event: CellKeyboardEvent, keys: RangeKeys): boolean {
  const { selection, bounds } = keys;
  const { range } = selection.state();
  const { rect } = selection;
  if (range === null || rect === null || event.altKey) return false;
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.shiftKey && !(ctrl && event.code === 'KeyD')) {
    const step = stepOf(event.key, ctrl, bounds, keys.page);
    if (step !== null) {
      selection.extend(step(range.head), bounds);
      keys.show(selection.state().range?.head ?? range.head);
    } else if (event.code === 'Space' && !ctrl)
      selection.choose(ends({ ...bounds, top: rect.top, bottom: rect.bottom }));
    else return false;
  } else if (ctrl && event.code === 'KeyA') selection.choose(ends(bounds));
  else if (ctrl && event.code === 'Space') selection.choose(ends({ ...rect, top: bounds.top, bottom: bounds.bottom }));
  else if (ctrl && event.code === 'KeyD' && !event.shiftKey) keys.fillDown(rect);
  // By the place of the key, so that it works on a Russian layout.
  else if (ctrl && event.code === 'KeyD') continueChosen(keys, rect);
  else if (ctrl && event.code === 'KeyR') keys.fillRight(rect);
  else if (event.key === 'Delete' && !ctrl) keys.clear(rect);
  else if (event.key === 'Escape' && cellCount(rect) > 1) selection.collapse(range.anchor);
  else return false;
  event.preventGridDefault();
  event.preventDefault();
  return true;
}

/** A series over the choice without the pointer: its first two rows, or its first, go on into the rest. */
function continueChosen({ fillSeries }: RangeKeys, rect: Rect): void {
  const rows = rect.bottom - rect.top + 1;
  if (rows === 1) return;
  const last = rect.top + (rows > 2 ? 1 : 0);
  fillSeries({ ...rect, bottom: last }, { ...rect, top: last + 1 });
}

function ends({ top, bottom, left, right }: Rect): { anchor: CellPosition; head: CellPosition } {
  return { anchor: { rowIdx: top, idx: left }, head: { rowIdx: bottom, idx: right } };
}
