import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { addDays, addMonths, isDay } from '#shared/rules/dates.ts';

/**
 * What follows a few values when a series is continued, as spreadsheets do it: numbers and days with an even step go on
 * by it, one day goes on day by day, everything else is repeated.
 *
 * @param seeds at least one value, in the direction of the filling
 * @returns the value at `index`, 0 is the first one after the seeds
 */
export function continueSeries(seeds: readonly FieldValue[], type: FieldType): (index: number) => FieldValue {
  const repeated = (index: number): FieldValue => seeds[index % seeds.length] ?? null;
  if (type === 'date') return daysAfter(seeds) ?? repeated;
  if (type === 'number' || type === 'rate') return numbersAfter(seeds) ?? repeated;
  return repeated;
}

function numbersAfter(seeds: readonly FieldValue[]): ((index: number) => FieldValue) | null {
  const numbers = seeds.filter((seed) => typeof seed === 'number');
  const last = numbers.at(-1);
  if (numbers.length !== seeds.length || last === undefined || numbers.length < 2) return null;
  const step = evenStep(numbers);
  return step === null ? null : (index) => last + step * (index + 1);
}

function daysAfter(seeds: readonly FieldValue[]): ((index: number) => FieldValue) | null {
  const days = seeds.filter((seed) => typeof seed === 'string' && isDay(seed)) as string[];
  const [first] = days;
  const last = days.at(-1);
  if (days.length !== seeds.length || first === undefined || last === undefined) return null;
  if (days.length === 1) return (index) => addDays(last, index + 1);
  const months = evenStep(days.map(monthNumber));
  // The fifth of every month is a step of a month, not of 31 days and then 30.
  if (months !== null && months !== 0 && days.every((day, at) => day === addMonths(first, months * at))) {
    return (index) => addMonths(first, months * (days.length + index));
  }
  const step = evenStep(days.map(dayNumber));
  return step === null ? null : (index) => addDays(last, step * (index + 1));
}

/** The step between neighbours when it is the same everywhere. */
function evenStep(numbers: readonly number[]): number | null {
  const [first = 0, second = 0] = numbers;
  const step = second - first;
  return numbers.every((value, at) => value === first + step * at) ? step : null;
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`) / 86_400_000;
}
