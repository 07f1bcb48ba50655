import { expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import { createRandom } from '../training/random.ts';
import { delayAfter } from './backoff.ts';

const SECOND = 1_000;

it('grows with each failure up to 40 seconds, and never falls below one', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 5_000].map((failures) => delayAfter(failures, null, () => 1));
  expect(longest).toEqual([2, 4, 8, 16, 32, 40, 40, 40].map((seconds) => seconds * SECOND));
  for (const failures of [0, 1, 7, 5_000]) expect(delayAfter(failures, null, () => 0)).toBe(SECOND);
});

it('spreads many desks over the whole time', () => {
  const random = createRandom(1);
  const delays = Array.from({ length: 1_000 }, () => delayAfter(9, null, random.next));
  for (const from of [1, 10, 20, 30]) {
    const share = delays.filter((delay) => delay >= from * SECOND && delay < (from + 10) * SECOND).length;
    expect(share).toBeGreaterThan(200);
  }
});

it('is what the registry asks for, however long; where it asks for none it grows as ever', () => {
  const asked = (retryAfter: number) => new DeskError('KD-4002', { params: { status: 429, retryAfter } });
  expect(delayAfter(9, asked(90), () => 0)).toBe(90 * SECOND);
  expect(delayAfter(9, asked(1), () => 1)).toBe(SECOND);
  expect(delayAfter(9, asked(0), () => 1)).toBe(40 * SECOND);
});
