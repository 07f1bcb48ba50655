import { DeskError } from '#shared/contract/result.ts';

const FIRST = 1_000;
const LONGEST = 300_000;

/**
 * Milliseconds to wait after so many failures in a row: anything up to 1 s·2ⁿ, at most 5 minutes, so that many desks do
 * not come back at once. What the registry asks for wins.
 */
export function delayAfter(failures: number, error: unknown, random: () => number): number {
  const asked = error instanceof DeskError ? error.params?.retryAfter : undefined;
  if (typeof asked === 'number') return asked * 1000;
  return Math.round(random() * Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1)));
}
