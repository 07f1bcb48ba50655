import { describe, expect, it } from 'vitest';
import { quietMinutes } from './quiet-time.ts';

/** A local moment of November 2026: the 20th is a Friday. */
const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}:00`);
const hours = (from: string, to: string, quietWeekends = false) => ({ quietHours: { from, to }, quietWeekends });
const NEVER = { quietHours: null, quietWeekends: false };

describe('quietMinutes', () => {
  it('is none where nothing is set', () => expect(quietMinutes(NEVER, at(20, '03:00'))).toBe(0));

  it.each([
    ['12:59', 0],
    ['13:00', 60],
    ['13:59', 1],
    ['14:00', 0],
  ])('within one day, at %s', (time, minutes) =>
    expect(quietMinutes(hours('13:00', '14:00'), at(20, time))).toBe(minutes),
  );

  it.each([
    ['19:59', 0],
    ['20:00', 12 * 60],
    ['23:59', 8 * 60 + 1],
    ['00:00', 8 * 60],
    ['07:59', 1],
    ['08:00', 0],
  ])('over midnight, at %s', (time, minutes) =>
    expect(quietMinutes(hours('20:00', '08:00'), at(20, time))).toBe(minutes),
  );

  it('joins the evening of a Friday, the weekend, and the morning of the Monday', () =>
    expect(quietMinutes(hours('20:00', '08:00', true), at(20, '20:00'))).toBe((4 + 48 + 8) * 60));

  it('a weekend alone ends with the Sunday', () => {
    const weekends = { ...NEVER, quietWeekends: true };
    expect(quietMinutes(weekends, at(20, '23:59'))).toBe(0);
    expect(quietMinutes(weekends, at(21, '00:00'))).toBe(48 * 60);
    expect(quietMinutes(weekends, at(22, '23:00'))).toBe(60);
  });

  it('the same hour twice is the whole day', () =>
    expect(quietMinutes(hours('08:00', '08:00'), at(20, '12:00'))).toBeGreaterThan(24 * 60));
});
