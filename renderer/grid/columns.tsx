import { type Key, type ReactNode, useMemo } from 'react';
import type { CellRendererProps, Column, Renderers } from 'react-data-grid';
import { type FieldDefinition, fieldDefinition } from '#shared/domain/fields.ts';
import type { Messages } from '#shared/text/translate.ts';
import type { Format } from '../app/format.ts';
import { type CellMark, cellMark, isLocked, lockOf, markProps } from './cell-mark.ts';
import { showValue } from './cell-text.ts';
import { CodeEditor } from './code-editor.tsx';
import { EMPTY_CODES } from './code-index.ts';
import { ColumnHead } from './column-head.tsx';
import type { ColumnHeads } from './column-heads.ts';
import type { PendingEdit } from './edit-buffer.ts';
import { type GridColumn, type GridRow, type RowMarks, type Typed, typeOf } from './grid-model.ts';
import { MarkIcon, OpenCell } from './grid-parts.tsx';
import type { GridSelection } from './grid-selection.ts';
import { RangeCell } from './range-cell.tsx';
import { TextEditor } from './text-editor.tsx';

interface ColumnsInput<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly editable: boolean;
  /** Why nobody edits here at the moment; said at every cell. */
  readonly lockedNow?: string | undefined;
  readonly marksOf: (row: R) => RowMarks;
  readonly nameOf: (row: R) => string;
  readonly today: string;
  readonly onOpen: (row: R) => void;
  /** At every change of what is in an open editor; the same function while nothing else changes. */
  readonly onTyping: (column: GridColumn<R>, row: R, typed: Typed) => void;
  readonly openWords?: { readonly title: string; readonly of: (name: string) => string };
  readonly selection: GridSelection;
  readonly heads?: ColumnHeads | undefined;
  /** Opens the menu of a column under its head. */
  readonly onMenu: (key: string, head: HTMLElement) => void;
  readonly texts: Messages;
  readonly format: Format;
}

interface RdgColumns<R> {
  readonly rdgColumns: readonly Column<GridRow<R>>[];
  readonly renderers: Renderers<GridRow<R>, unknown>;
  /** The column at each index of the grid; undefined for the one that opens the card. */
  readonly positions: readonly (GridColumn<R> | undefined)[];
}

const OPEN_KEY = '$open';

/** The text of a cell: a value on its way, the text that was refused, or the value on disk. */
export function showColumn<R>(
  column: GridColumn<R>,
  row: R,
  pending: ReadonlyMap<string, PendingEdit> | null,
  format: Format,
): string {
  const { codes } = column;
  const type = typeOf(column);
  const entry = pending?.get(column.key);
  if (entry === undefined) return showValue(type, column.valueOf(row), format, codes);
  if (entry.status !== 'saving' && entry.text !== null) return entry.text;
  return showValue(type, entry.to, format, codes);
}

