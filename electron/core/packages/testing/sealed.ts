import { sealBytes } from '../../access/seal.ts';
import { storeZip } from '../../dictionaries/reading/zip.ts';
import { type CanonicalValue, canonicalBytes } from '../../signing/canonical.ts';
import { type About, CONTENT, HEADER, MANIFEST } from '../format.ts';
import { manifestOf, type PackageEntry, pack } from '../pack.ts';
import { keyOf, type PackageKey } from '../passphrase.ts';
import { readSealed, unseal } from '../unpack.ts';

export const PHRASE = 'тёплый чайник на подоконнике';

export const ABOUT: About = {
  format: 'kartoteka-package',
  version: 1,
  id: '0199d3f2-7c1e-7abc-8def-0123456789ab',
  kind: 'requests',
  organisation: '1.2.643.5.1.13.13.12.2.77.1',
  contour: 'test',
  madeAt: '2026-11-21T09:00:00.000Z',
};
export const MADE_BY = { name: 'Кадрова Анна', role: 'editor' };

/** A key that is quick to derive: what is tested is not its cost. */
export async function quickKey(passphrase = PHRASE): Promise<PackageKey> {
  const kdf = { log2N: 13, r: 8, p: 1 } as const;
  const salt = Buffer.alloc(16, 7);
  return { key: await keyOf(passphrase, salt, kdf), kdf, salt };
}

export function documentOf(name: string, value: CanonicalValue): PackageEntry {
  return { name, bytes: canonicalBytes(value) };
}

/** An honest package of these entries. */
export async function honest(entries: readonly PackageEntry[], about = ABOUT): Promise<Buffer> {
  return pack(about, await quickKey(), manifestOf(about, MADE_BY, entries).bytes, null, entries);
}

/** Somebody who knows the passphrase seals whatever they like. */
export async function sealedAs(inner: Uint8Array, about: CanonicalValue = { ...ABOUT }): Promise<Buffer> {
  const { key, kdf, salt } = await quickKey();
  const cipher = 'scrypt+aes-256-gcm';
  const head = canonicalBytes({
    ...(about as object),
    cipher,
    kdf: { ...kdf },
    salt: Buffer.from(salt).toString('base64'),
  });
  const { nonce, data } = sealBytes(inner, key, head);
  return storeZip([
    { name: HEADER, bytes: head },
    { name: CONTENT, bytes: Buffer.concat([nonce, data]) },
  ]);
}

/** The manifest of these entries in front of others. */
export async function listing(listed: readonly PackageEntry[], real: readonly PackageEntry[]): Promise<Buffer> {
  const manifest = { name: MANIFEST, bytes: manifestOf(ABOUT, MADE_BY, listed).bytes };
  return sealedAs(storeZip([manifest, ...real]));
}

export async function opened(file: Buffer, passphrase = PHRASE) {
  return unseal(readSealed(file), passphrase);
}
