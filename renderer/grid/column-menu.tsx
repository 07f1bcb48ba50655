import { Button, Popover, PopoverSurface, type PositioningImperativeRef } from '@fluentui/react-components';
import {
  EyeOffRegular,
  PinOffRegular,
  PinRegular,
  TextSortAscendingRegular,
  TextSortDescendingRegular,
} from '@fluentui/react-icons';
import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { SortColumn } from 'react-data-grid';
import { useMessages } from '../app/i18n.tsx';
import type { ColumnHeads } from './column-heads.ts';
import { alsoBy } from './column-sort.ts';
import { FilterForm } from './filter-form.tsx';
import { type GridColumn, typeOf } from './grid-model.ts';

interface ColumnMenuProps<R> {
  readonly column: GridColumn<R>;
  /** The head under which it opens, and to which the focus goes back. */
  readonly head: HTMLElement;
  readonly heads: ColumnHeads;
  readonly sort: readonly SortColumn[];
  readonly onSort: (sort: readonly SortColumn[]) => void;
  readonly today: string;
  readonly onClose: () => void;
}

/** Order, place and filter of one column. */
export function ColumnMenu<R>({ column, head, heads, sort, onSort, today, onClose }: ColumnMenuProps<R>) {
  const { views } = useMessages();
  const { key, label } = column;
  const surface = useRef<HTMLDivElement>(null);
  const positioning = useAnchor(head);
  // The filter is what most come for; the verbs above it are a Shift+Tab away.
  useEffect(() => {
    const field = surface.current?.querySelector<HTMLElement>(
      'input:not([type="radio"]), input:checked:not([value="values"])',
    );
    field?.focus({ preventScroll: true });
  }, []);
  const close = (): void => {
    onClose();
    // The head stands again when the list has been read anew.
    requestAnimationFrame(() => headNow(head)?.focus());
  };
  const command = (icon: ReactElement, words: string, act: () => void) => (
    <Button
      size="small"
      appearance="subtle"
      icon={icon}
      onClick={() => {
        close();
        act();
      }}
    >
      {words}
    </Button>
  );
  const { laying } = heads;
  return (
    <Popover
      open
      trapFocus
      unstable_disableAutoFocus
      // Where there is no room for all of it, it scrolls.
      positioning={{ ...positioning, position: 'below', align: 'start', autoSize: 'height' }}
      onOpenChange={(_event, { open }) => !open && close()}
    >
      <PopoverSurface aria-label={views.menuOf(label)} className="kg-column-surface">
        <div ref={surface} className="kg-column-menu">
          {column.sortable === true && (
            <>
              {command(<TextSortAscendingRegular />, views.sortUp, () =>
                onSort([{ columnKey: key, direction: 'ASC' }]),
              )}
              {command(<TextSortDescendingRegular />, views.sortDown, () =>
                onSort([{ columnKey: key, direction: 'DESC' }]),
              )}
              {!sort.some(({ columnKey }) => columnKey === key) &&
                command(<TextSortAscendingRegular />, views.sortAlso, () => onSort(alsoBy(sort, key)))}
            </>
          )}
          {laying !== undefined && (
            <>
              {command(<PinRegular />, views.freezeHere, () => laying.onFreeze(key))}
              {column.frozen === true && command(<PinOffRegular />, views.unfreeze, () => laying.onFreeze(null))}
              {key !== laying.always && command(<EyeOffRegular />, views.hideColumn, () => laying.onHide(key))}
            </>
          )}
          <FilterForm
            label={label}
            type={typeOf(column)}
            codes={column.codes}
            states={heads.statesOf(key)}
            filter={heads.filters[key]}
            today={today}
            onApply={(filter) => {
              close();
              heads.onFilter(key, filter);
            }}
          />
        </div>
      </PopoverSurface>
    </Popover>
  );
}

/** The head that stands for the same column when the one the menu was opened under has been drawn anew. */
function headNow(head: HTMLElement): HTMLElement | null {
  if (head.isConnected) return head;
  return document.querySelector<HTMLElement>(`.kg-grid [role="columnheader"][aria-colindex="${head.ariaColIndex}"]`);
}

/** Where the menu stands: under its head wherever that goes, at the corner of the grid while it is out of sight. */
function useAnchor(head: HTMLElement) {
  const positioningRef = useRef<PositioningImperativeRef>(null);
  const target = useMemo(
    () => ({
      getBoundingClientRect: () =>
        (headNow(head) ?? document.querySelector('.kg-grid') ?? head).getBoundingClientRect(),
    }),
    [head],
  );
  useEffect(() => {
    const grid = head.closest('.kg-grid');
    if (grid === null) return undefined;
    const observer = new ResizeObserver(() => positioningRef.current?.updatePosition());
    observer.observe(grid);
    return () => observer.disconnect();
  }, [head]);
  return { positioningRef, target };
}
