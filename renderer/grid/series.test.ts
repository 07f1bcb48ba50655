import { describe, expect, it } from 'vitest';
import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { continueSeries } from './series.ts';

const following = (seeds: readonly FieldValue[], type: FieldType, count = 3) =>
  Array.from({ length: count }, (_, index) => continueSeries(seeds, type)(index));

describe('a series', () => {
  it('of numbers goes on by an even step, in either direction', () => {
    expect(following([25, 50], 'rate')).toEqual([75, 100, 125]);
    expect(following([30, 20, 10], 'number')).toEqual([0, -10, -20]);
  });

  it('of one number, or without an even step, is repeated', () => {
    expect(following([100], 'rate')).toEqual([100, 100, 100]);
    expect(following([1, 2, 4], 'number')).toEqual([1, 2, 4]);
    expect(following([25, null], 'rate')).toEqual([25, null, 25]);
  });

  it('of one day goes on day by day, over the end of a month and a leap day', () => {
    expect(following(['2024-02-28'], 'date')).toEqual(['2024-02-29', '2024-03-01', '2024-03-02']);
  });

  it('of days goes on by days, weeks or months', () => {
    expect(following(['2026-01-05', '2026-01-12'], 'date')).toEqual(['2026-01-19', '2026-01-26', '2026-02-02']);
    expect(following(['2026-01-15', '2026-02-15'], 'date')).toEqual(['2026-03-15', '2026-04-15', '2026-05-15']);
    expect(following(['2026-01-31', '2026-02-28'], 'date')).toEqual(['2026-03-31', '2026-04-30', '2026-05-31']);
    expect(following(['2026-03-01', '2025-03-01'], 'date')).toEqual(['2024-03-01', '2023-03-01', '2022-03-01']);
    expect(following(['2026-01-01', '2026-01-01'], 'date')).toEqual(['2026-01-01', '2026-01-01', '2026-01-01']);
  });

  it('of words or codes is repeated', () => {
    expect(following(['71', '72'], 'code')).toEqual(['71', '72', '71']);
    expect(following(['2026-13-01'], 'date', 1)).toEqual(['2026-13-01']);
  });
});
