import type { ZipEntry } from './zip.ts';

/**
 * An XML part in which every letter that takes more than one byte is a character reference: the streaming reader of
 * workbooks decodes a part chunk by chunk, and a Cyrillic letter on the border of two chunks would be lost.
 */
export function asAscii({ name, bytes }: ZipEntry): ZipEntry {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const ascii = text.replaceAll(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  return { name, bytes: Buffer.from(ascii, 'latin1') };
}
