import {
  ArrowSwap16Filled,
  Clock16Regular,
  ErrorCircle16Filled,
  LockClosed16Regular,
  Open16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import { type RenderSortStatusProps, renderSortIcon } from 'react-data-grid';
import type { CellMark } from './cell-mark.ts';

/** The icon that says without colour what the colour of the cell says. */
export function MarkIcon({ mark }: { readonly mark: CellMark }) {
  switch (mark.tone) {
    case 'error':
      return <ErrorCircle16Filled className="kg-icon" aria-hidden />;
    case 'conflict':
      return <ArrowSwap16Filled className="kg-icon" aria-hidden />;
    case 'warning':
      return <Warning16Filled className="kg-icon" aria-hidden />;
    case 'locked':
      return <LockClosed16Regular className="kg-icon" aria-hidden />;
    case 'saving':
      return <span className="kg-icon kg-dot" aria-hidden />;
    case 'changed':
      return null;
  }
}

interface OpenCellProps {
  readonly label: string;
  readonly tabIndex: number;
  readonly waiting: string | null;
  readonly onOpen: () => void;
}

/** The first cell of a line opens the card. */
export function OpenCell({ label, tabIndex, waiting, onOpen }: OpenCellProps) {
  return (
    <button
      type="button"
      className="kg-open-button"
      tabIndex={tabIndex}
      aria-label={label}
      aria-description={waiting ?? undefined}
      data-note={waiting ?? undefined}
      onClick={onOpen}
    >
      {waiting === null ? <Open16Regular aria-hidden /> : <Clock16Regular aria-hidden />}
    </button>
  );
}

/** The number of a column in the order is for the eye: it must not become part of the column's name. */
export function renderSortStatus({ sortDirection, priority }: RenderSortStatusProps) {
  return (
    <span aria-hidden>
      {renderSortIcon({ sortDirection })}
      {priority}
    </span>
  );
}
