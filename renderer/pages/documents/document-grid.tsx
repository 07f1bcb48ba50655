import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type UIEvent, useMemo, useRef } from 'react';
import {
  type CellKeyboardEvent,
  type CellKeyDownArgs,
  type Column,
  DataGrid,
  type DataGridHandle,
} from 'react-data-grid';
import 'react-data-grid/lib/styles.css';
import '../../grid/grid.css';
import type { RegisteredAttachment } from '#shared/contract/attachments.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useRowHeight } from '../../app/preferences.tsx';
import { fileSize } from '../../attachments/file-facts.ts';
import { useGridPlace } from '../../grid/use-grid-place.ts';

const useStyles = makeStyles({
  link: {
    minWidth: 0,
    maxWidth: '100%',
    padding: 0,
    height: 'auto',
    justifyContent: 'flex-start',
    fontSize: 'var(--fontSizeGrid)',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
  },
});

/** A line of the grid; `line` is null while it is being loaded. */
interface Row {
  readonly index: number;
  readonly line: RegisteredAttachment | null;
}

interface DocumentGridProps {
  readonly lines: readonly (RegisteredAttachment | null)[];
  /** These lines are in sight now. */
  readonly onLook: (from: number, to: number) => void;
  readonly onChoose: (line: RegisteredAttachment | null) => void;
  readonly onOpen: (line: RegisteredAttachment) => void;
  readonly onGoToOwner: (line: RegisteredAttachment) => void;
}

/** The register as a grid: Enter opens the file, or the record in its column. */
export function DocumentGrid({ lines, onLook, onChoose, onOpen, onGoToOwner }: DocumentGridProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const rowHeight = useRowHeight();
  const rows = useMemo(() => lines.map((line, index): Row => ({ index, line })), [lines]);
  const columns = useMemo((): readonly Column<Row>[] => {
    const { attachments, states } = texts;
    const { columns: titles } = attachments.register;
    const text = (
      key: string,
      name: string,
      width: number,
      textOf: (line: RegisteredAttachment) => string,
    ): Column<Row> => ({
      key,
      name,
      width,
      resizable: true,
      renderCell: ({ row: { line } }) =>
        line === null ? null : (
          <span className="kg-text" title={textOf(line)}>
            {textOf(line)}
          </span>
        ),
    });
    const link = (
      key: string,
      name: string,
      width: number,
      textOf: (line: RegisteredAttachment) => string,
      onClick: (line: RegisteredAttachment) => void,
    ): Column<Row> => ({
      key,
      name,
      width,
      resizable: true,
      renderCell: ({ row: { line }, tabIndex }) =>
        line === null ? null : (
          <Button
            appearance="transparent"
            className={styles.link}
            tabIndex={tabIndex}
            title={textOf(line)}
            onClick={() => onClick(line)}
          >
            <span className="kg-text">{textOf(line)}</span>
          </Button>
        ),
    });
    const end = { cellClass: 'kg-cell kg-end', headerCellClass: 'kg-head kg-end' };
    return [
      { ...link('file', titles.file, 300, ({ fileName }) => fileName, onOpen), frozen: true },
      text('kind', titles.kind, 230, ({ kind }) => attachments.kinds[kind]),
      link('subject', titles.subject, 260, ({ subject }) => subject.title, onGoToOwner),
      text('owner', titles.owner, 200, ({ owner }) => states.entity[owner.kind]),
      { ...text('size', titles.size, 90, ({ bytes }) => fileSize(texts, bytes)), ...end },
      { ...text('version', titles.version, 80, ({ version }) => format.number(version)), ...end },
      text('added', titles.added, 150, ({ addedAt }) => format.moment(addedAt)),
      text('by', titles.by, 220, ({ addedBy }) => addedBy),
    ];
  }, [texts, format, styles, onOpen, onGoToOwner]);

  const onCellKeyDown = ({ mode, row, column }: CellKeyDownArgs<Row>, event: CellKeyboardEvent): void => {
    if (mode !== 'ACTIVE' || event.key !== 'Enter' || row?.line == null) return;
    // The button of a cell answers Enter itself.
    if (event.target instanceof HTMLButtonElement) return;
    event.preventGridDefault();
    if (column?.key === 'subject') onGoToOwner(row.line);
    else onOpen(row.line);
  };
  const handle = useRef<DataGridHandle>(null);
  const place = useGridPlace(handle, lines.length, null);
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>): void => {
    const { scrollTop, clientHeight } = currentTarget;
    place.scrolled(currentTarget);
    const first = Math.floor(scrollTop / rowHeight);
    onLook(first, first + Math.ceil(clientHeight / rowHeight));
  };
  return (
    <DataGrid
      ref={handle}
      aria-label={texts.attachments.title}
      className="kg-grid"
      columns={columns}
      rows={rows}
      rowKeyGetter={({ index }) => index}
      rowHeight={rowHeight}
      headerRowHeight={32}
      onScroll={onScroll}
      onCellKeyDown={onCellKeyDown}
      onActivePositionChange={({ row, rowIdx, column }) => {
        place.moved({ rowIdx, idx: column?.idx ?? -1 });
        onChoose(row?.line ?? null);
      }}
    />
  );
}
