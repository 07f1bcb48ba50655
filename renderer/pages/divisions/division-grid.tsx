import { type DragEvent, type Key, useCallback, useMemo, useRef, useState } from 'react';
import {
  Cell,
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type CellRendererProps,
  DataGrid,
  type DataGridHandle,
  type RenderRowProps,
  Row,
  type SortColumn,
} from 'react-data-grid';
import 'react-data-grid/lib/styles.css';
import '../../grid/grid.css';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { conflictIn, markProps } from '../../grid/cell-mark.ts';
import { CellNotes } from '../../grid/cell-note.tsx';
import type { ColumnHeads } from '../../grid/column-heads.ts';
import { ColumnMenu } from '../../grid/column-menu.tsx';
import type { GridColumn, RowMarks } from '../../grid/grid-model.ts';
import { type OpenHead, useColumnHeads } from '../../grid/use-column-heads.ts';
import { useGridPlace } from '../../grid/use-grid-place.ts';
import { usePulledWidths } from '../../grid/use-pulled-widths.ts';
import { TREE_COLUMN } from './division-columns.ts';
import type { TreeLine } from './division-tree.ts';
import { treeMark, useTreeColumns } from './tree-columns.tsx';
import { TypeAhead, treeMove } from './tree-keys.ts';

interface DivisionGridProps {
  readonly lines: readonly TreeLine[];
  readonly today: string;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly columns: readonly GridColumn<DivisionNode>[];
  readonly heads: ColumnHeads;
  readonly marksOf: (node: DivisionNode) => RowMarks;
  /** Somebody wants to decide about a cell that was changed here and elsewhere. */
  readonly onConflict: (divisionId: string, field: string) => void;
  /** A column was pulled to this width. */
  readonly onResize: (key: string, width: number) => void;
  /** Divisions ticked for what is done to many; absent where nobody does anything. */
  readonly chosen?: ReadonlySet<string> | undefined;
  readonly onChosen: (ids: ReadonlySet<string>) => void;
  /** A division was dropped on another one; absent where nobody moves. */
  readonly onDrop?: ((id: string, onto: string) => void) | undefined;
}

/** The tree as a grid: arrows walk and unfold it, Enter shows the people of the division. */
export function DivisionGrid(props: DivisionGridProps) {
  const { lines, today, columns, heads, marksOf, chosen, onToggle, onSelect, onOpen, onChosen, onDrop } = props;
  const texts = useMessages();
  const [typed] = useState(() => new TypeAhead());
  const [menu, setMenu] = useState<OpenHead | null>(null);
  const openMenu = useCallback((key: string, head: HTMLElement) => setMenu({ key, head }), []);
  const ticks = chosen !== undefined;
  const rdgColumns = useTreeColumns({ columns, heads, marksOf, today, ticks, onToggle, onMenu: openMenu });
  const positions = ticks ? [undefined, ...columns] : columns;
  const headGestures = useColumnHeads({ heads, positions, sort: UNSORTED, onSort: stay, onMenu: openMenu });
  const menuColumn = columns.find(({ key }) => key === menu?.key);
  const widths = usePulledWidths(columns, props.onResize);
  const rowHeight = useRowHeight();
  const renderers = useMemo(() => {
    const propsOf = (key: string, node: DivisionNode) => {
      const column = columns.find((one) => one.key === key);
      const mark = column === undefined ? null : treeMark(column, node, marksOf(node), texts);
      return mark === null ? {} : markProps(mark, column);
    };
    return renderersOf(onDrop, propsOf);
  }, [onDrop, columns, marksOf, texts]);
  const handle = useRef<DataGridHandle>(null);
  const place = useGridPlace(handle, lines.length, null);

  const decideAt = (column: GridColumn<DivisionNode> | undefined, node: DivisionNode): boolean => {
    const field = column === undefined ? null : conflictIn(column, marksOf(node));
    if (field === null) return false;
    props.onConflict(node.id, field);
    return true;
  };
  const onKeyDown = (args: CellKeyDownArgs<TreeLine>, event: CellKeyboardEvent): void => {
    if (args.mode !== 'ACTIVE' || args.row === undefined) return;
    const line = args.row;
    const goTo = (rowIdx: number) =>
      args.setActivePosition({ idx: args.column?.idx ?? -1, rowIdx }, { shouldFocus: true });
    const column = columns.find(({ key }) => key === args.column?.key);
    if (event.altKey && event.key === 'Enter' && decideAt(column, line.node)) {
      event.preventGridDefault();
      event.preventDefault();
      return;
    }
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
    <CellNotes>
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
          onCellClick={({ row, column }, { target }) => {
            if (!(target instanceof Element) || target.closest('.kg-icon') === null) return;
            decideAt(
              columns.find(({ key }) => key === column.key),
              row.node,
            );
          }}
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
    </CellNotes>
  );
}

/** A tree has the order of its tree. */
const UNSORTED: readonly SortColumn[] = [];
const stay = (): void => undefined;

/** What is dragged: the id of a division. */
const DRAGGED = 'application/x-kartoteka-division';

function renderersOf(
  onDrop: DivisionGridProps['onDrop'],
  propsOf: (key: string, node: DivisionNode) => Partial<ReturnType<typeof markProps>>,
) {
  return {
    renderCell: (key: Key, props: CellRendererProps<TreeLine, unknown>) => (
      <Cell key={key} {...props} {...propsOf(props.column.key, props.row.node)} />
    ),
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
