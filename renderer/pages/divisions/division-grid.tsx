import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { type DragEvent, type Key, useCallback, useMemo, useRef, useState } from 'react';
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type Column,
  DataGrid,
  type DataGridHandle,
  type RenderRowProps,
  Row,
  type SortColumn,
} from 'react-data-grid';
import 'react-data-grid/lib/styles.css';
import '../../grid/grid.css';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { showValue } from '../../grid/cell-text.ts';
import { ColumnHead } from '../../grid/column-head.tsx';
import type { ColumnHeads } from '../../grid/column-heads.ts';
import { ColumnMenu } from '../../grid/column-menu.tsx';
import { type GridColumn, typeOf } from '../../grid/grid-model.ts';
import { type OpenHead, useColumnHeads } from '../../grid/use-column-heads.ts';
import { useGridPlace } from '../../grid/use-grid-place.ts';
import { usePulledWidths } from '../../grid/use-pulled-widths.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { TREE_COLUMN } from './division-columns.ts';
import type { TreeLine } from './division-tree.ts';
import { TICK_COLUMN } from './tick-column.tsx';
import { TypeAhead, treeMove } from './tree-keys.ts';

interface DivisionGridProps {
  readonly lines: readonly TreeLine[];
  readonly today: string;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly columns: readonly GridColumn<DivisionNode>[];
  readonly heads: ColumnHeads;
  /** A column was pulled to this width. */
  readonly onResize: (key: string, width: number) => void;
  /** Divisions ticked for what is done to many; absent where nobody does anything. */
  readonly chosen?: ReadonlySet<string> | undefined;
  readonly onChosen: (ids: ReadonlySet<string>) => void;
  /** A division was dropped on another one; absent where nobody moves. */
  readonly onDrop?: ((id: string, onto: string) => void) | undefined;
}

const STEP = 18;

