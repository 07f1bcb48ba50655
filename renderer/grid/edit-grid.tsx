import {
  type KeyboardEvent,
  type UIEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  DataGrid,
  type DataGridHandle,
  type RowsChangeData,
  type SortColumn,
} from 'react-data-grid';
import 'react-data-grid/lib/styles.css';
import './grid.css';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { isInConflict, lockOf } from './cell-mark.ts';
import { CellNotes } from './cell-note.tsx';
import type { ColumnHeads } from './column-heads.ts';
import { ColumnMenu } from './column-menu.tsx';
import { useRdgColumns } from './columns.tsx';
import type { EditSession } from './edit-session.ts';
import { FindReplace } from './find-replace.tsx';
import {
  type CellPosition,
  type GridColumn,
  GridControlContext,
  type GridRow,
  type Opening,
  type RowMarks,
  type Typed,
} from './grid-model.ts';
import { useGridRows } from './grid-rows.ts';
import { GridSelection } from './grid-selection.ts';
import type { Rect } from './range.ts';
import { onRangeKey } from './range-keys.ts';
import { readColumn } from './read-column.ts';
import type { RowWindow } from './row-window.ts';
import { SelectionStatus } from './selection-status.tsx';
import { useCellBlocks } from './use-cell-blocks.ts';
import { type OpenHead, useColumnHeads } from './use-column-heads.ts';
import { useFindReplace } from './use-find-replace.ts';
import { useGridPlace } from './use-grid-place.ts';
import { usePulledWidths } from './use-pulled-widths.ts';
import { useRangePointer } from './use-range-pointer.ts';
import { useRowLoading } from './use-row-loading.ts';
import { useTyping } from './use-typing.ts';

/** Where the user is in the grid. */
export interface ActiveCell {
  readonly rowIdx: number;
  readonly columnKey: string;
}

export interface EditGridProps<R> {
  readonly label: string;
  readonly columns: readonly GridColumn<R>[];
  readonly window: RowWindow<R>;
  readonly session: EditSession<R>;
  /** Rows of other roles and locked rows are shown, not edited. */
  readonly editable: boolean;
  /** Why nobody edits here at the moment; said at every cell. */
  readonly lockedNow?: string | undefined;
  /** Must be a function of the row alone. */
  readonly marksOf: (row: R) => RowMarks;
  /** Name of a row for screen readers: «Иванова Мария». */
  readonly nameOf: (row: R) => string;
  readonly rowHeight: number;
  readonly today: string;
  readonly sort: readonly SortColumn[];
  readonly onSort: (sort: readonly SortColumn[]) => void;
  /** A column was pulled to this width; until the columns come with it, the grid keeps it itself. */
  readonly onResize?: (key: string, width: number) => void;
  readonly onActive: (cell: ActiveCell | null) => void;
  readonly onOpen: (row: R) => void;
  /** Somebody wants to decide about a cell that was changed here and elsewhere: Alt+Enter, or a click at its sign. */
  readonly onConflict?: (column: GridColumn<R>, row: R) => void;
  /** The cells chosen, where the page wants to know them. */
  readonly selection?: GridSelection;
  /** What opening a row is called, when it is not a person's card. */
  readonly openWords?: { readonly title: string; readonly of: (name: string) => string };
  /** Set by the grid: puts the focus into a cell of the page's choice. */
  readonly focusRef?: { current: ((columnKey: string, edit: boolean) => void) | null };
  /** What heads offer besides the order: filter, place, hiding. */
  readonly heads?: ColumnHeads;
  /** A new value scrolls to the beginning: another filter, another order. */
  readonly listing: unknown;
}

const HEADER_HEIGHT = 32;

