import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Attempts, createAttempts, delayAfter, FREE_TRIES } from './attempts.ts';
import { type TestClock, temporaryFolder, testClock } from './testing/fakes.ts';

const DAY = 86_400_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let path: string;
let clock: TestClock;
let over: number;
const onOver = (): void => {
  over += 1;
};
const start = (): Promise<Attempts> => createAttempts({ path, clock, log, onOver });

async function wrong(attempts: Attempts, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await attempts.charge();
}

beforeEach(() => {
  path = join(temporaryFolder(), 'attempts.json');
  clock = testClock();
  over = 0;
});

test('five tries are free, then each wrong one costs more, up to fifteen minutes', () => {
  expect([1, 2, 3, 4].map(delayAfter)).toEqual([0, 0, 0, 0]);
  const delays = [5, 6, 7, 8, 9, 10, 11, 1_000].map(delayAfter);
  expect(delays).toEqual([30, 60, 120, 300, 600, 900, 900, 900]);
});

test('whoever guesses waits, and is told how long', async () => {
  const attempts = await start();
  await wrong(attempts, FREE_TRIES);
  expect(attempts.waitSeconds()).toBe(30);
  await expect(attempts.charge()).rejects.toMatchObject({ code: 'KD-1004', params: { seconds: 30 } });
  clock.advance(29_001);
  expect(attempts.waitSeconds()).toBe(1);
  clock.advance(999);
  expect([attempts.waitSeconds(), over]).toEqual([0, 1]);
  await attempts.charge();
  expect(attempts.waitSeconds()).toBe(60);
});

test('the right PIN wipes the slate', async () => {
  const attempts = await start();
  await wrong(attempts, FREE_TRIES - 1);
  await attempts.charge();
  await attempts.forgive();
  expect(attempts.waitSeconds()).toBe(0);
  expect(existsSync(path)).toBe(false);
  await wrong(attempts, FREE_TRIES - 1);
  expect(attempts.waitSeconds()).toBe(0);
});

test('a delay lasts through restarts and through a wall clock that was set', async () => {
  const first = await start();
  await wrong(first, FREE_TRIES);
  for (const delay of [30, 60, 120, 300, 600]) {
    clock.advance(delay * 1_000);
    await first.charge();
  }
  expect(first.waitSeconds()).toBe(900);
  clock.setBack(-DAY);
  expect(first.waitSeconds()).toBe(900);
  clock.advance(60_000);
  await first.dispose();

  clock = testClock(Date.parse('2026-11-22T12:00:00.000Z'));
  const second = await start();
  expect(second.waitSeconds()).toBe(840);
  await expect(second.charge()).rejects.toMatchObject({ code: 'KD-1004' });
  clock.setBack(-DAY);
  expect(second.waitSeconds()).toBe(840);
  clock.setBack(2 * DAY);
  expect(second.waitSeconds()).toBe(840);
  clock.advance(840_000);
  await second.charge();
  expect(second.waitSeconds()).toBe(900);
});

test('killing the program gains at most ten seconds, and never the count', async () => {
  const killed = await start();
  await wrong(killed, FREE_TRIES);
  clock.advance(20_000);
  // Nothing is disposed of: what a later start finds is what was noted on the way.
  const noted = (): unknown => JSON.parse(readFileSync(path, 'utf8'));
  await expect.poll(noted).toEqual({ failed: 5, waitMilliseconds: 10_000 });
  clock.advance(9_000);
  clock = testClock();
  const next = await start();
  expect(next.waitSeconds()).toBe(10);
  clock.advance(10_000);
  await next.charge();
  expect(next.waitSeconds()).toBe(60);
});

test('a file that cannot be read costs the longest delay', async () => {
  writeFileSync(path, '{"failed":');
  expect((await start()).waitSeconds()).toBe(900);
  writeFileSync(path, JSON.stringify({ failed: 0, waitMilliseconds: 10 ** 12 }));
  expect((await start()).waitSeconds()).toBe(900);
});

test('a try counts before it is made', async () => {
  const attempts = await start();
  await attempts.charge();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ failed: 1, waitMilliseconds: 0 });
});
