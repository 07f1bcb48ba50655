import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { type DragEvent, type Key, useMemo, useRef, useState } from 'react';
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type Column,
  DataGrid,
  type DataGridHandle,
  type RenderRowProps,
  Row,
} from 'react-data-grid';
import 'react-data-grid/lib/styles.css';
import '../../grid/grid.css';
import type { StaffingFigures } from '#shared/contract/staffing.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { useCodes } from '../../grid/use-codes.ts';
import { useGridPlace } from '../../grid/use-grid-place.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import type { TreeLine } from './division-tree.ts';
import { TICK_COLUMN } from './tick-column.tsx';
import { TypeAhead, treeMove } from './tree-keys.ts';

interface DivisionGridProps {
  readonly lines: readonly TreeLine[];
  readonly today: string;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** Sums of each branch in the staffing table of the day. */
  readonly figures: ReadonlyMap<string, StaffingFigures>;
  /** Divisions ticked for what is done to many; absent where nobody does anything. */
  readonly chosen?: ReadonlySet<string> | undefined;
  readonly onChosen: (ids: ReadonlySet<string>) => void;
  /** A division was dropped on another one; absent where nobody moves. */
  readonly onDrop?: ((id: string, onto: string) => void) | undefined;
}

const STEP = 18;

/** The tree as a grid: arrows walk and unfold it, Enter shows the people of the division. */
export function DivisionGrid(props: DivisionGridProps) {
  const { lines, today, figures, chosen, onToggle, onSelect, onOpen, onChosen, onDrop } = props;
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const [typed] = useState(() => new TypeAhead());
  const ticks = chosen !== undefined;
  const columns = useMemo((): readonly Column<TreeLine>[] => {
    const { divisions } = texts;
    const types = codes('division', 'typeCode') ?? EMPTY_CODES;
    const numeric = { cellClass: 'kg-cell kg-end', headerCellClass: 'kg-head kg-end', width: 108 };
    return [
      ...(ticks ? [TICK_COLUMN] : []),
      {
        key: 'name',
        name: divisions.columns.name,
        width: 320,
        resizable: true,
        frozen: true,
        renderCell: ({ row }) => (
          <span className="kg-branch" style={{ paddingInlineStart: (row.level - 1) * STEP }}>
            {row.hasChildren ? (
              <button
                type="button"
                className="kg-twisty"
                // For the pointer; the keyboard unfolds by arrows, and Enter means the division.
                tabIndex={-1}
                aria-label={row.expanded ? divisions.collapse(row.node.name) : divisions.expand(row.node.name)}
                aria-expanded={row.expanded}
                onClick={() => onToggle(row.node.id)}
              >
                {row.expanded ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
              </button>
            ) : (
              <span className="kg-twisty" />
            )}
            <span className="kg-text" title={row.node.name}>
              {row.node.name}
            </span>
          </span>
        ),
      },
      {
        key: 'type',
        name: divisions.columns.type,
        width: 150,
        resizable: true,
        renderCell: ({ row: { node } }) => {
          if (node.typeCode === null) return texts.states.divisionLevel[node.level];
          return types.byCode.get(node.typeCode)?.name ?? node.typeCode;
        },
      },
      {
        ...numeric,
        key: 'own',
        name: divisions.columns.own,
        renderCell: ({ row }) => format.number(row.node.ownPeople),
      },
      {
        ...numeric,
        key: 'branch',
        name: divisions.columns.branch,
        width: 132,
        renderCell: ({ row }) => format.number(row.node.branchPeople),
      },
      {
        ...numeric,
        key: 'planned',
        name: divisions.columns.planned,
        width: 92,
        renderCell: ({ row }) => format.rate(figures.get(row.node.id)?.rate ?? null),
      },
      {
        ...numeric,
        key: 'rate',
        name: divisions.columns.rate,
        width: 120,
        renderCell: ({ row }) => format.rate(figures.get(row.node.id)?.busy ?? row.node.branchRate),
      },
      {
        ...numeric,
        key: 'vacancy',
        name: divisions.columns.vacancy,
        width: 92,
        renderCell: ({ row }) => format.rate(figures.get(row.node.id)?.vacancy || null),
      },
      {
        key: 'state',
        name: divisions.columns.state,
        width: 160,
        renderCell: ({ row: { node } }) =>
          isClosed(node, today) ? (
            <StatusChip tone="draft" label={divisions.closed(format.date(node.liquidationDate))} />
          ) : (
            divisions.open
          ),
      },
      {
        key: 'oid',
        name: fieldLabel(texts, 'division.oid'),
        width: 320,
        resizable: true,
        renderCell: ({ row }) => row.node.oid,
      },
    ];
  }, [texts, format, codes, today, figures, ticks, onToggle]);
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
    const onTree = args.column === undefined || args.column.key === 'name';
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
    <DataGrid
      ref={handle}
      role="treegrid"
      aria-label={texts.divisions.title}
      className="kg-grid"
      columns={columns}
      rows={lines}
      rowKeyGetter={({ node }) => node.id}
      rowHeight={rowHeight}
      headerRowHeight={32}
      renderers={renderers}
      {...(chosen === undefined ? {} : { selectedRows: chosen, onSelectedRowsChange: onChosen })}
      onCellKeyDown={onKeyDown}
      onCellDoubleClick={({ row }) => row.hasChildren && onToggle(row.node.id)}
      onActivePositionChange={({ row, rowIdx, column }) => {
        place.moved({ rowIdx, idx: column?.idx ?? -1 });
        if (row !== undefined) onSelect(row.node.id);
      }}
      onScroll={({ currentTarget }) => place.scrolled(currentTarget)}
    />
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
