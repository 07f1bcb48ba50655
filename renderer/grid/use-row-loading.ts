import { useCallback, useEffect, useRef } from 'react';
import type { RowWindow } from './row-window.ts';

/** Milliseconds in which the rows come into view that are asked for together. */
const GATHER = 30;
/** Rows beyond those seen that are here as well. */
const AHEAD = 60;
/** So many times the way of the last moment is read in the direction of a fast scroll, so that rows are there before the eye. */
const LEAD = 5;
const FARTHEST = 500;

/** Loads the rows that come into view while the grid is scrolled. */
export function useRowLoading<R>(rowWindow: RowWindow<R>, rowHeight: number): (grid: HTMLElement) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastTop = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (grid) => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const top = Math.floor(grid.scrollTop / rowHeight);
        const bottom = top + Math.ceil(grid.clientHeight / rowHeight);
        const way = top - lastTop.current;
        lastTop.current = top;
        const lead = Math.min(Math.max(Math.abs(way) * LEAD, AHEAD), FARTHEST);
        void rowWindow.look(top - (way < 0 ? lead : AHEAD), bottom + (way > 0 ? lead : AHEAD));
      }, GATHER);
    },
    [rowWindow, rowHeight],
  );
}
