import {
  type Column,
  type RenderCellProps,
  type RenderHeaderCellProps,
  SelectCellFormatter,
  SelectColumn,
  useHeaderRowSelection,
  useRowSelection,
} from 'react-data-grid';
import { useMessages } from '../../app/i18n.tsx';
import type { TreeLine } from './division-tree.ts';

/** Ticks of divisions for what is done to many at once: by the pointer, or by the space bar in the column. */
export const TICK_COLUMN: Column<TreeLine> = {
  ...SelectColumn,
  cellClass: 'kg-cell',
  headerCellClass: 'kg-head',
  renderHeaderCell: (props) => <TickAll {...props} />,
  renderCell: (props) => <Tick {...props} />,
};

function TickAll({ tabIndex }: RenderHeaderCellProps<TreeLine>) {
  const { bulk } = useMessages();
  const { isIndeterminate, isRowSelected, onRowSelectionChange } = useHeaderRowSelection();
  return (
    <SelectCellFormatter
      aria-label={bulk.tickAll}
      tabIndex={tabIndex}
      value={isRowSelected}
      indeterminate={isIndeterminate}
      onChange={(checked) => onRowSelectionChange({ checked: isIndeterminate ? false : checked })}
    />
  );
}

function Tick({ row, tabIndex }: RenderCellProps<TreeLine>) {
  const { bulk } = useMessages();
  const { isRowSelected, onRowSelectionChange } = useRowSelection();
  return (
    <SelectCellFormatter
      aria-label={bulk.tick(row.node.name)}
      tabIndex={tabIndex}
      value={isRowSelected}
      onChange={(checked, isShiftClick) => onRowSelectionChange({ row, checked, isShiftClick })}
    />
  );
}
