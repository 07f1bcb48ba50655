import { addDays, addYears } from './dates.ts';
import { error, type Finding, warning } from './finding.ts';

/** НСИ 99.2.48: the passport of a citizen. */
export const PASSPORT = '1';

/** Series of a Russian passport in stored form: 4 digits without a space (регламент МВД, приказ № 851 of 2018, form 1П). */
export function isPassportSeries(value: string): boolean {
  return /^\d{4}$/.test(value);
}

/** Number of a Russian passport: 6 digits, not all zeros. */
export function isPassportNumber(value: string): boolean {
  return /^(?!000000)\d{6}$/.test(value);
}

/** Code of the division that gave the passport out: `770-001`, not `000-000`. */
export function isDepartmentCode(value: string): boolean {
  return /^(?!000-000)\d{3}-\d{3}$/.test(value);
}

export function checkPassportSeries(value: string): Finding | null {
  return isPassportSeries(value) ? null : error('KD-2131');
}

export function checkPassportNumber(value: string): Finding | null {
  return isPassportNumber(value) ? null : error('KD-2132');
}

export function checkDepartmentCode(value: string): Finding | null {
  return isDepartmentCode(value) ? null : error('KD-2133');
}

/** `45 08` → `4508`; what is not two pairs of digits comes back trimmed, for the check to refuse. */
export function normalisePassportSeries(typed: string): string {
  const parts = /^(\d{2})[\s\u00A0]?(\d{2})$/.exec(typed.trim());
  return parts === null ? typed.trim() : `${parts[1]}${parts[2]}`;
}

/** A citizen exchanges the passport at these ages, and has so many days for it (постановление № 828, п. 7). */
const EXCHANGE_AGES = [20, 45] as const;
const EXCHANGE_DAYS = 90;

/** @param birthDate and the other days in stored form */
export function checkExchange(issuedOn: string, birthDate: string, today: string): Finding | null {
  const due = EXCHANGE_AGES.find((age) => {
    const birthday = addYears(birthDate, age);
    return issuedOn < birthday && today > addDays(birthday, EXCHANGE_DAYS);
  });
  return due === undefined ? null : warning('KD-2217', { age: due });
}

/** Years by which a blank may be older than the passport; one of the next year is seen in December. */
const BLANK_YEARS = { older: 3, newer: 1 } as const;

/** The last two digits of a series are the year in which the blank was printed. */
export function checkYearOfSeries(series: string, issuedOn: string): Finding | null {
  if (!isPassportSeries(series)) return null;
  const older = (Number(issuedOn.slice(2, 4)) - Number(series.slice(2)) + 100) % 100;
  return older <= BLANK_YEARS.older || older >= 100 - BLANK_YEARS.newer ? null : warning('KD-2138');
}
