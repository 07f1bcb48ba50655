import { sealBytes, unsealBytes } from '../access/seal.ts';
import { readZip, storeZip } from '../dictionaries/reading/zip.ts';
import { sha256Hex } from '../signing/digest.ts';
import type { CopyPage } from '../sync/copies.ts';
import { readPage } from './documents.ts';
import { type Listed, NONCE } from './format.ts';
import { disagrees, readCanonical } from './json.ts';
import type { PackageLimits } from './limits.ts';
import type { PackageEntry } from './pack.ts';
import type { PackageBox } from './seal-thread.ts';
import type { OpenedPackage } from './seal-worker.ts';
import type { Sealed } from './unpack.ts';

/**
 * A page of the registry's copies lies sealed by itself beside the content, named there with its digest: a copy of any
 * size is written and read with a few pages in memory.
 */
const VOLUME = /^copies\/\d{5}\.enc$/;

export function isVolume(name: string): boolean {
  return VOLUME.test(name);
}

/** Where the document lies that is named so in the manifest. */
export function volumeOf(document: string): string {
  return document.replace(/json$/, 'enc');
}

/** @param head of the package that it belongs to */
export function sealVolume(document: PackageEntry, key: Uint8Array, head: Uint8Array): PackageEntry {
  const name = volumeOf(document.name);
  const { nonce, data } = sealBytes(storeZip([document], { deflate: true }), key, contextOf(head, name));
  return { name, bytes: Buffer.concat([nonce, data]) };
}

/** Volumes that are opened together. */
export interface SealedPages {
  readonly key: Uint8Array;
  readonly head: Uint8Array;
  readonly volumes: readonly { readonly listed: Listed; readonly bytes: Uint8Array }[];
}

/** @throws DeskError KD-6407 not what the manifest names · KD-6408 no page of copies */
export function openVolumes({ key, head, volumes }: SealedPages): CopyPage[] {
  return volumes.map(({ listed, bytes }) => {
    const document = openVolume(listed, bytes, key, head);
    return readPage({ name: listed.name, value: readCanonical(document, listed.name) });
  });
}

function openVolume({ name, bytes: length, sha256 }: Listed, sealed: Uint8Array, key: Uint8Array, head: Uint8Array) {
  const box = { nonce: sealed.subarray(0, NONCE), data: sealed.subarray(NONCE) };
  const inner = unsealBytes(box, key, contextOf(head, volumeOf(name)));
  if (inner === null) throw disagrees(name);
  let entries: PackageEntry[];
  try {
    entries = readZip(Buffer.from(inner));
  } catch (cause) {
    throw disagrees(name, cause);
  }
  const [document] = entries;
  if (entries.length !== 1 || document?.name !== name || document.bytes.length !== length) throw disagrees(name);
  if (sha256Hex(document.bytes) !== sha256) throw disagrees(name);
  return document.bytes;
}

/** A volume opens in its own place of its own package only. */
function contextOf(head: Uint8Array, name: string): Uint8Array {
  return Buffer.concat([head, Buffer.from(name)]);
}

/** All copies of the registry in a package, a few pages at a time: some are opened while those before are used. @throws DeskError as {@link openVolumes} · KD-6002 */
export async function* pagesIn(
  { sealed, opened }: { readonly sealed: Sealed; readonly opened: OpenedPackage },
  { box, limits }: { readonly box: Pick<PackageBox, 'openPages'>; readonly limits: Pick<PackageLimits, 'atOnce'> },
  signal: AbortSignal,
): AsyncGenerator<CopyPage> {
  yield* opened.pages;
  if (opened.volumes.length === 0) return;
  // Copies of their own: a view would take the whole file along into the thread.
  const bytesOf = (name: string) => new Uint8Array(sealed.volumes.get(volumeOf(name)) ?? []);
  const opener = box.openPages(signal);
  try {
    let ready: readonly CopyPage[] = [];
    for (const listed of batches(opened.volumes, limits.atOnce)) {
      const volumes = listed.map((one) => ({ listed: one, bytes: bytesOf(one.name) }));
      const opening = opener.open({ key: opened.key, head: sealed.head, volumes });
      // Whoever stops in between never hears of it.
      opening.catch(() => undefined);
      yield* ready;
      ready = await opening;
    }
    yield* ready;
  } finally {
    opener.close();
  }
}

function* batches(volumes: readonly Listed[], atOnce: number): Generator<Listed[]> {
  let some: Listed[] = [];
  let size = 0;
  for (const one of volumes) {
    if (size + one.bytes > atOnce && some.length > 0) {
      yield some;
      [some, size] = [[], 0];
    }
    some.push(one);
    size += one.bytes;
  }
  if (some.length > 0) yield some;
}
