import { describe, expect, it } from 'vitest';
import { hasBegun, holdsOn, overlap } from './on-day.ts';

describe('a record holds', () => {
  const term = { beginDate: '2026-02-02', endDate: '2026-02-28' };
  it.each([
    ['the day before the first', '2026-02-01', false],
    ['the first day', '2026-02-02', true],
    ['a day between', '2026-02-15', true],
    ['the last working day', '2026-02-28', true],
    ['the day after the last', '2026-03-01', false],
  ])('%s', (_, day, holds) => expect(holdsOn(term, day)).toBe(holds));

  it('without an end on every later day, without a beginning on every earlier one', () => {
    expect(holdsOn({ beginDate: '2026-02-02', endDate: null }, '2999-01-01')).toBe(true);
    expect(holdsOn({ beginDate: null, endDate: '2026-02-28' }, '1900-01-01')).toBe(true);
    expect(hasBegun(null, '1900-01-01')).toBe(true);
    expect(hasBegun('2026-02-02', '2026-02-01')).toBe(false);
  });
});

describe('two records overlap', () => {
  const until = (endDate: string | null) => ({ beginDate: '2026-01-01', endDate });
  const from = (beginDate: string | null) => ({ beginDate, endDate: null });
  it.each([
    ['one ends the day before the other begins', until('2026-02-28'), from('2026-03-01'), false],
    ['one ends on the day the other begins', until('2026-03-01'), from('2026-03-01'), true],
    ['neither has an end', until(null), from('2026-03-01'), true],
    ['nothing is known of the days', { beginDate: null, endDate: null }, from(null), true],
  ])('%s', (_, a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });
});
