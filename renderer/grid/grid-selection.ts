import type { CellPosition } from './grid-model.ts';
import { type CellRange, cellCount, clamp, contains, fillTarget, type Rect, rectOf } from './range.ts';

export interface SelectionState {
  readonly range: CellRange | null;
  /** Where the fill handle has been pulled to; null while nobody pulls it. */
  readonly fill: Rect | null;
}

/** How a cell takes part: bits for «chosen», its edges, the corner that can be pulled, and «will be filled». */
export const PART = { chosen: 1, top: 2, right: 4, bottom: 8, left: 16, corner: 32, fill: 64 } as const;

/** The cells chosen in one grid. Cells ask for their own part, so that only those whose part changes are painted again. */
export class GridSelection {
  #state: SelectionState = { range: null, fill: null };
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SelectionState => this.#state;

  get rect(): Rect | null {
    const { range } = this.#state;
    return range === null ? null : rectOf(range);
  }

  /** One cell, or nothing. */
  collapse(at: CellPosition | null): void {
    const { range } = this.#state;
    const same = range !== null && at !== null && isAt(range.anchor, at) && isAt(range.head, at);
    if (!same && (range !== null || at !== null)) this.#set({ range: at && { anchor: at, head: at }, fill: null });
  }

  /** Moves the end that is not fixed. */
  extend(head: CellPosition, bounds: Rect): void {
    const { range } = this.#state;
    if (range === null) return;
    const inside = clamp(head, bounds);
    if (!isAt(range.head, inside)) this.#set({ range: { ...range, head: inside }, fill: null });
  }

  choose(range: CellRange): void {
    this.#set({ range, fill: null });
  }

  /** The fill handle is over this cell. */
  pull(to: CellPosition): void {
    const { rect } = this;
    if (rect !== null) this.#set({ ...this.#state, fill: fillTarget(rect, to) });
  }

  /** The fill handle was let go: what is to be filled from what. */
  letGo(): { source: Rect; target: Rect } | null {
    const { rect: source } = this;
    const { fill: target } = this.#state;
    if (target !== null) this.#set({ ...this.#state, fill: null });
    return source === null || target === null ? null : { source, target };
  }

  /** How a cell takes part: a sum of `PART`s. */
  readonly partOf = (at: CellPosition): number => {
    const { fill } = this.#state;
    const { rect } = this;
    if (fill !== null && contains(fill, at)) return PART.fill;
    if (rect === null || !contains(rect, at)) return 0;
    const corner = at.rowIdx === rect.bottom && at.idx === rect.right ? PART.corner : 0;
    if (cellCount(rect) === 1) return corner;
    let part: number = PART.chosen + corner;
    if (at.rowIdx === rect.top) part += PART.top;
    if (at.rowIdx === rect.bottom) part += PART.bottom;
    if (at.idx === rect.left) part += PART.left;
    if (at.idx === rect.right) part += PART.right;
    return part;
  };

  #set(state: SelectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function isAt(one: CellPosition, other: CellPosition): boolean {
  return one.rowIdx === other.rowIdx && one.idx === other.idx;
}
