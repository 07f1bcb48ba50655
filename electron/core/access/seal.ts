import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** AES-256-GCM: a fresh 96-bit nonce, ciphertext with its 128-bit tag behind; both base64. */
export const Sealed = z.object({ nonce: z.base64(), data: z.base64() });
export type Sealed = z.infer<typeof Sealed>;

const TAG = 16;

/** @param context what the box belongs to; it opens with the same context only */
export function seal(content: Uint8Array, key: Uint8Array, context: string): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const data = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), data: data.toString('base64') };
}

/** Null when the key or the context is another one, or a single bit of the box is. */
export function unseal(box: Sealed, key: Uint8Array, context: string): Uint8Array | null {
  const nonce = Buffer.from(box.nonce, 'base64');
  const data = Buffer.from(box.data, 'base64');
  if (nonce.length !== 12 || data.length < TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context)).setAuthTag(data.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}
