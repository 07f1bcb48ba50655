import { error, type Finding } from './finding.ts';

/** Years that a worker may be old: 14 is the youngest age for a contract (ТК РФ ст. 63). */
export const AGE = { minimum: 14, maximum: 100 } as const;

/** A day of the calendar in stored form, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  if (value.length !== 10 || value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return false;
  const year = number(value, 0, 4);
  const month = number(value, 5, 7);
  const day = number(value, 8, 10);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

export function checkDay(value: string): Finding | null {
  return isDay(value) ? null : error('KD-2003');
}

/** @param birthDate and @param today in stored form */
export function checkAge(birthDate: string, today: string): Finding | null {
  return birthDate > addYears(today, -AGE.minimum) || birthDate <= addYears(today, -AGE.maximum - 1)
    ? error('KD-2201', AGE)
    : null;
}

/**
 * The same day so many years later. The convention for a day that the year does not have: 29 February becomes
 * 28 February (an accreditation of 2024-02-29 ends on 2029-02-28).
 */
export function addYears(day: string, years: number): string {
  const year = number(day, 0, 4) + years;
  const month = number(day, 5, 7);
  return text(year, month, Math.min(number(day, 8, 10), lastDayOf(year, month)));
}

/** The same day so many months later, or the last day of a month that is too short for it. */
export function addMonths(day: string, months: number): string {
  const sum = number(day, 0, 4) * 12 + number(day, 5, 7) - 1 + months;
  const [year, month] = [Math.floor(sum / 12), (sum % 12) + 1];
  return text(year, month, Math.min(number(day, 8, 10), lastDayOf(year, month)));
}

/** What is no day of the calendar (data from outside are kept as they came) stays as it is. */
export function addDays(day: string, days: number): string {
  if (!isDay(day)) return day;
  const [year, month, sum] = [number(day, 0, 4), number(day, 5, 7), number(day, 8, 10) + days];
  // Within the month, as most are: rules ask for every record of every row.
  if (sum >= 1 && sum <= lastDayOf(year, month)) return text(year, month, sum);
  const moment = new Date(`${day}T00:00:00.000Z`);
  moment.setUTCDate(sum);
  return moment.toISOString().slice(0, 10);
}

/**
 * Reads a day as people write it: `21.11.2026`, `21/11/2026`, `21-11-2026`, `21 11 2026`, `21112026`, `2026-11-21`,
 * `2026.11.21`. Two digits of a year are understood only when `today` is given: the century that puts the day at most
 * 20 years ahead. @returns stored form, or null where the text is no day of the calendar
 */
export function parseDay(typed: string, today?: string): string | null {
  const bare = typed.trim();
  const isoLike = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:T.*)?$/.exec(bare);
  if (isoLike !== null) return dayOf(Number(isoLike[1]), Number(isoLike[2]), Number(isoLike[3]));
  const parts =
    /^(\d{1,2})[-./ ,]+(\d{1,2})[-./ ,]+(\d{4}|\d{2})(?: ?г\.?)?$/.exec(bare) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(bare);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  if (year.length === 4) return dayOf(Number(year), Number(month), Number(day));
  if (today === undefined) return null;
  return dayOf(fullYear(Number(year), number(today, 0, 4)), Number(month), Number(day));
}

/** `2026-11-21` → `21.11.2026`; what is no day is shown as it is. */
export function formatDay(value: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return parts === null ? value : `${parts[3]}.${parts[2]}.${parts[1]}`;
}

const YEARS_AHEAD = 20;

function fullYear(twoDigits: number, currentYear: number): number {
  const candidate = currentYear - (currentYear % 100) + twoDigits;
  return candidate > currentYear + YEARS_AHEAD ? candidate - 100 : candidate;
}

function dayOf(year: number, month: number, day: number): string | null {
  const value = text(year, month, day);
  return year >= 1000 && isDay(value) ? value : null;
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Decimal digits from `from` to `to`; NaN where another character stands. */
function number(value: string, from: number, to: number): number {
  let result = 0;
  for (let i = from; i < to; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    result = result * 10 + digit;
  }
  return result;
}

function text(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
