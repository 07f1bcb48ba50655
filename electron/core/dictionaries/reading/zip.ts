import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { DeskError } from '#shared/contract/result.ts';
import { LIMITS, limit, limitRatio, overLimit } from './limits.ts';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_AT_MOST = 0xffff;
/** The upper half of the external attributes: `st_mode` of Unix, whose type says what is a link. */
const FILE_TYPE = 0o170000;
const LINK = 0o120000;
/** 1 January 1980, the earliest day that an archive can name: ours say no moment. */
const FIRST_DAY = 0x21;

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= END_LENGTH && (bytes.readUInt32LE(0) === LOCAL || bytes.readUInt32LE(0) === END);
}

/**
 * The files of an archive, by its central directory. The directory is believed in nothing: counts, sizes and names are
 * checked before anything is unpacked, and an entry that unpacks to more than it declares is refused there and then.
 * @param wanted which entries are unpacked; the checks hold for all
 * @throws DeskError KD-6202 over a limit · KD-6204 damaged, encrypted, a link, a name that leads out of a folder, or one
 *   name twice
 */
export function readZip(bytes: Buffer, wanted: (name: string) => boolean = () => true): ZipEntry[] {
  try {
    const heads = directory(bytes);
    limit(
      'size',
      heads.reduce((sum, { size }) => sum + size, 0),
    );
    return heads.filter(({ name }) => !name.endsWith('/') && wanted(name)).map((head) => unpack(bytes, head));
  } catch (error) {
    // Reading beyond the end of the bytes: offsets that point nowhere.
    if (error instanceof RangeError) throw new DeskError('KD-6204', { cause: error });
    throw error;
  }
}

interface Head {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function directory(bytes: Buffer): Head[] {
  const end = endOfDirectory(bytes);
  const entries = bytes.readUInt16LE(end + 10);
  limit('entries', entries);
  const heads: Head[] = [];
  const names = new Set<string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = entries; left > 0; left--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new DeskError('KD-6204');
    const nameLength = bytes.readUInt16LE(at + 28);
    const head = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    const isLink = (bytes.readUInt16LE(at + 40) & FILE_TYPE) === LINK;
    if (encrypted || isLink || !isSafeName(head.name) || names.has(head.name)) throw new DeskError('KD-6204');
    names.add(head.name);
    limit('size', head.size);
    limitRatio(head.packed, head.size);
    heads.push(head);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return heads;
}

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - END_LENGTH; at >= Math.max(0, bytes.length - END_LENGTH - COMMENT_AT_MOST); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new DeskError('KD-6204');
}

/** Nothing is written under these names; an archive that tries is still nobody's honest work. */
function isSafeName(name: string): boolean {
  if (name === '' || name.includes('\0') || name.includes('\\') || /^(\/|[a-z]:)/i.test(name)) return false;
  return !name.split('/').includes('..');
}

function unpack(bytes: Buffer, { name, method, crc, packed, size, offset }: Head): ZipEntry {
  if (bytes.readUInt32LE(offset) !== LOCAL) throw new DeskError('KD-6204');
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(from, from + packed);
  const unpacked = method === 0 ? content : method === 8 ? inflate(content, size) : null;
  if (unpacked === null || unpacked.length !== size || crc32(unpacked) !== crc) throw new DeskError('KD-6204');
  return { name, bytes: unpacked };
}

function inflate(content: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.min(Math.max(size, 1), LIMITS.size) });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw overLimit('ratio');
    throw new DeskError('KD-6204', { cause });
  }
}

/**
 * The entries in an archive of our own making, in this order.
 * @param deflate false leaves them unpacked, for archives that are read again at once
 */
export function storeZip(entries: readonly ZipEntry[], { deflate = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const heads: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name, 'utf8');
    const packed = deflate ? deflateRawSync(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    // From «version needed» to «extra length», the same in both headers.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt16LE(FIRST_DAY, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([uint32(LOCAL), common, title]);
    heads.push(Buffer.concat([uint32(CENTRAL), Buffer.from([20, 0]), common, Buffer.alloc(10), uint32(offset), title]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(heads);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
