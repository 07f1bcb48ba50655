import { DeskError } from '#shared/contract/result.ts';

/**
 * Bytes as text: UTF-8 and UTF-16 by their marks, else UTF-8 where the bytes are valid UTF-8, else windows-1251, the
 * eight-bit encoding of Russian systems. @throws DeskError KD-6203 for bytes that no text has
 */
export function decode(bytes: Uint8Array): string {
  const text = decodeBytes(bytes);
  if (text.includes('\0')) throw new DeskError('KD-6203');
  return text;
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
