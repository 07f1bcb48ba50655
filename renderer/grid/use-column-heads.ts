import type { KeyboardEvent, MouseEvent } from 'react';
import type { SortColumn } from 'react-data-grid';
import type { ColumnHeads } from './column-heads.ts';
import { alsoBy } from './column-sort.ts';
import type { GridColumn } from './grid-model.ts';
import { leaveToWindow } from './window-keys.ts';

interface ColumnHeadsInput<R> {
  readonly heads?: ColumnHeads;
  readonly positions: readonly (GridColumn<R> | undefined)[];
  readonly sort: readonly SortColumn[];
  readonly onSort: (sort: readonly SortColumn[]) => void;
  readonly onMenu: (key: string, head: HTMLElement) => void;
}

/** The head whose menu is open. */
export interface OpenHead {
  readonly key: string;
  readonly head: HTMLElement;
}

/** Gestures over the heads of columns: Shift adds a column to the order, Alt+↓ and the other button open its menu; keys of the window are left to it. */
export function useColumnHeads<R>({ heads, positions, sort, onSort, onMenu }: ColumnHeadsInput<R>) {
  const headAt = (target: EventTarget) => {
    const head = target instanceof Element ? target.closest<HTMLElement>('[role="columnheader"]') : null;
    const column = head === null ? undefined : positions[Number(head.ariaColIndex) - 1];
    return head === null || column === undefined ? null : { head, column };
  };
  const stop = (event: KeyboardEvent | MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const addToSort = (event: KeyboardEvent | MouseEvent): void => {
    const at = headAt(event.target);
    if (at?.column.sortable !== true) return;
    stop(event);
    onSort(alsoBy(sort, at.column.key));
  };
  const openMenu = (event: KeyboardEvent | MouseEvent): void => {
    const at = heads === undefined ? null : headAt(event.target);
    if (at === null) return;
    stop(event);
    onMenu(at.column.key, at.head);
  };

  return {
    onClickCapture: (event: MouseEvent) => {
      if (event.shiftKey) addToSort(event);
    },
    onContextMenu: openMenu,
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (leaveToWindow(event)) return;
      if (event.altKey && event.key === 'ArrowDown') openMenu(event);
      else if (event.shiftKey && (event.key === 'Enter' || event.key === ' ')) addToSort(event);
    },
  };
}
