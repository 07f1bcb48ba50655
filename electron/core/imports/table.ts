import { readFile, stat } from 'node:fs/promises';
import { DeskError } from '#shared/contract/result.ts';
import { cellText, isEmptyRow, LIMITS, type Table, type TableRow } from './cells.ts';
import { decodeText, guessDelimiter, readCsv } from './csv.ts';
import { knownHeaders } from './synonyms.ts';
import { readSheets } from './xlsx-rows.ts';

/** A header stands within so many rows from the top (the ФРМР cabinet puts a title above it). */
const HEADER_WITHIN = 20;
/** The cabinet's sheet of employments: taken even where another sheet has a header too. */
const PREFERRED_SHEET = 'frmr_depart';
const ENOUGH_KNOWN = 2;

/**
 * Reads the table of people in a file: XLSX by its signature, everything else as delimited text.
 *
 * @throws DeskError KD-6101 unreadable · KD-6102 too large · KD-6103 no table in it
 */
export async function readTable(path: string, progress: (rows: number) => void): Promise<Table> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DeskError('KD-6101', { cause });
  });
  if (size > LIMITS.bytes) throw new DeskError('KD-6102');
  const bytes = await readFile(path);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return readText(bytes, progress);
  let found: Table | null = null;
  for await (const { name, rows } of readSheets(bytes)) {
    const table = await tableOf(name, rows, progress);
    if (table === null) continue;
    if (found === null || better(table, found)) found = table;
    if (name === PREFERRED_SHEET) break;
  }
  return present(found);
}

async function readText(bytes: Uint8Array, progress: (rows: number) => void): Promise<Table> {
  // A text has no zero bytes, apart from UTF-16, whose mark tells it.
  if (bytes[0] !== 0xff && bytes.subarray(0, 1000).includes(0)) throw new DeskError('KD-6101');
  const text = decodeText(bytes);
  return present(await tableOf(null, readCsv(text, guessDelimiter(text)), progress));
}

function present(table: Table | null): Table {
  if (table === null || table.rows.length === 0) throw new DeskError('KD-6103');
  return table;
}

function better(a: Table, b: Table): boolean {
  return a.sheet === PREFERRED_SHEET || knownHeaders(a.titles) > knownHeaders(b.titles);
}

async function tableOf(
  sheet: string | null,
  source: AsyncIterable<TableRow> | Iterable<TableRow>,
  progress: (rows: number) => void,
): Promise<Table | null> {
  const top: TableRow[] = [];
  let table: Table | null = null;
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
function withHeader(sheet: string | null, top: readonly TableRow[]): Table | null {
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
