import type { CellPosition } from './grid-model.ts';

/** Cells chosen together: from where the choosing began to where it is now. */
export interface CellRange {
  readonly anchor: CellPosition;
  readonly head: CellPosition;
}

/** Rows `top … bottom` and columns `left … right`, all inclusive. */
export interface Rect {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function rectOf({ anchor, head }: CellRange): Rect {
  return {
    top: Math.min(anchor.rowIdx, head.rowIdx),
    bottom: Math.max(anchor.rowIdx, head.rowIdx),
    left: Math.min(anchor.idx, head.idx),
    right: Math.max(anchor.idx, head.idx),
  };
}

export function contains({ top, bottom, left, right }: Rect, { rowIdx, idx }: CellPosition): boolean {
  return rowIdx >= top && rowIdx <= bottom && idx >= left && idx <= right;
}

export function heightOf({ top, bottom }: Rect): number {
  return bottom - top + 1;
}

export function widthOf({ left, right }: Rect): number {
  return right - left + 1;
}

export function cellCount(rect: Rect): number {
  return heightOf(rect) * widthOf(rect);
}

/** The nearest place inside `bounds`. */
export function clamp({ rowIdx, idx }: CellPosition, { top, bottom, left, right }: Rect): CellPosition {
  return { rowIdx: Math.min(bottom, Math.max(top, rowIdx)), idx: Math.min(right, Math.max(left, idx)) };
}

/** Keys that walk, as they are with Shift: how far the head of the range goes; null for every other key. */
export function stepOf(
  key: string,
  ctrl: boolean,
  { top, bottom, left, right }: Rect,
  page: number,
): ((from: CellPosition) => CellPosition) | null {
  switch (key) {
    case 'ArrowUp':
      return ({ rowIdx, idx }) => ({ rowIdx: ctrl ? top : rowIdx - 1, idx });
    case 'ArrowDown':
      return ({ rowIdx, idx }) => ({ rowIdx: ctrl ? bottom : rowIdx + 1, idx });
    case 'ArrowLeft':
      return ({ rowIdx, idx }) => ({ rowIdx, idx: ctrl ? left : idx - 1 });
    case 'ArrowRight':
      return ({ rowIdx, idx }) => ({ rowIdx, idx: ctrl ? right : idx + 1 });
    case 'Home':
      return ({ rowIdx }) => ({ rowIdx: ctrl ? top : rowIdx, idx: left });
    case 'End':
      return ({ rowIdx }) => ({ rowIdx: ctrl ? bottom : rowIdx, idx: right });
    case 'PageUp':
      return ({ rowIdx, idx }) => ({ rowIdx: rowIdx - page, idx });
    case 'PageDown':
      return ({ rowIdx, idx }) => ({ rowIdx: rowIdx + page, idx });
    default:
      return null;
  }
}

/**
 * Where a pull of the fill handle from `source` to a cell leads: the source grown in the one direction in which the cell
 * is farther away; null while it is inside the source.
 */
export function fillTarget(source: Rect, to: CellPosition): Rect | null {
  const down = to.rowIdx > source.bottom ? to.rowIdx - source.bottom : Math.min(0, to.rowIdx - source.top);
  const right = to.idx > source.right ? to.idx - source.right : Math.min(0, to.idx - source.left);
  if (down === 0 && right === 0) return null;
  if (Math.abs(down) >= Math.abs(right)) {
    return down > 0
      ? { ...source, top: source.bottom + 1, bottom: to.rowIdx }
      : { ...source, top: to.rowIdx, bottom: source.top - 1 };
  }
  return right > 0
    ? { ...source, left: source.right + 1, right: to.idx }
    : { ...source, left: to.idx, right: source.left - 1 };
}
