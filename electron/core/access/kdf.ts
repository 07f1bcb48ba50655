import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/**
 * How a PIN becomes a key (scrypt, RFC 7914); kept beside what it opens. The bounds keep a file that somebody changed
 * from asking for endless memory or time.
 */
export const KdfCost = z.object({
  log2N: z.number().int().min(13).max(18),
  r: z.literal(8),
  p: z.number().int().min(1).max(16),
});
export type KdfCost = z.infer<typeof KdfCost>;

/** Milliseconds that one try should take here: slow for who guesses, quick for who knows. */
const AIM = 300;
const PROBE: KdfCost = { log2N: 14, r: 8, p: 1 };
const MEMORY_CAP_LOG2N = 18;

/**
 * The cost that takes 150…300 ms on a machine that needs `milliseconds` for {@link PROBE}. The aim stays away from both
 * ends of what is promised (100 ms…1 s), because machines are busy or idle. Memory grows first, up to 256 MB, then rounds.
 */
export function costFor(milliseconds: number): KdfCost {
  const doublings = Math.floor(Math.log2(AIM / Math.max(milliseconds, 1)));
  const log2N = Math.min(MEMORY_CAP_LOG2N, Math.max(13, PROBE.log2N + doublings));
  const round = milliseconds * 2 ** (log2N - PROBE.log2N);
  return { log2N, r: 8, p: Math.min(16, Math.max(1, Math.floor(AIM / round))) };
}

/** Measures this machine; the faster of two tries is less likely to have been disturbed. */
export async function measureCost(monotonic: () => number): Promise<KdfCost> {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 2; n += 1) {
    const begun = monotonic();
    await deriveKey('measure', randomBytes(16), PROBE);
    best = Math.min(best, monotonic() - begun);
  }
  return costFor(best);
}

/** 32 bytes; the work is done off the event loop. */
export function deriveKey(secret: string, salt: Uint8Array, cost: KdfCost): Promise<Buffer> {
  const N = 2 ** cost.log2N;
  const maxmem = 128 * cost.r * (N + cost.p + 2) + 1_048_576;
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N, r: cost.r, p: cost.p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
