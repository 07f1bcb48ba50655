import { DeskError } from '#shared/contract/result.ts';
import { asAscii } from '../dictionaries/reading/ascii.ts';
import { readZip, storeZip, type ZipEntry } from '../dictionaries/reading/zip.ts';
import { unreadable } from './unreadable.ts';

/** In the order in which the reader needs them, so that it keeps no sheet aside in a temporary file. */
const PARTS = [
  /^xl\/_rels\/workbook\.xml\.rels$/,
  /^xl\/workbook\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/styles\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
];
const rank = (name: string): number => PARTS.findIndex((pattern) => pattern.test(name));

/** An archive may also be parts of a dictionary. @throws DeskError KD-6101 damaged · KD-6102 too large */
export function isWorkbook(bytes: Buffer): boolean {
  let found = false;
  try {
    readZip(bytes, (name) => {
      if (name === 'xl/workbook.xml') found = true;
      return false;
    });
  } catch (cause) {
    throw unreadable(cause);
  }
  return found;
}

/** The texts of an archive, in the order of their numbers. @throws DeskError KD-6101 damaged · KD-6102 too large */
export function textsOf(bytes: Buffer): Uint8Array[] {
  try {
    return readZip(bytes, (name) => /\.(json|xml|csv|tsv|txt)$/i.test(name))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      .map((entry) => entry.bytes);
  } catch (cause) {
    throw unreadable(cause);
  }
}

/**
 * The parts of a workbook that hold its tables, checked and packed anew for the streaming reader.
 *
 * @throws DeskError KD-6101 damaged, encrypted, or with entities of its own · KD-6102 more than a file of people unpacks to
 */
export function repack(bytes: Buffer): Buffer {
  try {
    const parts = readZip(bytes, (name) => rank(name) !== -1).sort((a, b) => rank(a.name) - rank(b.name));
    for (const part of parts) refuseEntities(part);
    return storeZip(parts.map(asAscii));
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** A part of a workbook declares no entities of its own; one that does was made to do harm. */
function refuseEntities({ bytes }: ZipEntry): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new DeskError('KD-6101');
}
