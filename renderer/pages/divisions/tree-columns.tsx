import { ChevronDown16Regular, ChevronRight16Regular, Clock16Regular } from '@fluentui/react-icons';
import { type ReactNode, useMemo } from 'react';
import type { Column } from 'react-data-grid';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import type { Messages } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { type CellMark, cellMark } from '../../grid/cell-mark.ts';
import { showValue } from '../../grid/cell-text.ts';
import { ColumnHead } from '../../grid/column-head.tsx';
import type { ColumnHeads } from '../../grid/column-heads.ts';
import { type GridColumn, type RowMarks, typeOf } from '../../grid/grid-model.ts';
import { MarkIcon } from '../../grid/grid-parts.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { TREE_COLUMN } from './division-columns.ts';
import type { TreeLine } from './division-tree.ts';
import { TICK_COLUMN } from './tick-column.tsx';

interface TreeColumnsInput {
  readonly columns: readonly GridColumn<DivisionNode>[];
  readonly heads: ColumnHeads;
  readonly marksOf: (node: DivisionNode) => RowMarks;
  readonly today: string;
  /** Divisions are ticked here. */
  readonly ticks: boolean;
  readonly onToggle: (id: string) => void;
  readonly onMenu: (key: string, head: HTMLElement) => void;
}

/** Columns of react-data-grid for the tree; they stay the same objects while nothing changes. */
export function useTreeColumns(input: TreeColumnsInput): readonly Column<TreeLine>[] {
  const { columns, heads, marksOf, today, ticks, onToggle, onMenu } = input;
  const texts = useMessages();
  const format = useFormat();
  return useMemo(() => {
    const content = (column: GridColumn<DivisionNode>, line: TreeLine): ReactNode => {
      const { node } = line;
      if (column.key === TREE_COLUMN) return <Branch line={line} onToggle={onToggle} />;
      if (column.key === 'state' && isClosed(node, today)) {
        return <StatusChip tone="over" label={texts.divisions.closed(format.date(node.liquidationDate))} />;
      }
      const value = column.valueOf(node);
      const type = typeOf(column);
      return type === 'number' && typeof value === 'number'
        ? format.number(value)
        : showValue(type, value, format, column.codes);
    };
    return [
      ...(ticks ? [TICK_COLUMN] : []),
      ...columns.map((column) => ({
        key: column.key,
        name: column.label,
        width: column.width,
        resizable: true,
        frozen: column.frozen === true,
        draggable: true,
        cellClass: `kg-cell kg-${column.align ?? 'start'}`,
        headerCellClass: `kg-head kg-${column.align ?? 'start'}`,
        renderHeaderCell: () => (
          <ColumnHead
            label={column.label}
            locked={false}
            filtered={heads.filters[column.key] !== undefined}
            sortDirection={undefined}
            priority={undefined}
            onMenu={(at) => onMenu(column.key, at)}
          />
        ),
        renderCell: ({ row }: { readonly row: TreeLine }) => {
          const marks = marksOf(row.node);
          const mark = treeMark(column, row.node, marks, texts);
          const shown = content(column, row);
          if (mark === null) return shown;
          return (
            <>
              {column.key === TREE_COLUMN ? shown : <span className="kg-text">{shown}</span>}
              {mark.changed && marks.waiting !== null && <Clock16Regular className="kg-icon" aria-hidden />}
              <MarkIcon mark={mark} />
            </>
          );
        },
      })),
    ];
  }, [texts, format, columns, heads, marksOf, today, ticks, onToggle, onMenu]);
}

/** The mark of a cell of the tree; a change that waits for a decision says so too. */
export function treeMark(
  column: GridColumn<DivisionNode>,
  node: DivisionNode,
  marks: RowMarks,
  texts: Messages,
): CellMark | null {
  const mark = cellMark(column, node, undefined, marks, null, texts);
  if (mark === null || !mark.changed || marks.waiting === null) return mark;
  return { ...mark, note: `${mark.note} ${marks.waiting}` };
}

/** So much deeper stands what is inside, in pixels. */
const STEP = 18;

interface BranchProps {
  readonly line: TreeLine;
  readonly onToggle: (id: string) => void;
}

/** The name of a division, as deep as it stands, with what unfolds it. */
function Branch({ line: { node, level, hasChildren, expanded }, onToggle }: BranchProps) {
  const { divisions } = useMessages();
  return (
    <span className="kg-branch" style={{ paddingInlineStart: (level - 1) * STEP }}>
      {hasChildren ? (
        <button
          type="button"
          className="kg-twisty"
          // For the pointer; the keyboard unfolds by arrows, and Enter means the division.
          tabIndex={-1}
          aria-label={expanded ? divisions.collapse(node.name) : divisions.expand(node.name)}
          aria-expanded={expanded}
          onClick={() => onToggle(node.id)}
        >
          {expanded ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
        </button>
      ) : (
        <span className="kg-twisty" />
      )}
      <span className="kg-text">{node.name}</span>
    </span>
  );
}
