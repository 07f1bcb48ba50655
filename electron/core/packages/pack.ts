import { sealBytes } from '../access/seal.ts';
import { storeZip } from '../dictionaries/reading/zip.ts';
import { canonicalBytes } from '../signing/canonical.ts';
import { sha256Hex } from '../signing/digest.ts';
import {
  type About,
  CONTENT,
  fileName,
  HEADER,
  type Header,
  type Listed,
  MANIFEST,
  type Manifest,
  type PackageFile,
  SIGNATURE,
} from './format.ts';
import type { PackageKey } from './passphrase.ts';

/** An entry of the inner archive as it will lie there. */
export interface PackageEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function entryOf({ sha256, bytes }: PackageFile): PackageEntry {
  return { name: fileName(sha256), bytes };
}

export function listedOf({ name, bytes }: PackageEntry): Listed {
  return { name, bytes: bytes.length, sha256: sha256Hex(bytes) };
}

/** The list of everything inside, with digests; its bytes are what is signed. @param beside what lies in volumes */
export function manifestOf(
  about: About,
  madeBy: Manifest['madeBy'],
  entries: readonly PackageEntry[],
  beside: readonly Listed[] = [],
): { readonly manifest: Manifest; readonly bytes: Uint8Array } {
  const manifest = { ...about, madeBy, entries: [...entries.map(listedOf), ...beside] };
  return { manifest, bytes: canonicalBytes(manifest) };
}

/** The bytes that lie open, to which all that is sealed is bound. */
export function headOf(about: About, { salt, kdf }: PackageKey): Uint8Array {
  const header: Header = {
    ...about,
    cipher: 'scrypt+aes-256-gcm',
    kdf: { ...kdf, p: 1 },
    salt: Buffer.from(salt).toString('base64'),
  };
  return canonicalBytes(header);
}

/**
 * A package: an archive of an open header, the sealed inner archive, and volumes beside it.
 *
 * @param entries of the inner archive besides the manifest and its signature
 * @param signature detached CMS over the manifest, DER
 */
export function pack(
  about: About,
  key: PackageKey,
  manifest: Uint8Array,
  signature: Uint8Array | null,
  entries: readonly PackageEntry[],
  volumes: readonly PackageEntry[] = [],
): Buffer {
  const signed = signature === null ? [] : [{ name: SIGNATURE, bytes: signature }];
  const inner = storeZip([{ name: MANIFEST, bytes: manifest }, ...signed, ...entries], { deflate: true });
  const head = headOf(about, key);
  const { nonce, data } = sealBytes(inner, key.key, head);
  return storeZip([{ name: HEADER, bytes: head }, { name: CONTENT, bytes: Buffer.concat([nonce, data]) }, ...volumes]);
}
