import { Readable } from 'node:stream';
import Excel from 'exceljs';
import { DeskError } from '#shared/contract/result.ts';
import { columnsOf, isMapped } from '../mapping.ts';
import { asAscii } from './ascii.ts';
import { limit } from './limits.ts';
import { NO_PASSPORT, type Table } from './table.ts';
import { readZip, storeZip, type ZipEntry } from './zip.ts';

/** The header stands within the first rows; above it people put titles. */
const HEADER_WITHIN = 20;

/** In the order in which the reader needs them, so that it keeps no sheet aside in a temporary file. */
const PARTS = [
  /^xl\/_rels\/workbook\.xml\.rels$/,
  /^xl\/workbook\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/styles\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
];
const rank = (name: string): number => PARTS.findIndex((pattern) => pattern.test(name));

/**
 * The first sheet of a workbook that has a header with a code and a name. What is parsed is not the file but the few
 * checked parts of it, packed anew: the reader goes by other headers of the archive than we do.
 * @throws DeskError KD-6202 over a limit · KD-6203 no such sheet · KD-6204, KD-6205 hostile parts
 */
export async function readXlsx(bytes: Buffer): Promise<Table> {
  const parts = readZip(bytes, (name) => rank(name) !== -1).sort((a, b) => rank(a.name) - rank(b.name));
  for (const part of parts) refuseDoctype(part);
  const reader = new Excel.stream.xlsx.WorkbookReader(Readable.from([storeZip(parts.map(asAscii))]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  });
  try {
    for await (const sheet of reader) {
      const table = await readSheet(sheet);
      if (table !== null) return table;
    }
  } catch (error) {
    throw error instanceof DeskError ? error : new DeskError('KD-6203', { cause: error });
  }
  throw new DeskError('KD-6206');
}

function refuseDoctype({ bytes }: ZipEntry): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new DeskError('KD-6205');
}

async function readSheet(sheet: AsyncIterable<Excel.Row>): Promise<Table | null> {
  let columns: string[] | null = null;
  const records: string[][] = [];
  let seen = 0;
  for await (const row of sheet) {
    seen += 1;
    const cells = cellsOf(row);
    if (columns === null) {
      if (isMapped(columnsOf(cells))) columns = cells;
      else if (seen >= HEADER_WITHIN) return null;
      continue;
    }
    if (cells.every((cell) => cell === '')) continue;
    records.push(columns.map((_, at) => cells[at] ?? ''));
    limit('rows', records.length);
  }
  return columns === null ? null : { columns, records, passport: NO_PASSPORT };
}

function cellsOf(row: Excel.Row): string[] {
  limit('columns', row.cellCount);
  return Array.from({ length: row.cellCount }, (_, at) => textOf(row.getCell(at + 1).value).trim());
}

function textOf(value: Excel.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return textOf(value.result as Excel.CellValue);
  if ('text' in value) return String(value.text);
  return '';
}
