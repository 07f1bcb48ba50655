import { createHash, hash } from 'node:crypto';

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** SHA-256 over several parts as if they were one. */
export function sha256Of(...parts: readonly Uint8Array[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}
