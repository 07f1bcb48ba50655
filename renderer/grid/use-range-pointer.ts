import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { CellMouseEvent, DataGridHandle } from 'react-data-grid';
import type { CellPosition } from './grid-model.ts';
import type { GridSelection } from './grid-selection.ts';
import { clamp, type Rect } from './range.ts';

interface RangePointer {
  readonly selection: GridSelection;
  readonly handle: RefObject<DataGridHandle | null>;
  /** All cells that can be chosen. */
  readonly bounds: () => Rect;
  /** The fill handle was let go over other cells. */
  readonly onFill: (source: Rect, target: Rect) => void;
}

/** Side of the corner of a choice that can be pulled, in CSS pixels. */
const CORNER = 10;
/** Pace at which the list moves while the pointer is beyond its edge. */
const SCROLL = { every: 40, by: 28 } as const;
/** Lines above the first row, as ARIA counts them: the header, and counting from one. */
const ABOVE_ROWS = 2;

/** Choosing cells with the pointer, and pulling the corner of the choice to fill what is beside it. */
export function useRangePointer({ selection, handle, bounds, onFill }: RangePointer) {
  const doing = useRef<'choose' | 'fill' | null>(null);
  const point = useRef({ x: 0, y: 0 });
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);

  const follow = useEffectEvent(() => {
    const grid = handle.current?.element;
    if (grid == null || doing.current === null) return;
    const area = grid.getBoundingClientRect();
    const { x, y } = point.current;
    const beyond = (value: number, from: number, to: number) => (value < from ? -1 : value > to ? 1 : 0);
    const [right, down] = [beyond(x, area.left, area.right), beyond(y, area.top, area.bottom)];
    if (right !== 0 || down !== 0) grid.scrollBy({ left: right * SCROLL.by, top: down * SCROLL.by });
    // A note about a cell may lie over its neighbour.
    const under = document.elementsFromPoint(
      Math.min(area.right - 20, Math.max(area.left + 2, x)),
      Math.min(area.bottom - 20, Math.max(area.top + 2, y)),
    );
    const at = placeOf(under.find((element) => grid.contains(element)) ?? null);
    if (at === null) return;
    if (doing.current === 'choose') selection.extend(at, bounds());
    else selection.pull(clamp(at, bounds()));
  });

  const end = useEffectEvent(() => {
    const done = doing.current;
    doing.current = null;
    clearInterval(timer.current);
    if (done !== 'fill') return;
    const fill = selection.letGo();
    if (fill !== null) onFill(fill.source, fill.target);
  });

  useEffect(() => {
    const onMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
      if (doing.current === null) return;
      point.current = { x, y };
      follow();
    };
    const onUp = () => end();
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      clearInterval(timer.current);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, []);

  const begin = (what: 'choose' | 'fill', { clientX: x, clientY: y }: MouseEvent): void => {
    doing.current = what;
    point.current = { x, y };
    clearInterval(timer.current);
    timer.current = setInterval(() => follow(), SCROLL.every);
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      const { target } = event;
      if (event.button !== 0 || !(target instanceof Element) || target.closest('input, button') !== null) return;
      const at = placeOf(target);
      if (at === null || at.idx < bounds().left) return;
      if (isCorner(target, event)) begin('fill', event);
      else {
        if (event.shiftKey) selection.extend(at, bounds());
        else selection.collapse(at);
        begin('choose', event);
      }
    },
    /** The grid would make the pressed cell the active one, which begins a new choice. */
    onCellMouseDown(event: CellMouseEvent): void {
      if (doing.current !== 'fill' && !event.shiftKey) return;
      event.preventGridDefault();
      event.preventDefault();
    },
  };
}

/** The place of the cell that an element stands in; null outside the rows. */
function placeOf(element: Element | null): CellPosition | null {
  const cell = element?.closest('[role="gridcell"]');
  const row = cell?.closest('[role="row"]');
  const idx = Number(cell?.getAttribute('aria-colindex') ?? 0) - 1;
  const rowIdx = Number(row?.getAttribute('aria-rowindex') ?? 0) - ABOVE_ROWS;
  return idx < 0 || rowIdx < 0 ? null : { idx, rowIdx };
}

function isCorner(target: Element, { clientX, clientY }: MouseEvent): boolean {
  const cell = target.closest('.kg-corner');
  if (cell === null) return false;
  const { right, bottom } = cell.getBoundingClientRect();
  return right - clientX <= CORNER && bottom - clientY <= CORNER;
}
