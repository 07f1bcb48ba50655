import { DeskError } from '#shared/contract/result.ts';
import { type CanonicalValue, canonicalJson } from '../signing/canonical.ts';

/** Lists and objects inside each other. */
export const DEPTH = 100;

/**
 * Reads canonical JSON: one text for one value, so that what is signed cannot be read in two ways (a name twice, bytes
 * that are no UTF-8).
 *
 * @param where the entry, for the message
 * @throws DeskError KD-6408
 */
export function readCanonical(bytes: Uint8Array, where: string): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    checkDepth(text, where);
    const value = JSON.parse(text) as CanonicalValue;
    if (canonicalJson(value) === text) return value;
  } catch (cause) {
    throw cause instanceof DeskError ? cause : unreadable(where, cause);
  }
  throw unreadable(where);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside strings, without calling itself. @throws DeskError KD-6408 deeper than {@link DEPTH} */
export function checkDepth(text: string, where: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) inString = false;
    } else if (sign === QUOTE) inString = true;
    // The brackets [ and {, ] and } are 0x20 apart.
    else if ((sign | 0x20) === 0x7b) {
      depth++;
      if (depth > DEPTH) throw unreadable(where);
    } else if ((sign | 0x20) === 0x7d) depth--;
  }
}

/** The contents are not those of the manifest. */
export function disagrees(entry: string, cause?: unknown): DeskError {
  // A name that somebody else chose goes no further than this.
  return new DeskError('KD-6407', { params: { entry: entry.slice(0, 100) }, cause });
}

export function unreadable(where: string, cause?: unknown): DeskError {
  return new DeskError('KD-6408', { params: { entry: where }, cause });
}
