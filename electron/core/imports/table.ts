import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DeskError } from '#shared/contract/result.ts';
import { decode } from '../dictionaries/reading/decode.ts';
import { readTable as readRecords } from '../dictionaries/reading/read-file.ts';
import { parseXml } from '../dictionaries/reading/xml.ts';
import { cellText, isEmptyRow, LIMITS, type Table, type TableRow } from './cells.ts';
import { guessDelimiter, readCsv } from './csv.ts';
import { medStaffRecords, type Records } from './med-staff-xml.ts';
import { knownHeaders } from './synonyms.ts';
import { unreadable } from './unreadable.ts';
import { isWorkbook } from './workbook.ts';
import { readSheets } from './xlsx-rows.ts';

/** A header stands within so many rows from the top (the ФРМР cabinet puts a title above it). */
const HEADER_WITHIN = 20;
/** The cabinet's sheet of employments: taken even where another sheet has a header too. */
const PREFERRED_SHEET = 'frmr_depart';
const ENOUGH_KNOWN = 2;

/**
 * Reads the table in a file, by its contents and not its name: a workbook, delimited text, the XML of the former register,
 * or a dictionary of the НСИ portal (JSON, XML, an archive of its parts).
 *
 * @throws DeskError KD-6101 unreadable · KD-6102 too large · KD-6103 no table in it
 */
export async function readTable(path: string, progress: (rows: number) => void): Promise<Table> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DeskError('KD-6101', { cause });
  });
  if (size > LIMITS.bytes) throw new DeskError('KD-6102');
  const bytes = await readFile(path);
  const found =
    bytes[0] === 0x50 && bytes[1] === 0x4b ? await readPacked(bytes, progress) : await readText(bytes, progress);
  if (found === null || found.rows.length === 0) throw new DeskError('KD-6103');
  return { ...found, sha256: createHash('sha256').update(bytes).digest('hex') };
}

type Found = Omit<Table, 'sha256'>;

async function readPacked(bytes: Buffer, progress: (rows: number) => void): Promise<Found | null> {
  if (!isWorkbook(bytes)) return asTable(await dictionary(bytes));
  let found: Found | null = null;
  for await (const { name, rows } of readSheets(bytes)) {
    const table = await tableOf(name, rows, progress);
    if (table === null) continue;
    if (found === null || better(table, found)) found = table;
    if (name === PREFERRED_SHEET) break;
  }
  return found;
}

async function readText(bytes: Buffer, progress: (rows: number) => void): Promise<Found | null> {
  const text = decoded(bytes);
  const [first] = text.trimStart();
  if (first === '<') return asTable(medStaff(text) ?? (await dictionary(bytes)));
  if (first === '{' || first === '[') return asTable(await dictionary(bytes));
  return tableOf(null, readCsv(text, guessDelimiter(text)), progress);
}

function decoded(bytes: Buffer): string {
  try {
    return decode(bytes);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function medStaff(text: string): Records | null {
  try {
    return medStaffRecords(parseXml(text));
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** A file of the portal, read as dictionaries are. */
async function dictionary(bytes: Buffer): Promise<Records> {
  try {
    const { columns, records } = await readRecords(bytes);
    return { titles: columns, rows: records };
  } catch (cause) {
    throw unreadable(cause);
  }
}

function asTable({ titles, rows }: Records): Found {
  return { sheet: null, headerRow: 0, titles, rows: rows.map((cells, at) => ({ row: at + 1, cells })) };
}

function better(a: Found, b: Found): boolean {
  return a.sheet === PREFERRED_SHEET || knownHeaders(a.titles) > knownHeaders(b.titles);
}

async function tableOf(
  sheet: string | null,
  source: AsyncIterable<TableRow> | Iterable<TableRow>,
  progress: (rows: number) => void,
): Promise<Found | null> {
  const top: TableRow[] = [];
  let table: Found | null = null;
  for await (const line of source) {
    if (table === null && line.row > HEADER_WITHIN) {
      table = withHeader(sheet, top);
      if (table === null) return null;
    }
    if (isEmptyRow(line.cells)) continue;
    if (table === null) {
      top.push(line);
      continue;
    }
    table.rows.push(line);
    if (table.rows.length > LIMITS.rows) throw new DeskError('KD-6102');
    if (table.rows.length % 1000 === 0) progress(table.rows.length);
  }
  return table ?? withHeader(sheet, top);
}

/** The row that knows most headers; where none is known, the first with two cells, and the user tells what they are. */
function withHeader(sheet: string | null, top: readonly TableRow[]): Found | null {
  let at = -1;
  let most = 0;
  for (const [index, { cells }] of top.entries()) {
    const known = knownHeaders(cells.map(cellText));
    if (known > most) {
      at = index;
      most = known;
    }
  }
  if (most < ENOUGH_KNOWN) at = top.findIndex(({ cells }) => cells.filter((cell) => cellText(cell) !== '').length > 1);
  const header = top[at];
  if (header === undefined) return null;
  const titles = header.cells.map((cell) => cellText(cell).replaceAll(/\s+/g, ' ').trim().slice(0, 200));
  return { sheet, headerRow: header.row, titles, rows: top.slice(at + 1) };
}
