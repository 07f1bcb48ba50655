import { DeskError } from '#shared/contract/result.ts';
import { unsealBytes } from '../access/seal.ts';
import { LIMITS } from '../dictionaries/reading/limits.ts';
import { readZip, type ZipEntry } from '../dictionaries/reading/zip.ts';
import { sha256Hex } from '../signing/digest.ts';
import {
  type About,
  CONTENT,
  FORMAT,
  HEADER,
  Header,
  isDocument,
  isFile,
  type Listed,
  MANIFEST,
  Manifest,
  NONCE,
  type PackageContent,
  SIGNATURE,
  VERSION,
} from './format.ts';
import { disagrees, readCanonical, unreadable } from './json.ts';
import { tooLarge } from './limits.ts';
import { keyOf } from './passphrase.ts';
import { isVolume, volumeOf } from './volumes.ts';

/** Unpacked bytes of all volumes: a bound of time, for they are never in memory together. */
const VOLUMES_AT_MOST = 20 * LIMITS.size;

/** A package as it lies on the stick: what it says of itself, and what only the passphrase opens. */
export interface Sealed {
  readonly header: Header;
  /** The bytes that the content is bound to. */
  readonly head: Uint8Array;
  readonly content: Uint8Array;
  /** By name. */
  readonly volumes: ReadonlyMap<string, Uint8Array>;
}

/**
 * Looks at a file without opening it.
 * @throws DeskError KD-6402 no package, or damaged · KD-6403 of a newer program · KD-6406 over a limit
 */
export function readSealed(file: Buffer): Sealed {
  const volumes = new Map(archive(file, 'KD-6402').map(({ name, bytes }) => [name, bytes]));
  const head = volumes.get(HEADER);
  const content = volumes.get(CONTENT);
  volumes.delete(HEADER);
  volumes.delete(CONTENT);
  const foreign = [...volumes.keys()].some((name) => !isVolume(name));
  if (head === undefined || content === undefined || foreign) throw new DeskError('KD-6402');
  const value = headOf(head);
  const header = Header.safeParse(value);
  if (!header.success) throw new DeskError('KD-6402', { cause: header.error });
  if (volumes.size > 0 && header.data.kind !== 'registry') throw new DeskError('KD-6402');
  return { header: header.data, head, content, volumes };
}

function headOf(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = readCanonical(bytes, HEADER);
  } catch (cause) {
    throw new DeskError('KD-6402', { cause });
  }
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  if (format !== FORMAT || typeof version !== 'number') throw new DeskError('KD-6402');
  if (version > VERSION) throw new DeskError('KD-6403', { params: { found: version, known: VERSION } });
  return value;
}

/**
 * Opens a package and checks that it is whole, but for what lies in its volumes.
 * @throws DeskError KD-6405 another passphrase, or a bit of the file is another one · KD-6406 over a limit · KD-6407 the
 *   contents are not those of the manifest · KD-6408 a document that is no canonical JSON
 */
export async function unseal({ header, head, content, volumes }: Sealed, passphrase: string): Promise<PackageContent> {
  const key = await keyOf(passphrase, Buffer.from(header.salt, 'base64'), header.kdf);
  const inner = unsealBytes({ nonce: content.subarray(0, NONCE), data: content.subarray(NONCE) }, key, head);
  if (inner === null) throw new DeskError('KD-6405');
  const entries = new Map(archive(Buffer.from(inner), 'KD-6407').map((entry) => [entry.name, entry.bytes]));
  const bytes = entries.get(MANIFEST);
  if (bytes === undefined) throw disagrees(MANIFEST);
  const manifest = manifestOf(bytes, header);
  const beside = manifest.entries.filter(({ name }) => !entries.has(name) && volumes.has(volumeOf(name)));
  checkVolumes(beside, volumes);
  const inside = manifest.entries.filter((one) => !beside.includes(one));
  checkEntries(inside, entries);
  const cms = entries.get(SIGNATURE);
  const named = inside.map(({ name }) => ({ name, bytes: entries.get(name) ?? new Uint8Array() }));
  return {
    manifest,
    key,
    volumes: beside,
    signature: cms === undefined ? null : { cms, content: bytes },
    documents: named
      .filter(({ name }) => isDocument(name))
      .map((entry) => ({ name: entry.name, value: readCanonical(entry.bytes, entry.name) })),
    files: named
      .filter(({ name }) => isFile(name))
      .map((entry) => ({ sha256: sha256Hex(entry.bytes), bytes: entry.bytes })),
  };
}

function manifestOf(bytes: Uint8Array, header: Header): Manifest {
  const parsed = Manifest.safeParse(readCanonical(bytes, MANIFEST));
  if (!parsed.success) throw unreadable(MANIFEST, parsed.error);
  const same: readonly (keyof About)[] = ['format', 'version', 'id', 'kind', 'organisation', 'contour', 'madeAt'];
  if (same.some((name) => parsed.data[name] !== header[name])) throw disagrees(HEADER);
  return parsed.data;
}

/** Every volume is one that the manifest names, once. */
function checkVolumes(listed: readonly Listed[], volumes: Sealed['volumes']): void {
  const named = new Set(listed.map(({ name }) => volumeOf(name)));
  const foreign = [...volumes.keys()].find((name) => !named.has(name));
  if (foreign !== undefined) throw disagrees(foreign);
  if (named.size !== listed.length) throw disagrees(MANIFEST);
  const size = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  if (size > VOLUMES_AT_MOST) throw tooLarge(VOLUMES_AT_MOST);
}

/** Exactly what the manifest names, to the byte; nothing twice, nothing besides. */
function checkEntries(listed: readonly Listed[], entries: ReadonlyMap<string, Uint8Array>): void {
  const rest = new Set(entries.keys());
  rest.delete(MANIFEST);
  rest.delete(SIGNATURE);
  for (const { name, bytes: length, sha256 } of listed) {
    const bytes = entries.get(name);
    if (!rest.delete(name) || bytes === undefined || bytes.length !== length) throw disagrees(name);
    if (!(isDocument(name) || isFile(name)) || sha256Hex(bytes) !== sha256) throw disagrees(name);
    if (isFile(name) && !name.endsWith(sha256)) throw disagrees(name);
  }
  const [foreign] = rest;
  if (foreign !== undefined) throw disagrees(foreign);
}

function archive(bytes: Buffer, damaged: 'KD-6402' | 'KD-6407'): ZipEntry[] {
  try {
    return readZip(bytes);
  } catch (cause) {
    if (cause instanceof DeskError && cause.code === 'KD-6202') {
      throw new DeskError('KD-6406', { params: { ...cause.params }, cause });
    }
    throw damaged === 'KD-6402' ? new DeskError(damaged, { cause }) : disagrees(CONTENT, cause);
  }
}
