import { expect, it } from 'vitest';
import { addDays, addMonths, monthGrid } from './calendar-days.ts';

it('walks over ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
});

it('shows a month in six weeks that start on Monday', () => {
  const weeks = monthGrid('2026-11-21');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks[0]?.[6]).toBe('2026-11-01');
  expect(weeks.flat()).toContain('2026-11-30');
  expect(monthGrid('2026-06-10')[0]?.[0]).toBe('2026-06-01');
});
