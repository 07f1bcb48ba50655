import { DeskError } from '#shared/contract/result.ts';
import { readZip, storeZip } from '../dictionaries/reading/zip.ts';

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
 * The parts of a workbook that hold its tables, checked and packed anew for the streaming reader.
 *
 * @throws DeskError KD-6101 damaged, encrypted, or with entities of its own · KD-6102 more than a file of people unpacks to
 */
export function repack(bytes: Buffer): Buffer {
  try {
    const parts = readZip(bytes, (name) => rank(name) !== -1).sort((a, b) => rank(a.name) - rank(b.name));
    return storeZip(parts.map(({ name, bytes: part }) => ({ name, bytes: asAscii(part) })));
  } catch (cause) {
    const tooLarge = cause instanceof DeskError && cause.code === 'KD-6202';
    throw new DeskError(tooLarge ? 'KD-6102' : 'KD-6101', { cause });
  }
}

/**
 * Every letter that takes more than one byte becomes a character reference: the reader decodes the chunks of a part
 * one by one, and a Cyrillic letter on the border of two of them would be lost.
 */
function asAscii(part: Uint8Array): Buffer {
  const text = Buffer.from(part.buffer, part.byteOffset, part.length)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new DeskError('KD-6101');
  return Buffer.from(
    text.replaceAll(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`),
    'latin1',
  );
}
