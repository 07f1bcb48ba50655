import { describe, expect, it } from 'vitest';
import { nmoProgress, nmoWindow } from './nmo.ts';

const TODAY = '2026-11-21';
const record = (
  activityDate: string | null,
  hours: number | null,
  nmoKind: 'course' | 'event' | 'track' = 'course',
) => ({
  activityDate,
  hours,
  nmoKind,
});

describe('the five years of НМО', () => {
  it.each([
    ['up to the end of what admits', '2028-03-10', '2023-03-10', '2028-03-10'],
    ['up to today when it is over', '2026-11-20', '2021-11-21', TODAY],
    ['up to today on its last day too', TODAY, '2021-11-21', TODAY],
    ['up to today when nothing admits', null, '2021-11-21', TODAY],
  ])('%s', (_what, expiresOn, after, until) => {
    expect(nmoWindow(expiresOn, TODAY)).toEqual({ after, until });
  });

  it('count the first and the last of their days, not those beside them', () => {
    const days = ['2023-03-10', '2023-03-11', '2028-03-10', '2028-03-11'].map((day) => record(day, 1));
    expect(nmoProgress(days, '2028-03-10', TODAY).hours).toBe(2);
  });

  it('begin in March when they end on 29 February', () => {
    const days = ['2023-02-28', '2023-03-01', '2028-02-29'].map((day) => record(day, 1));
    expect(nmoProgress(days, '2028-02-29', TODAY).hours).toBe(2);
  });
});

describe('hours of НМО', () => {
  it.each([
    ['nothing yet', [], 144, 72],
    ['one hour short of all', [record('2026-01-01', 72), record('2026-01-02', 71, 'event')], 1, 0],
    ['exactly enough', [record('2026-01-01', 72), record('2026-01-02', 72, 'track')], 0, 0],
    ['enough, but too few by programmes', [record('2026-01-01', 71), record('2026-01-02', 100, 'event')], 0, 1],
    ['more than enough', [record('2026-01-01', 500)], 0, 0],
    ['without hours or day', [record('2026-01-01', null), record(null, 144)], 144, 72],
  ])('%s', (_what, records, lacking, lackingProgrammes) => {
    expect(nmoProgress(records, null, TODAY)).toMatchObject({ lacking, lackingProgrammes });
  });
});
