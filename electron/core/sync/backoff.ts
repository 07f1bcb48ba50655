import { DeskError } from '#shared/contract/result.ts';

/** No desk tries more often, however lucky its number: the requests of a minute stay bounded. */
const FIRST = 1_000;
/** With an exchange every 15 s all desks of a clinic are equal again within a minute after a breakdown. */
const LONGEST = 40_000;
/** Whatever a registry asks for, it is tried once an hour. */
const LONGEST_ASKED = 3_600_000;

/**
 * Milliseconds to wait after so many failures in a row: anything from 1 s up to 1 s·2ⁿ, at most 40 s, so that many desks
 * do not come back at once. What the registry asks for wins; one that asks for no pause at all gets one all the same.
 */
export function delayAfter(failures: number, error: unknown, random: () => number): number {
  const asked = error instanceof DeskError ? error.params?.retryAfter : undefined;
  if (typeof asked === 'number' && asked > 0) return Math.min(asked * 1000, LONGEST_ASKED);
  const most = Math.min(LONGEST, FIRST * 2 ** Math.max(1, failures));
  return Math.round(FIRST + random() * (most - FIRST));
}

/**
 * Milliseconds until the planned moment of the next try. One that lies farther ahead than any pause was planned by a
 * clock that has been set back since: it is now.
 */
export function waitUntil(nextTryAt: string, nowMillis: number): number {
  const wait = Date.parse(nextTryAt) - nowMillis;
  return wait > LONGEST_ASKED ? 0 : Math.max(0, wait);
}
