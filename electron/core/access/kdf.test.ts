import { expect, test } from 'vitest';
import { costFor, deriveKey, KdfCost } from './kdf.ts';

/** Time grows with N·p (RFC 7914); the probe is N = 2¹⁴, p = 1. */
const predicted = (probe: number): number => {
  const { log2N, p } = costFor(probe);
  return probe * 2 ** (log2N - 14) * p;
};

test('a try takes more than 100 ms and less than a second, on slow machines and on fast ones', () => {
  for (let probe = 2; probe < 1_500; probe *= 1.03) {
    expect(predicted(probe), `${probe} ms`).toBeGreaterThan(100);
    expect(predicted(probe), `${probe} ms`).toBeLessThan(1_000);
    // Slower machines take what the least that is allowed costs them.
    if (probe <= 600) expect(predicted(probe), `${probe} ms`).toBeLessThanOrEqual(300);
  }
});

test('what is chosen is what a slot may hold, and memory stays within 256 MB', () => {
  for (let probe = 0.1; probe < 10_000; probe *= 1.5) {
    const cost = KdfCost.parse(costFor(probe));
    expect(128 * cost.r * 2 ** cost.log2N).toBeLessThanOrEqual(256 * 1_048_576);
  }
});

test.each([
  { log2N: 30, r: 8, p: 1 },
  { log2N: 14, r: 8, p: 1_000 },
  { log2N: 14, r: 1_024, p: 1 },
  { log2N: 1, r: 8, p: 1 },
])('a slot that asks for $log2N/$r/$p is not obeyed', (cost) => {
  expect(KdfCost.safeParse(cost).success).toBe(false);
});

test('same input same key, another salt another key', async () => {
  const cost = { log2N: 13, r: 8, p: 1 } as const;
  const salt = Buffer.alloc(16, 1);
  const key = await deriveKey('904173', salt, cost);
  expect(key).toHaveLength(32);
  expect(await deriveKey('904173', salt, cost)).toEqual(key);
  expect(await deriveKey('904173', Buffer.alloc(16, 2), cost)).not.toEqual(key);
});
