import { expect, test } from 'vitest';
import { systemIds } from './ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids rise and differ, also within a millisecond and when the clock is set back', () => {
  const times = [...Array<number>(3000).fill(1_800_000_000_000), ...Array<number>(3000).fill(1_700_000_000_000)];
  const ids = systemIds(() => times.shift() ?? 1_800_000_000_001);
  const made = Array.from({ length: 6001 }, () => ids.next());
  expect(made.every((id) => UUID_V7.test(id))).toBe(true);
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

test('no two programs make the same ones', () => {
  const [one, other] = [systemIds(() => 1_800_000_000_000), systemIds(() => 1_800_000_000_000)];
  const made = Array.from({ length: 2000 }, () => [one.next(), other.next()]).flat();
  expect(new Set(made).size).toBe(made.length);
});
