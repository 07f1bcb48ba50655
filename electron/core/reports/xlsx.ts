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
    },
  });
  sheet.columns = report.columns.map((column) => ({
    header: columnTitle(column.key),
    width: column.width + 2,
    style: styleOf(column),
  }));
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.alignment = { vertical: 'middle', wrapText: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: report.columns.length } };

  // exceljs knows a style by the object: one that is made anew for each cell costs as much as writing the cell.
  const styles = report.columns.map((column) => styleOf(column));
  const boldStyles = styles.map((style) => ({ ...style, font: { bold: true } }));
  const digest = new LineDigest();
  let records = 0;
  let written = 0;
  for (const line of lines) {
    digest.add(line);
    const row = sheet.addRow(line.cells.map((cell, index) => excelValue(cell, report.columns[index]?.type ?? 'text')));
    const shared = line.style === 'normal' ? styles : boldStyles;
    row.eachCell((cell, number) => {
      cell.style = shared[number - 1] ?? {};
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

function styleOf({ type }: ReportColumn): Partial<Excel.Style> {
  return { numFmt: NUMBER_FORMAT[type], alignment: { horizontal: horizontal(type) } };
}

function horizontal(type: ColumnType): 'left' | 'center' | 'right' {
  return ({ start: 'left', center: 'center', end: 'right' } as const)[alignmentOf(type)];
}
