import { readFile, stat } from 'node:fs/promises';
import { DeskError } from '#shared/contract/result.ts';
import { decode } from './decode.ts';
import { LIMITS, limit } from './limits.ts';
import { readSeparated } from './separated.ts';
import { joinPassports, NO_PASSPORT, type Passport, type Table } from './table.ts';
import { readJson } from './tree.ts';
import { readXlsx } from './xlsx.ts';
import { readXml } from './xml.ts';
import { isZip, readZip } from './zip.ts';

/**
 * A dictionary's file, whatever its name says it is: text with columns, a workbook, JSON or XML of the portal, or an
 * archive with parts of them.
 * @throws DeskError KD-6202 over a limit · KD-6203 no known format · KD-6204 archive refused · KD-6205 XML refused ·
 * KD-6206 no sheet with a code and a name
 */
export async function readTable(bytes: Buffer): Promise<Table> {
  return isZip(bytes) ? readArchive(bytes) : readText(bytes);
}

/** @throws DeskError KD-6201 cannot be read · KD-6202 too large */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size <= LIMITS.size) return await readFile(path);
  } catch (cause) {
    throw new DeskError('KD-6201', { cause });
  }
  limit('size', Number.POSITIVE_INFINITY);
  throw new DeskError('KD-6201');
}

async function readArchive(bytes: Buffer): Promise<Table> {
  let workbook = false;
  const entries = readZip(bytes, (name) => {
    if (name === 'xl/workbook.xml') workbook = true;
    return /\.(json|xml|csv|tsv|txt)$/i.test(name) && !name.startsWith('xl/');
  });
  if (workbook) return readXlsx(bytes);
  const parts = entries
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    .map((entry) => readText(Buffer.from(entry.bytes.buffer, entry.bytes.byteOffset, entry.bytes.length)));
  return joinParts(parts);
}

function readText(bytes: Buffer): Table {
  const text = decode(bytes);
  const first = text.trimStart()[0];
  if (first === '<') return readXml(text);
  if (first === '{' || first === '[') return readJson(text);
  return readSeparated(text);
}

/** Parts have the same columns, perhaps in another order; a part without rows is the passport. */
function joinParts(parts: readonly Table[]): Table {
  const columns = [...new Set(parts.flatMap((part) => part.columns))];
  limit('columns', columns.length);
  const records: string[][] = [];
  let passport: Passport = NO_PASSPORT;
  for (const part of parts) {
    passport = joinPassports(passport, part.passport);
    limit('rows', records.length + part.records.length);
    const at = columns.map((column) => part.columns.indexOf(column));
    for (const record of part.records) records.push(at.map((index) => record[index] ?? ''));
  }
  if (records.length === 0) throw new DeskError('KD-6203');
  return { columns, records, passport };
}
