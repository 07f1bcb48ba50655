import { DeskError } from '#shared/contract/result.ts';
import { PNG_MAGIC } from './type.ts';

/** What an image says of itself. */
export interface ImageFacts {
  readonly width: number;
  readonly height: number;
  /** Dots per inch, null where it does not say. */
  readonly density: number | null;
}

/** An image that unpacks to more would fill the memory of whoever looks at it. */
const MOST_PIXELS = 50_000_000;
const CENTIMETRES = 2.54;
/** Readable letters, and an A4 page of so many dots: 11.69 inches. */
const READABLE_DENSITY = 200;
const READABLE_PAGE = Math.ceil(11.69 * READABLE_DENSITY);

/** Under 200 dots per inch, by what the image says or as a page of A4. */
export function isCoarse({ width, height, density }: ImageFacts): boolean {
  if (density !== null && density >= READABLE_DENSITY) return false;
  return Math.max(width, height) < READABLE_PAGE;
}

/**
 * Walks a PNG from its first chunk to its last; nothing may stand behind it.
 *
 * @throws DeskError KD-6305 damaged, something behind the image, too many pixels
 */
export function readPng(bytes: Buffer): ImageFacts {
  let at = PNG_MAGIC.length;
  let size: Omit<ImageFacts, 'density'> | null = null;
  let density: number | null = null;
  for (;;) {
    if (at + 12 > bytes.length) throw new DeskError('KD-6305');
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = at + 8;
    at = body + length + 4;
    if (at > bytes.length) throw new DeskError('KD-6305');
    if (name === 'IHDR' && length >= 8) {
      size = { width: bytes.readUInt32BE(body), height: bytes.readUInt32BE(body + 4) };
    } else if (name === 'pHYs' && length === 9 && bytes[body + 8] === 1) {
      density = Math.round((bytes.readUInt32BE(body) * CENTIMETRES) / 100);
    } else if (name === 'IEND') {
      if (at !== bytes.length) throw new DeskError('KD-6305');
      return checked(size, density);
    }
  }
}

/**
 * Walks the segments of a JPEG up to its frame.
 *
 * @throws DeskError KD-6305 damaged, too many pixels
 */
export function readJpeg(bytes: Buffer): ImageFacts {
  if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) throw new DeskError('KD-6305');
  let density: number | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw new DeskError('KD-6305');
    const marker = bytes[at + 1] ?? 0;
    const body = at + 4;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker)) {
      if (body + 5 > bytes.length) break;
      return checked({ height: bytes.readUInt16BE(body + 1), width: bytes.readUInt16BE(body + 3) }, density);
    }
    if (marker === 0xe0 && bytes.toString('latin1', body, body + 5) === 'JFIF\0' && body + 12 <= bytes.length) {
      density = densityOf(bytes[body + 7] ?? 0, bytes.readUInt16BE(body + 8));
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  throw new DeskError('KD-6305');
}

/** SOF0 … SOF15 without the three that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function densityOf(unit: number, value: number): number | null {
  if (unit === 1) return value;
  return unit === 2 ? Math.round(value * CENTIMETRES) : null;
}

function checked(size: Omit<ImageFacts, 'density'> | null, density: number | null): ImageFacts {
  if (size === null || size.width === 0 || size.height === 0 || size.width * size.height > MOST_PIXELS) {
    throw new DeskError('KD-6305');
  }
  return { ...size, density };
}
