import {
  ArrowSwap16Filled,
  Clock16Regular,
  ErrorCircle16Filled,
  LockClosed16Regular,
  Open16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { type RenderSortStatusProps, renderSortIcon } from 'react-data-grid';
import type { CellMark } from './cell-mark.ts';

/**
 * The icons that say without colour what the colour of a cell says. One element each: what is the same element is not
 * drawn again while rows change.
 */
const MARKS: Readonly<Record<CellMark['tone'], ReactElement | null>> = {
  error: <ErrorCircle16Filled className="kg-icon" aria-hidden />,
  conflict: <ArrowSwap16Filled className="kg-icon" aria-hidden />,
  warning: <Warning16Filled className="kg-icon" aria-hidden />,
  locked: <LockClosed16Regular className="kg-icon" aria-hidden />,
  saving: <span className="kg-icon kg-dot" aria-hidden />,
  changed: null,
};
const OPEN = <Open16Regular aria-hidden />;
const WAITING = <Clock16Regular aria-hidden />;

export function MarkIcon({ mark }: { readonly mark: CellMark }) {
  return MARKS[mark.tone];
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
      {waiting === null ? OPEN : WAITING}
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
