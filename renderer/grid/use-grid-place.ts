import { type RefObject, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { DataGridHandle } from 'react-data-grid';
import { useNavigation } from '../app/navigation.tsx';
import type { CellPosition } from './grid-model.ts';

interface GridPlace {
  readonly top: number;
  readonly left: number;
  readonly cell: CellPosition | null;
}

export interface KeptGridPlace {
  /** Until the user does something here, the grid goes to where it was when the page was left. */
  readonly isComingBack: () => boolean;
  readonly scrolled: (grid: HTMLElement) => void;
  readonly moved: (cell: CellPosition) => void;
}

/**
 * Where the grid was scrolled to and the cell where the user was are there again after going back.
 *
 * @param rows how many there are; none while they are read
 * @param listing another one is another list
 */
export function useGridPlace(handle: RefObject<DataGridHandle | null>, rows: number, listing: unknown): KeptGridPlace {
  const { memory } = useNavigation();
  const [kept] = useState(() => ({
    memory,
    now: (memory.get(NAME) as GridPlace | undefined) ?? BEGINNING,
    comingBack: memory.has(NAME),
  }));
  useEffect(() => {
    const taken = (): void => {
      kept.comingBack = false;
    };
    for (const event of GOING_ON) window.addEventListener(event, taken, true);
    return () => {
      for (const event of GOING_ON) window.removeEventListener(event, taken, true);
    };
  }, [kept]);
  const goBack = useEffectEvent(() => {
    const grid = handle.current?.element;
    if (!kept.comingBack || rows === 0 || grid == null) return;
    const { top, left, cell } = kept.now;
    const shouldFocus = document.activeElement === document.body || document.activeElement?.localName === 'main';
    if (cell !== null && cell.rowIdx < rows) handle.current?.setActivePosition(cell, { shouldFocus });
    grid.scrollTo({ top, left });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: again with every list that is shown until the user goes on
  useEffect(() => {
    // After the frame has moved the focus to the section.
    const frame = requestAnimationFrame(goBack);
    return () => cancelAnimationFrame(frame);
  }, [rows, listing]);
  return useMemo(() => {
    const keep = (change: Partial<GridPlace>): void => {
      if (kept.comingBack) return;
      kept.now = { ...kept.now, ...change };
      kept.memory.set(NAME, kept.now);
    };
    return {
      isComingBack: () => kept.comingBack,
      scrolled: ({ scrollTop, scrollLeft }) => keep({ top: scrollTop, left: scrollLeft }),
      moved: (cell) => keep({ cell }),
    };
  }, [kept]);
}

const GOING_ON = ['keydown', 'pointerdown', 'wheel'] as const;
const NAME = 'grid';
const BEGINNING: GridPlace = { top: 0, left: 0, cell: null };
