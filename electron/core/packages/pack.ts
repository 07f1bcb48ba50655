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

/** The list of everything inside, with digests; its bytes are what is signed. */
export function manifestOf(
  about: About,
  madeBy: Manifest['madeBy'],
  entries: readonly PackageEntry[],
): { readonly manifest: Manifest; readonly bytes: Uint8Array } {
  const listed = entries.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) }));
  const manifest = { ...about, madeBy, entries: listed };
  return { manifest, bytes: canonicalBytes(manifest) };
}

/**
 * A package: an archive of an open header and the sealed inner archive.
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
): Buffer {
  const signed = signature === null ? [] : [{ name: SIGNATURE, bytes: signature }];
  const inner = storeZip([{ name: MANIFEST, bytes: manifest }, ...signed, ...entries], { deflate: true });
  const salt = Buffer.from(key.salt).toString('base64');
  const header: Header = { ...about, cipher: 'scrypt+aes-256-gcm', kdf: { ...key.kdf, p: 1 }, salt };
  const head = canonicalBytes(header);
  const { nonce, data } = sealBytes(inner, key.key, head);
  return storeZip([
    { name: HEADER, bytes: head },
    { name: CONTENT, bytes: Buffer.concat([nonce, data]) },
  ]);
}
