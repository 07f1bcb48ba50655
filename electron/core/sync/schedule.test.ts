import { expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import { Schedule } from './schedule.ts';
import { RingingClock } from './testing/desk.ts';

/** When the next run begins after one that ended so, in milliseconds, while a request is due since a minute. */
async function pauseAfter(code: ErrorCode | null, everySeconds: number): Promise<number | null> {
  const clock = new RingingClock();
  const due = new Date(clock.millis() - 60_000).toISOString();
  const run = async () => ({ error: code === null ? null : new DeskError(code) });
  const schedule = new Schedule({ clock, random: () => 0, everySeconds, run, nextTryAt: () => due });
  await schedule.kick({ forced: false });
  return clock.next;
}

it.each<[string, ErrorCode | null, number, number | null]>([
  ['succeeded', null, 15, 0],
  ['needs a sign-in', 'KD-4004', 15, 15_000],
  ['needs a sign-in, and nothing is planned', 'KD-4004', 0, null],
  ['did not reach the registry', 'KD-4001', 15, 1000],
  ['did not reach the registry, and nothing is planned', 'KD-4001', 0, 1000],
])('what is due waits with the run that %s', async (_how, code, everySeconds, pause) => {
  expect(await pauseAfter(code, everySeconds)).toBe(pause);
});
