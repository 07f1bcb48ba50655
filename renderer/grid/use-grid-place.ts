import { type RefObject, useEffect, useEffectEvent, useMemo } from 'react';
import type { DataGridHandle } from 'react-data-grid';
import { isFocusFree, useLeftPlace } from '../app/left-place.ts';
import type { CellPosition } from './grid-model.ts';

interface GridPlace {
  readonly top: number;
  readonly left: number;
  readonly cell: CellPosition | null;
}

export interface KeptGridPlace {
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
  const left = useLeftPlace(NAME, BEGINNING);
  const goBack = useEffectEvent(() => {
    const grid = handle.current?.element;
    if (!left.isComingBack() || rows === 0 || grid == null) return;
    const { top, left: across, cell } = left.now();
    if (cell !== null && cell.rowIdx < rows) {
      handle.current?.setActivePosition(cell, { shouldFocus: isFocusFree() });
    }
    grid.scrollTo({ top, left: across });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: again with every list that is shown until the user goes on
  useEffect(() => {
    // After the frame has moved the focus to the section.
    const frame = requestAnimationFrame(goBack);
    return () => cancelAnimationFrame(frame);
  }, [rows, listing]);
  return useMemo(
    () => ({
      isComingBack: left.isComingBack,
      scrolled: (grid) => {
        grid.toggleAttribute('data-across', grid.scrollLeft !== 0);
        left.keep({ top: grid.scrollTop, left: grid.scrollLeft });
      },
      moved: (cell) => left.keep({ cell }),
    }),
    [left],
  );
}

const NAME = 'grid';
const BEGINNING: GridPlace = { top: 0, left: 0, cell: null };