/** The editing grid: a spreadsheet over rows that are loaded as they come into view. */
export function EditGrid<R>(props: EditGridProps<R>) {
  const { columns, window: rowWindow, session, editable, rowHeight, today, onOpen } = props;
  const texts = useMessages();
  const format = useFormat();
  const { rows } = useSyncExternalStore(rowWindow.subscribe, rowWindow.state);
  const { buffer } = useSyncExternalStore(session.subscribe, session.state);
  const lines = useGridRows(rows, buffer, columns);
  const handle = useRef<DataGridHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const opening = useRef<Opening>('keep');
  const active = useRef<CellPosition | null>(null);
  const [own] = useState(() => new GridSelection());
  const selection = props.selection ?? own;

  const control = useMemo(
    () => ({
      opening: () => opening.current,
      move: (byColumns: number, byRows: number) => {
        const at = active.current;
        if (at === null || (byColumns === 0 && byRows === 0)) return;
        handle.current?.setActivePosition(
          { idx: at.idx + byColumns, rowIdx: at.rowIdx + byRows },
          { shouldFocus: true },
        );
      },
    }),
    [],
  );

  const [menu, setMenu] = useState<OpenHead | null>(null);
  const openMenu = useCallback((key: string, head: HTMLElement) => setMenu({ key, head }), []);
  const widths = usePulledWidths(columns, props.onResize);
  const menuColumn = columns.find(({ key }) => key === menu?.key);

  const canEdit = (column: GridColumn<R> | undefined, row: R): column is GridColumn<R> =>
    editable && column !== undefined && lockOf(column, row, texts) === null;

  const commit = (column: GridColumn<R>, row: R, typed: Typed): void => {
    if (!canEdit(column, row)) return;
    const read = readColumn(column, row, typed, { columns, session, today });
    if (read !== null) void session.type([read]);
  };
  const { onTyping, onClosed } = useTyping(session, commit);
  const { rdgColumns, renderers, positions } = useRdgColumns({
    ...props,
    onTyping,
    onMenu: openMenu,
    selection,
    texts,
    format,
  });
  const headGestures = useColumnHeads({ ...props, positions, onMenu: openMenu });

  const columnAt = (position: CellPosition | null): GridColumn<R> | undefined =>
    position === null ? undefined : positions[position.idx];

  /** All cells with a field or a computed value; the first columns only open the card. */
  const bounds = (): Rect => ({
    top: 0,
    bottom: lines.length - 1,
    left: positions.findIndex((column) => column !== undefined),
    right: positions.length - 1,
  });
  const newestLines = useRef(lines);
  useEffect(() => {
    newestLines.current = lines;
  }, [lines]);
  const locked = (column: GridColumn<R>, row: R) => !canEdit(column, row);
  const blocks = useCellBlocks({
    grid: { positions, columns, rowWindow, session, today, locked },
    lines: () => newestLines.current,
    selection,
    editable,
    frame,
  });
  const pointer = useRangePointer({ selection, handle, bounds, onFill: blocks.fillSeries });

  const finding = useFindReplace({
    ...blocks,
    selection,
    bounds,
    rowWindow,
    go: (at) => handle.current?.setActivePosition(at),
  });

  const focus = useEffectEvent((columnKey: string, edit: boolean) => {
    const idx = positions.findIndex((column) => column?.key === columnKey);
    if (idx < 0 || active.current === null) return;
    opening.current = 'keep';
    handle.current?.setActivePosition(
      { idx, rowIdx: active.current.rowIdx },
      { enableEditor: edit, shouldFocus: true },
    );
  });
  const { focusRef } = props;
  useEffect(() => {
    if (focusRef === undefined) return;
    focusRef.current = focus;
    return () => {
      focusRef.current = null;
    };
  }, [focusRef]);

  const onRowsChange = (changed: GridRow<R>[], { indexes, column }: RowsChangeData<GridRow<R>>): void => {
    const line = changed[indexes[0] ?? -1];
    const own = positions.find((candidate) => candidate?.key === column.key);
    onClosed();
    // The line that was opened counts, not what stands at its place now: the list may have been sorted anew meanwhile.
    if (line?.typed !== undefined && line.data !== null && own !== undefined) commit(own, line.data, line.typed);
  };

  const decideAt = (column: GridColumn<R> | undefined, row: R): boolean => {
    if (props.onConflict === undefined || column === undefined || !isInConflict(column, props.marksOf(row)))
      return false;
    props.onConflict(column, row);
    return true;
  };

  const onCellKeyDown = (args: CellKeyDownArgs<GridRow<R>>, event: CellKeyboardEvent): void => {
    const { key } = event;
    if (args.mode === 'EDIT') {
      if (key === 'Escape') onClosed();
      if (key !== 'Enter') return;
      event.preventGridDefault();
      args.onClose(true);
      control.move(0, event.shiftKey ? -1 : 1);
      return;
    }
    const row = args.row?.data ?? null;
    const column = positions.find((candidate) => candidate?.key === args.column?.key);
    const shortcut = event.ctrlKey || event.metaKey;
    if (shortcut && event.keyCode === 86) event.preventGridDefault();
    const keys = {
      ...blocks,
      selection,
      bounds: bounds(),
      page: Math.max(1, Math.floor((handle.current?.element?.clientHeight ?? 0) / rowHeight) - 2),
      show: (at: CellPosition) => handle.current?.scrollToCell(at),
    };
    if (onRangeKey(event, keys)) return;
    if (event.altKey && key === 'Enter' && row !== null && decideAt(column, row)) {
      event.preventGridDefault();
      event.preventDefault();
      return;
    }
    if (row === null || shortcut || event.altKey) {
      if (row !== null && shortcut && key === 'Enter') {
        event.preventGridDefault();
        onOpen(row);
      }
      return;
    }
    opening.current = key === 'Backspace' || [...key].length === 1 ? 'replace' : 'keep';
    if (key === 'Enter' && !canEdit(column, row)) {
      event.preventGridDefault();
      // A button inside the cell answers Enter itself.
      if (!(event.target instanceof HTMLButtonElement)) onOpen(row);
    } else if (key === 'Escape' && column?.source !== undefined) {
      const id = column.source.idOf(row);
      if (id !== null) session.restore({ kind: column.source.kind, id, field: column.source.field });
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target instanceof HTMLInputElement) return;
    // By the place of the key: the layout may be Russian.
    if (event.code === 'KeyH') {
      event.preventDefault();
      finding.open();
      return;
    }
    const redo = event.code === 'KeyY' || (event.code === 'KeyZ' && event.shiftKey);
    if (!redo && event.code !== 'KeyZ') return;
    event.preventDefault();
    void (redo ? session.redo() : session.undo());
  };

  const place = useGridPlace(handle, lines.length, props.listing);
  const listed = useRef(props.listing);
  const scrolled = useRef(false);
  useEffect(() => {
    // Asking a grid that stands at its beginning would only make the page lay itself out once more.
    const isAway = scrolled.current && !place.isComingBack();
    if (listed.current !== props.listing && isAway) handle.current?.element?.scrollTo({ top: 0 });
    listed.current = props.listing;
  }, [props.listing, place]);

  const ensure = useCallback((from: number, to: number) => void rowWindow.ensure(from, to), [rowWindow]);
  const load = useRowLoading(rowWindow, rowHeight);
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>): void => {
    scrolled.current = currentTarget.scrollTop > 0;
    place.scrolled(currentTarget);
    load(currentTarget);
  };

  return (
    <GridControlContext value={control}>
      <CellNotes>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the grid inside */}
        <div
          ref={frame}
          className="kg-frame"
          onKeyDown={onKeyDown}
          onPointerDown={pointer.onPointerDown}
          {...headGestures}
        >
          {finding.where !== null && <FindReplace {...finding} editable={editable} onClose={finding.close} />}
          <DataGrid
            ref={handle}
            aria-label={props.label}
            aria-description={props.heads === undefined ? undefined : texts.views.headHint}
            className="kg-grid"
            columns={rdgColumns}
            rows={lines}
            rowHeight={rowHeight}
            headerRowHeight={HEADER_HEIGHT}
            renderers={renderers}
            rowClass={rowClass}
            sortColumns={props.sort}
            onSortColumnsChange={props.onSort}
            onColumnsReorder={(key, to) => props.heads?.laying?.onMove(key, to)}
            onRowsChange={onRowsChange}
            {...widths}
            onCellDoubleClick={({ row: line, column }) => {
              opening.current = 'keep';
              const own = positions.find((candidate) => candidate?.key === column.key);
              if (line.data !== null && own !== undefined && !canEdit(own, line.data)) onOpen(line.data);
            }}
            onCellMouseDown={(_args, event) => pointer.onCellMouseDown(event)}
            onCellClick={({ row: line, column }, { target }) => {
              if (line.data === null || !(target instanceof Element) || target.closest('.kg-icon') === null) return;
              decideAt(
                positions.find((candidate) => candidate?.key === column.key),
                line.data,
              );
            }}
            onCellKeyDown={onCellKeyDown}
            onActivePositionChange={({ rowIdx, column }) => {
              const idx = column?.idx ?? -1;
              active.current = { rowIdx, idx };
              place.moved(active.current);
              selection.collapse(rowIdx < 0 || positions[idx] === undefined ? null : active.current);
              const columnKey = columnAt(active.current)?.key ?? '';
              props.onActive(rowIdx < 0 ? null : { rowIdx, columnKey });
            }}
            onScroll={onScroll}
          />
          {props.heads !== undefined && menu !== null && menuColumn !== undefined && (
            <ColumnMenu
              {...props}
              key={menu.key}
              column={menuColumn}
              head={menu.head}
              heads={props.heads}
              onClose={() => setMenu(null)}
            />
          )}
          <SelectionStatus
            selection={selection}
            positions={positions}
            lines={lines}
            done={blocks.done}
            shownIn={blocks.shownIn}
            ensure={ensure}
          />
        </div>
      </CellNotes>
    </GridControlContext>
  );
}

function rowClass<R>(line: GridRow<R>): string | undefined {
  return line.data === null ? 'kg-loading' : undefined;
}