/** Columns and renderers of react-data-grid from our columns; they stay the same objects while nothing changes. */
export function useRdgColumns<R>(input: ColumnsInput<R>): RdgColumns<R> {
  const { columns, editable, lockedNow, marksOf, nameOf, today, onOpen, onTyping, openWords, selection } = input;
  const { heads, onMenu, texts, format } = input;
  return useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]));
    const markOf = (column: GridColumn<R>, line: GridRow<R>): CellMark | null =>
      line.data === null
        ? null
        : cellMark(
            column,
            line.data,
            line.pending?.get(column.key),
            marksOf(line.data),
            // Where nobody edits, saying so at every cell would say nothing.
            editable ? lockOf(column, line.data, texts) : null,
            texts,
          );

    const open: Column<GridRow<R>> = {
      key: OPEN_KEY,
      name: <span className="kg-hidden">{openWords?.title ?? texts.staff.grid.card}</span>,
      width: 36,
      minWidth: 36,
      frozen: true,
      cellClass: 'kg-open',
      renderCell: ({ row: { data }, tabIndex }) =>
        data === null ? null : (
          <OpenCell
            label={(openWords?.of ?? texts.staff.grid.openCardOf)(nameOf(data))}
            tabIndex={tabIndex}
            waiting={marksOf(data).waiting}
            onOpen={() => onOpen(data)}
          />
        ),
    };
    const rdgColumns = columns.map((column): Column<GridRow<R>> => {
      const { source } = column;
      const definition = source === undefined ? undefined : fieldDefinition(source.kind, source.field);
      return {
        key: column.key,
        name: column.label,
        width: column.width,
        minWidth: 56,
        resizable: true,
        sortable: column.sortable === true,
        frozen: column.frozen === true,
        draggable: heads?.laying !== undefined,
        renderHeaderCell: ({ sortDirection, priority }) => (
          <ColumnHead
            label={column.label}
            locked={editable && isLocked(column)}
            filtered={heads?.filters[column.key] !== undefined}
            sortDirection={sortDirection}
            priority={priority}
            onMenu={heads === undefined ? null : (head) => onMenu(column.key, head)}
          />
        ),
        cellClass: `kg-cell kg-${column.align ?? 'start'}`,
        headerCellClass: `kg-head kg-${column.align ?? 'start'}`,
        editable: ({ data }) => editable && data !== null && lockOf(column, data, texts) === null,
        editorOptions: { closeOnExternalRowChange: false },
        renderCell: ({ row: line }) => {
          if (line.data === null) return <span className="kg-placeholder" />;
          const mark = markOf(column, line);
          const text = showColumn(column, line.data, line.pending, format);
          if (mark === null) return text;
          return (
            <>
              <span className="kg-text">{text}</span>
              {mark.tone === 'locked' && isLocked(column) ? null : <MarkIcon mark={mark} />}
            </>
          );
        },
        ...(editable && definition !== undefined
          ? { renderEditCell: editorOf(column, definition, { today, format, texts, onTyping }) }
          : {}),
      };
    });

    const renderCell = (key: Key, props: CellRendererProps<GridRow<R>, unknown>): ReactNode => {
      const column = byKey.get(props.column.key);
      const mark = column === undefined ? null : markOf(column, props.row);
      if (mark === null) return <RangeCell key={key} {...props} selection={selection} data-note={lockedNow} />;
      return <RangeCell key={key} {...props} selection={selection} {...markProps(mark, column)} />;
    };
    return {
      rdgColumns: [open, ...rdgColumns],
      renderers: { renderCell },
      positions: [undefined, ...columns],
    };
  }, [
    columns,
    editable,
    lockedNow,
    marksOf,
    nameOf,
    today,
    onOpen,
    onTyping,
    openWords,
    selection,
    heads,
    onMenu,
    texts,
    format,
  ]);
}

function editorOf<R>(
  column: GridColumn<R>,
  definition: FieldDefinition,
  { today, format, texts, onTyping }: Pick<ColumnsInput<R>, 'today' | 'format' | 'texts' | 'onTyping'>,
): NonNullable<Column<GridRow<R>>['renderEditCell']> {
  const label = column.label;
  return (given) => {
    const { data, pending } = given.row;
    if (data === null) return null;
    const onRowChange: typeof given.onRowChange = (line, commit) => {
      if (line.typed !== undefined) onTyping(column, data, line.typed);
      given.onRowChange(line, commit);
    };
    const props = { ...given, onRowChange };
    const initial = showColumn(column, data, pending, format);
    if (definition.type === 'code' || definition.type === 'reference') {
      const entry = pending?.get(column.key);
      const selected = entry?.status === 'saving' ? entry.to : column.valueOf(data);
      return (
        <CodeEditor
          {...props}
          label={label}
          codes={column.codes ?? EMPTY_CODES}
          selected={typeof selected === 'string' ? selected : null}
          initial={initial}
          onDay={column.onDay?.(data) ?? today}
        />
      );
    }
    return (
      <TextEditor
        {...props}
        label={label}
        initial={initial}
        mask={definition.type === 'snils' ? 'snils' : undefined}
        hint={definition.type === 'date' ? texts.common.dateHint : undefined}
        maxLength={definition.maxLength}
        numeric={column.align === 'end'}
      />
    );
  };
}