/** The tree as a grid: arrows walk and unfold it, Enter shows the people of the division. */
export function DivisionGrid(props: DivisionGridProps) {
  const { lines, today, columns, heads, chosen, onToggle, onSelect, onOpen, onChosen, onDrop } = props;
  const texts = useMessages();
  const format = useFormat();
  const [typed] = useState(() => new TypeAhead());
  const [menu, setMenu] = useState<OpenHead | null>(null);
  const openMenu = useCallback((key: string, head: HTMLElement) => setMenu({ key, head }), []);
  const ticks = chosen !== undefined;
  const rdgColumns = useMemo((): readonly Column<TreeLine>[] => {
    const head = (column: GridColumn<DivisionNode>) => (
      <ColumnHead
        label={column.label}
        locked={false}
        filtered={heads.filters[column.key] !== undefined}
        sortDirection={undefined}
        priority={undefined}
        onMenu={(at) => openMenu(column.key, at)}
      />
    );
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
        renderHeaderCell: () => head(column),
        renderCell: ({ row }: { readonly row: TreeLine }) => {
          if (column.key === TREE_COLUMN) return <Branch line={row} onToggle={onToggle} />;
          if (column.key === 'state' && isClosed(row.node, today)) {
            return <StatusChip tone="draft" label={texts.divisions.closed(format.date(row.node.liquidationDate))} />;
          }
          const value = column.valueOf(row.node);
          const type = typeOf(column);
          return type === 'number' && typeof value === 'number'
            ? format.number(value)
            : showValue(type, value, format, column.codes);
        },
      })),
    ];
  }, [texts, format, columns, heads, openMenu, today, ticks, onToggle]);
  const positions = ticks ? [undefined, ...columns] : columns;
  const headGestures = useColumnHeads({ heads, positions, sort: UNSORTED, onSort: stay, onMenu: openMenu });
  const menuColumn = columns.find(({ key }) => key === menu?.key);
  const widths = usePulledWidths(columns, props.onResize);
  const rowHeight = useRowHeight();
  const renderers = useMemo(() => renderersOf(onDrop), [onDrop]);
  const handle = useRef<DataGridHandle>(null);
  const place = useGridPlace(handle, lines.length, null);

  const onKeyDown = (args: CellKeyDownArgs<TreeLine>, event: CellKeyboardEvent): void => {
    if (args.mode !== 'ACTIVE' || args.row === undefined) return;
    const line = args.row;
    const goTo = (rowIdx: number) =>
      args.setActivePosition({ idx: args.column?.idx ?? -1, rowIdx }, { shouldFocus: true });
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Enter') {
      event.preventGridDefault();
      onOpen(line.node.id);
      return;
    }
    // Left and right walk through the columns, except in the first one and on the row, where they fold the tree.
    const onLine = args.column === undefined;
    const onTree = args.column === undefined || args.column.key === TREE_COLUMN;
    const letter = plain && event.key.length === 1 && event.key !== ' ';
    const move = letter
      ? typed.find(event.key, event.timeStamp, lines, args.rowIdx)
      : plain
        ? treeMove(event.key, lines, args.rowIdx, { onTree, onLine })
        : null;
    if (move === null) return;
    event.preventGridDefault();
    event.preventDefault();
    if (move === 'toggle') onToggle(line.node.id);
    else goTo(move);
  };

  return (
    <div className="kg-frame" {...headGestures}>
      <DataGrid
        ref={handle}
        role="treegrid"
        aria-label={texts.divisions.title}
        aria-description={texts.views.filterHint}
        className="kg-grid"
        columns={rdgColumns}
        rows={lines}
        rowKeyGetter={({ node }) => node.id}
        rowHeight={rowHeight}
        headerRowHeight={32}
        renderers={renderers}
        onColumnsReorder={(key, to) => heads.laying?.onMove(key, to)}
        {...widths}
        {...(chosen === undefined ? {} : { selectedRows: chosen, onSelectedRowsChange: onChosen })}
        onCellKeyDown={onKeyDown}
        onCellDoubleClick={({ row }) => row.hasChildren && onToggle(row.node.id)}
        onActivePositionChange={({ row, rowIdx, column }) => {
          place.moved({ rowIdx, idx: column?.idx ?? -1 });
          if (row !== undefined) onSelect(row.node.id);
        }}
        onScroll={({ currentTarget }) => place.scrolled(currentTarget)}
      />
      {menu !== null && menuColumn !== undefined && (
        <ColumnMenu
          key={menu.key}
          column={menuColumn}
          head={menu.head}
          heads={heads}
          sort={UNSORTED}
          onSort={stay}
          today={today}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}

/** A tree has the order of its tree. */
const UNSORTED: readonly SortColumn[] = [];
const stay = (): void => undefined;

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
      <span className="kg-text" title={node.name}>
        {node.name}
      </span>
    </span>
  );
}

/** What is dragged: the id of a division. */
const DRAGGED = 'application/x-kartoteka-division';

function renderersOf(onDrop: DivisionGridProps['onDrop']) {
  return {
    renderRow: (key: Key, props: RenderRowProps<TreeLine>) => {
      const { node, level, position, siblings, hasChildren, expanded } = props.row;
      const tree = {
        'aria-level': level,
        'aria-posinset': position,
        'aria-setsize': siblings,
        'aria-expanded': hasChildren ? expanded : undefined,
      };
      const drag = onDrop === undefined ? {} : dragOf(node.id, onDrop);
      return <Row key={key} {...props} {...tree} {...drag} />;
    },
  };
}

/** Dragging for the pointer; the dialog «Переместить…» does the same for everybody. */
function dragOf(id: string, onDrop: NonNullable<DivisionGridProps['onDrop']>) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    },
    onDrop: (event: DragEvent) => {
      const dragged = event.dataTransfer.getData(DRAGGED);
      event.preventDefault();
      if (dragged !== '' && dragged !== id) onDrop(dragged, id);
    },
  };
}
