// A small ZIP reader: Node has inflate but no archives, and `unzip` is not on every machine.
import { chmodSync, closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { Failure } from './steps.mjs';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

function read(fd, position, length) {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const got = readSync(fd, buffer, done, length - done, position + done);
    if (got === 0) throw new Failure('The archive ends too early.');
    done += got;
  }
  return buffer;
}

/** The central directory: name, method, sizes, Unix mode and place of every entry. ZIP64 is not needed for archives under 4 GiB. */
function directory(fd, size) {
  const tail = read(fd, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Failure('Not a ZIP archive.');
  const table = read(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at + 46 <= table.length && table.readUInt32LE(at) === entrySignature; ) {
    const nameLength = table.readUInt16LE(at + 28);
    entries.push({
      name: table.toString('utf8', at + 46, at + 46 + nameLength),
      method: table.readUInt16LE(at + 10),
      crc: table.readUInt32LE(at + 16),
      packed: table.readUInt32LE(at + 20),
      mode: table.readUInt32LE(at + 38) >>> 16,
      offset: table.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks the files for which `rename(name)` gives a relative path; the others are left out.
 * @throws Failure for an entry that would land outside the folder or does not match its checksum.
 */
export function unzip(archive, folder, rename) {
  const fd = openSync(archive, 'r');
  try {
    for (const entry of directory(fd, statSync(archive).size)) {
      const relative = entry.name.endsWith('/') ? undefined : rename(entry.name);
      if (!relative) continue;
      const target = path.resolve(folder, relative);
      if (!target.startsWith(folder + path.sep))
        throw new Failure(`The archive wants to write outside its folder: ${entry.name}`);
      const header = read(fd, entry.offset, 30);
      const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const packed = read(fd, start, entry.packed);
      const bytes = entry.method === 0 ? packed : zlib.inflateRawSync(packed);
      // zlib.crc32 came with Node 20.15; on an older Node the checksum of the whole archive must do.
      if (zlib.crc32 && zlib.crc32(bytes) !== entry.crc) throw new Failure(`Damaged in the archive: ${entry.name}`);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, bytes);
      if (entry.mode & 0o111) chmodSync(target, 0o755);
    }
  } finally {
    closeSync(fd);
  }
}
