import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Keys = z.object({
  cookies: z.array(z.string()).min(1),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
});
export type Keys = z.infer<typeof Keys>;

/** Signing and cookie keys of this sandbox, made at its first start. */
export function keysIn(file: string): Keys {
  try {
    return Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key: JsonWebKey = privateKey.export({ format: 'jwk' });
    const keys: Keys = {
      cookies: [randomBytes(32).toString('base64url')],
      jwks: { keys: [{ ...key, kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' }] },
    };
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
    return keys;
  }
}
