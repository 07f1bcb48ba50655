import { DeskError } from '#shared/contract/result.ts';

const FIRST = 1_000;
const LONGEST = 300_000;
/** Whatever a registry asks for, it is tried once an hour. */
const LONGEST_ASKED = 3_600_000;

/**
 * Milliseconds to wait after so many failures in a row: anything up to 1 s·2ⁿ, at most 5 minutes, so that many desks do
 * not come back at once. What the registry asks for wins.
 */
export function delayAfter(failures: number, error: unknown, random: () => number): number {
  const asked = error instanceof DeskError ? error.params?.retryAfter : undefined;
  if (typeof asked === 'number') return Math.min(asked * 1000, LONGEST_ASKED);
  return Math.round(random() * Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1)));
}

/**
 * Milliseconds until the planned moment of the next try. One that lies farther ahead than any pause was planned by a
 * clock that has been set back since: it is now.
 */
export function waitUntil(nextTryAt: string, nowMillis: number): number {
  const wait = Date.parse(nextTryAt) - nowMillis;
  return wait > LONGEST_ASKED ? 0 : Math.max(0, wait);
}
