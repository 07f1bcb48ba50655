import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Excel from 'exceljs';
import { messages } from '#shared/text/translate.ts';
import {
  alignmentOf,
  type Cell,
  type ColumnType,
  type ReportColumn,
  type ReportLine,
  type TableShape,
} from './report.ts';
import { columnTitle, type Heading } from './text.ts';

/** Lines between two looks at the signal and two messages of progress. */
const BATCH = 500;

const NUMBER_FORMAT: Readonly<Record<ColumnType, string>> = {
  text: '@',
  date: 'dd.mm.yyyy',
  rate: '0.00',
  count: '0',
};

/** As Excel itself begins: a font that says only how thick it is becomes another one in other programs. */
const FONT = { name: 'Calibri', family: 2, size: 11 } as const;
/** Points. */
const LINE_HEIGHT = 15;

export interface Written {
  /** Lines of style `normal`. */
  readonly records: number;
  /** SHA-256 over the lines, the same for every format of the report. */
  readonly digest: string;
}

/**
 * Streams a report into a workbook: sheet 1 has the lines under one header row, ready for filters and pivots; sheet 2
 * says what the file is. Only exceljs' streaming writer keeps the memory bounded.
 */
export async function writeXlsx(
  path: string,
  report: TableShape,
  lines: Iterable<ReportLine>,
  heading: Heading,
  progress: (records: number) => void,
  signal?: AbortSignal,
): Promise<Written> {
  // Loaded when it is needed: it would take a tenth of a second of every start.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  workbook.title = heading.title;
  workbook.company = heading.organisation;
  const sheet = workbook.addWorksheet(heading.title.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: report.landscape ? 'landscape' : 'portrait',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
  sheet.columns = report.columns.map((column) => ({
    header: columnTitle(column.key),
    width: widthOf(column),
    style: styleOf(column),
  }));
  const header = sheet.getRow(1);
  header.font = { ...FONT, bold: true };
  header.height = LINE_HEIGHT * Math.max(...report.columns.map(titleLines));
  header.eachCell((cell, number) => {
    const { alignment } = styleOf(report.columns[number - 1] ?? { type: 'text' });
    cell.alignment = { ...alignment, vertical: 'middle', wrapText: true };
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: report.columns.length } };

  // exceljs knows a style by the object: one that is made anew for each cell costs as much as writing the cell.
  const styles = report.columns.map((column) => styleOf(column));
  const boldStyles = styles.map((style) => ({ ...style, font: { ...FONT, bold: true } }));
  const longStyles = styles.map((style) => ({ ...style, alignment: { ...style.alignment, wrapText: true } }));
  const widths = report.columns.map(widthOf);
  const digest = new LineDigest();
  let records = 0;
  let written = 0;
  for (const line of lines) {
    digest.add(line);
    const row = sheet.addRow(line.cells.map((cell, index) => excelValue(cell, report.columns[index]?.type ?? 'text')));
    row.eachCell((cell, number) => {
      const at = number - 1;
      const isLong = typeof cell.value === 'string' && cell.value.length > (widths[at] ?? 0);
      const shared = line.style !== 'normal' ? boldStyles : isLong ? longStyles : styles;
      cell.style = shared[at] ?? {};
    });
    if (line.style === 'normal') records += 1;
    row.commit();
    written += 1;
    if (written % BATCH === 0) {
      progress(records);
      await nextTurn();
      signal?.throwIfAborted();
    }
  }
  sheet.commit();
  const result = { records, digest: digest.hex() };
  addAboutSheet(workbook, heading, result);
  await workbook.commit();
  progress(records);
  return result;
}

/** The digest stands for the content: the same lines give the same digest in XLSX, PDF and preview. */
export class LineDigest {
  readonly #hash = createHash('sha256');

  add(line: ReportLine): void {
    this.#hash.update(`${JSON.stringify([line.style, ...line.cells])}\n`);
  }

  hex(): string {
    return this.#hash.digest('hex');
  }
}

function addAboutSheet(workbook: Excel.stream.xlsx.WorkbookWriter, heading: Heading, written: Written): void {
  const text = messages('ru').documents;
  const sheet = workbook.addWorksheet(text.about.sheet);
  sheet.columns = [{ width: 28 }, { width: 80 }];
  const facts: readonly (readonly [string, string | number])[] = [
    [text.about.title, heading.title],
    [text.about.organisation, heading.organisation],
    ...heading.parameters.map(({ name, value }) => [name, value] as const),
    [text.about.madeAt, heading.madeAt],
    ...(heading.madeBy === '' ? [] : [[text.about.madeBy, heading.madeBy] as const]),
    [text.about.records, written.records],
    [text.about.digest, written.digest],
  ];
  for (const fact of facts) sheet.addRow([...fact]).commit();
  sheet.commit();
}

/** Ids stay text and days become days, so that Excel neither drops zeros nor sorts them as words. */
function excelValue(cell: Cell, type: ColumnType): string | number | Date | null {
  if (cell === null) return null;
  if (type === 'date' && typeof cell === 'string') {
    const day = new Date(`${cell}T00:00:00Z`);
    return Number.isNaN(day.getTime()) ? cell : day;
  }
  return type === 'rate' && typeof cell === 'number' ? cell / 100 : cell;
}

/** Words keep away from the number before them, and all of a line begins at its top. */
function styleOf({ type }: Pick<ReportColumn, 'type'>): Partial<Excel.Style> {
  const side = horizontal(type);
  const alignment = { horizontal: side, vertical: 'top', ...(side === 'left' ? { indent: 1 } : {}) } as const;
  return { font: FONT, numFmt: NUMBER_FORMAT[type], alignment };
}

/** Characters, with room for the indent. */
function widthOf({ width }: ReportColumn): number {
  return width + 3;
}

/** Lines that a title takes in its column, word by word. */
function titleLines({ key, width }: ReportColumn): number {
  let [lines, left] = [1, width];
  for (const word of columnTitle(key).split(' ')) {
    if (word.length > left) [lines, left] = [lines + 1, width];
    left -= word.length + 1;
  }
  return lines;
}

function horizontal(type: ColumnType): 'left' | 'center' | 'right' {
  return ({ start: 'left', center: 'center', end: 'right' } as const)[alignmentOf(type)];
}
