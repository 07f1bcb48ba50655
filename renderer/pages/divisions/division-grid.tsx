import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { type DragEvent, type Key, useMemo, useRef } from 'react';
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
import { StatusChip } from '../../ui/status-chip.tsx';
import type { TreeLine } from './division-tree.ts';

interface DivisionGridProps {
  readonly lines: readonly TreeLine[];
  readonly today: string;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** Sums of each branch in the staffing table of the day. */
  readonly figures: ReadonlyMap<string, StaffingFigures>;
  /** A division was dropped on another one; absent where nobody moves. */
  readonly onDrop?: ((id: string, onto: string) => void) | undefined;
}

const STEP = 18;

/** The tree as a grid: arrows walk and unfold it, Enter shows the people of the division. */
export function DivisionGrid({ lines, today, figures, onToggle, onSelect, onOpen, onDrop }: DivisionGridProps) {
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const handle = useRef<DataGridHandle>(null);
  const columns = useMemo((): readonly Column<TreeLine>[] => {
    const { divisions } = texts;
    const types = codes('division', 'typeCode') ?? EMPTY_CODES;
    const numeric = { cellClass: 'kg-cell kg-end', headerCellClass: 'kg-head kg-end', width: 108 };
    return [
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
  }, [texts, format, codes, today, figures, onToggle]);
  const rowHeight = useRowHeight();
  const renderers = useMemo(() => renderersOf(onDrop), [onDrop]);

  const onKeyDown = (args: CellKeyDownArgs<TreeLine>, event: CellKeyboardEvent): void => {
    if (args.mode !== 'ACTIVE' || args.row === undefined) return;
    const line = args.row;
    // Left and right walk through the columns, except in the first one and on the row, where they fold the tree.
    const folding = args.column === undefined || args.column.idx === 0;
    const moveTo = (rowIdx: number) =>
      args.setActivePosition({ idx: args.column?.idx ?? -1, rowIdx }, { shouldFocus: true });
    if (event.key === 'Enter') {
      event.preventGridDefault();
      onOpen(line.node.id);
    } else if (folding && event.key === 'ArrowRight' && line.hasChildren && !line.expanded) {
      event.preventGridDefault();
      onToggle(line.node.id);
    } else if (folding && event.key === 'ArrowLeft' && line.expanded) {
      event.preventGridDefault();
      onToggle(line.node.id);
    } else if (folding && event.key === 'ArrowLeft' && line.level > 1) {
      event.preventGridDefault();
      moveTo(lines.findLastIndex(({ level }, index) => index < args.rowIdx && level < line.level));
    }
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
      onCellKeyDown={onKeyDown}
      onCellDoubleClick={({ row }) => row.hasChildren && onToggle(row.node.id)}
      onActivePositionChange={({ row }) => row !== undefined && onSelect(row.node.id)}
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
