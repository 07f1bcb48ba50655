import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DeskError } from '#shared/contract/result.ts';
import { decode } from '../dictionaries/reading/decode.ts';
import { readTable as readRecords } from '../dictionaries/reading/read-file.ts';
import { parseXml } from '../dictionaries/reading/xml.ts';
import { type Cell, cellText, isEmptyRow, LIMITS, type Table, type TableRow } from './cells.ts';
import { guessDelimiter, readCsv } from './csv.ts';
import { medStaffRecords, type Records } from './med-staff-xml.ts';
import { knownHeaders } from './synonyms.ts';
import { unreadable } from './unreadable.ts';
import { isWorkbook, textsOf } from './workbook.ts';
import { readSheets } from './xlsx-rows.ts';

/** A header stands within so many rows from the top (the ФРМР cabinet puts a title above it). */
const HEADER_WITHIN = 20;
/** The cabinet's sheet of employments: taken even where another sheet has a header too. */
const PREFERRED_SHEET = 'frmr_depart';
const ENOUGH_KNOWN = 2;

export interface TableReading {
  readonly progress: (rows: number) => void;
  /** Ours; a public dictionary lists the divisions of the whole country, and only ours are kept. */
  readonly organisationOid: string | null;
}

/**
 * Reads the table in a file, by its contents and not its name: a workbook, delimited text, the XML of the former register,
 * a dictionary of the НСИ portal (JSON, XML), or an archive with parts of these.
 *
 * @throws DeskError KD-6101 unreadable · KD-6102 too large · KD-6103 no table in it · KD-6107 only others' divisions
 */
export async function readTable(path: string, reading: TableReading): Promise<Table> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DeskError('KD-6101', { cause });
  });
  if (size > LIMITS.bytes) throw new DeskError('KD-6102');
  const bytes = await readFile(path);
  const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const found = isPacked ? await readPacked(bytes, reading) : await readText(bytes, reading);
  if (found === null) throw new DeskError('KD-6103');
  if (found.rows.length === 0) throw new DeskError(found.foreign > 0 ? 'KD-6107' : 'KD-6103');
  const { foreign: _foreign, ...table } = found;
  return { ...table, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** @property foreign rows of other organisations, left out */
type Found = Omit<Table, 'sha256'> & { foreign: number };

async function readPacked(bytes: Buffer, reading: TableReading): Promise<Found | null> {
  if (!isWorkbook(bytes)) return joined(await readParts(bytes, reading));
  let found: Found | null = null;
  for await (const { name, rows } of readSheets(bytes)) {
    const table = await tableOf(name, rows, reading);
    if (table === null) continue;
    if (found === null || better(table, found)) found = table;
    if (name === PREFERRED_SHEET) break;
  }
  return found;
}

async function readParts(bytes: Buffer, reading: TableReading): Promise<Found[]> {
  const parts: Found[] = [];
  for (const entry of textsOf(bytes)) {
    const found = await readText(Buffer.from(entry.buffer, entry.byteOffset, entry.length), reading);
    // A part without rows is the passport of a dictionary.
    if (found !== null && found.titles.length > 0) parts.push(found);
  }
  return parts;
}

/** One table of parts with the same columns, perhaps in another order. */
function joined(parts: readonly Found[]): Found | null {
  const [first] = parts;
  if (first === undefined) return null;
  const titles = [...new Set(parts.flatMap((part) => part.titles))];
  const rows: TableRow[] = [];
  for (const part of parts) {
    const at = titles.map((title) => part.titles.indexOf(title));
    for (const { cells } of part.rows)
      rows.push({ row: rows.length + 1, cells: at.map((from) => cells[from] ?? null) });
  }
  if (rows.length > LIMITS.rows) throw new DeskError('KD-6102');
  return { sheet: null, headerRow: 0, titles, rows, foreign: parts.reduce((sum, { foreign }) => sum + foreign, 0) };
}

async function readText(bytes: Buffer, reading: TableReading): Promise<Found | null> {
  const text = decoded(bytes);
  const [first] = text.trimStart();
  if (first === '<') return asTable(medStaff(text) ?? (await dictionary(bytes)), reading);
  if (first === '{' || first === '[') return asTable(await dictionary(bytes), reading);
  return tableOf(null, readCsv(text, guessDelimiter(text)), reading);
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

function asTable({ titles, rows }: Records, { organisationOid }: TableReading): Found {
  const isOurs = oursBy(titles, organisationOid);
  const kept = rows.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => isOurs(cells));
  return { sheet: null, headerRow: 0, titles, rows: kept, foreign: rows.length - kept.length };
}

/** Tells rows of ours where the table has the column that dictionaries of divisions name the organisation in. */
function oursBy(titles: readonly string[], oid: string | null): (cells: readonly Cell[]) => boolean {
  const at = oid === null ? -1 : titles.indexOf('mo_oid');
  return at === -1 ? () => true : (cells) => cells[at] === oid;
}

function better(a: Found, b: Found): boolean {
  return a.sheet === PREFERRED_SHEET || knownHeaders(a.titles) > knownHeaders(b.titles);
}

async function tableOf(
  sheet: string | null,
  source: AsyncIterable<TableRow> | Iterable<TableRow>,
  { progress, organisationOid }: TableReading,
): Promise<Found | null> {
  const top: TableRow[] = [];
  let table: Found | null = null;
  let isOurs: (cells: readonly Cell[]) => boolean = () => true;
  const take = (line: TableRow): void => {
    if (table === null) return;
    if (!isOurs(line.cells)) table.foreign += 1;
    else if (table.rows.push(line) > LIMITS.rows) throw new DeskError('KD-6102');
    const seen = table.rows.length + table.foreign;
    if (seen % 1000 === 0) progress(seen);
  };
  const begin = (): void => {
    const header = headerOf(top);
    if (header === null) return;
    const titles = header.cells.map((cell) => cellText(cell).replaceAll(/\s+/g, ' ').trim().slice(0, 200));
    table = { sheet, headerRow: header.row, titles, rows: [], foreign: 0 };
    isOurs = oursBy(titles, organisationOid);
    for (const line of top.slice(top.indexOf(header) + 1)) take(line);
  };
  for await (const line of source) {
    if (table === null && line.row > HEADER_WITHIN) {
      begin();
      if (table === null) return null;
    }
    if (isEmptyRow(line.cells)) continue;
    if (table === null) top.push(line);
    else take(line);
  }
  if (table === null) begin();
  return table;
}

/** The row that knows most headers; where none is known, the first with two cells, and the user tells what they are. */
function headerOf(top: readonly TableRow[]): TableRow | null {
  let found: TableRow | null = null;
  let most = 0;
  for (const line of top) {
    const known = knownHeaders(line.cells.map(cellText));
    if (known > most) {
      found = line;
      most = known;
    }
  }
  if (most >= ENOUGH_KNOWN) return found;
  return top.find(({ cells }) => cells.filter((cell) => cellText(cell) !== '').length > 1) ?? null;
}
