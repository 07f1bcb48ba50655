import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** AES-256-GCM: a fresh 96-bit nonce, ciphertext with its 128-bit tag behind; both base64. */
export const Sealed = z.object({ nonce: z.base64(), data: z.base64() });
export type Sealed = z.infer<typeof Sealed>;

const TAG = 16;

export interface SealedBytes {
  readonly nonce: Uint8Array;
  /** Ciphertext with its tag behind. */
  readonly data: Uint8Array;
}

/** @param context what the box belongs to; it opens with the same context only */
export function sealBytes(content: Uint8Array, key: Uint8Array, context: Uint8Array): SealedBytes {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return { nonce, data: Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]) };
}

/** Null when the key or the context is another one, or a single bit of the box is. */
export function unsealBytes({ nonce, data }: SealedBytes, key: Uint8Array, context: Uint8Array): Uint8Array | null {
  if (nonce.length !== 12 || data.length < TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(context).setAuthTag(data.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The same as text. */
export function seal(content: Uint8Array, key: Uint8Array, context: string): Sealed {
  const { nonce, data } = sealBytes(content, key, Buffer.from(context));
  return { nonce: Buffer.from(nonce).toString('base64'), data: Buffer.from(data).toString('base64') };
}

/** The same of {@link seal}. */
export function unseal({ nonce, data }: Sealed, key: Uint8Array, context: string): Uint8Array | null {
  const box = { nonce: Buffer.from(nonce, 'base64'), data: Buffer.from(data, 'base64') };
  return unsealBytes(box, key, Buffer.from(context));
}
