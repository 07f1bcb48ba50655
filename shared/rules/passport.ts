import { error, type Finding } from './finding.ts';

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
