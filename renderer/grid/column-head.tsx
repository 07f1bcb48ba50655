import { ChevronDown16Regular, Filter16Filled, LockClosed16Regular } from '@fluentui/react-icons';
import type { RenderHeaderCellProps } from 'react-data-grid';
import { useMessages } from '../app/i18n.tsx';
import { renderSortStatus } from './grid-parts.tsx';

interface ColumnHeadProps extends Pick<RenderHeaderCellProps<unknown>, 'sortDirection' | 'priority'> {
  readonly label: string;
  /** Nobody edits the column. */
  readonly locked: boolean;
  readonly filtered: boolean;
  /** Opens the menu of the column under this head; null where there is none. */
  readonly onMenu: ((head: HTMLElement) => void) | null;
}

/** Head of a column: its name, lock, place in the order, filter, and a menu for the pointer (keys have Alt+↓). */
export function ColumnHead({ label, locked, filtered, sortDirection, priority, onMenu }: ColumnHeadProps) {
  const { views } = useMessages();
  return (
    <span className="kg-head-row">
      <span className="kg-head-label">
        {label}
        {locked && <LockClosed16Regular className="kg-head-icon" aria-hidden />}
      </span>
      {renderSortStatus({ sortDirection, priority })}
      {filtered && (
        <>
          <Filter16Filled className="kg-head-filter" aria-hidden />
          <span className="kg-hidden"> {views.filtered}</span>
        </>
      )}
      {onMenu !== null && (
        <button
          type="button"
          className="kg-head-menu"
          tabIndex={-1}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            const head = event.currentTarget.closest<HTMLElement>('[role="columnheader"]');
            if (head !== null) onMenu(head);
          }}
        >
          <ChevronDown16Regular />
        </button>
      )}
    </span>
  );
}
