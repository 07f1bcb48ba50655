import { digitAt, weightedSum } from './digits.ts';
import { error, type Finding } from './finding.ts';

export const TENTH = [2, 4, 10, 3, 5, 9, 4, 6, 8];
export const ELEVENTH = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
export const TWELFTH = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** ИНН of a legal person: 10 digits, not `00…`, the last one a check digit (order of ФНС of 29.06.2012 № ММВ-7-6/435@). */
export function isOrganisationInn(value: string, tenth: readonly number[] = TENTH): boolean {
  return /^(?!00)\d{10}$/.test(value) && control(value, tenth) === digitAt(value, 9);
}

/** ИНН of a natural person: 12 digits, not `00…`, the last two are check digits. */
export function isPersonInn(
  value: string,
  eleventh: readonly number[] = ELEVENTH,
  twelfth: readonly number[] = TWELFTH,
): boolean {
  return (
    /^(?!00)\d{12}$/.test(value) &&
    control(value, eleventh) === digitAt(value, 10) &&
    control(value, twelfth) === digitAt(value, 11)
  );
}

export function checkPersonInn(value: string): Finding | null {
  return isPersonInn(value) ? null : error('KD-2111');
}

/** An organisation may be an individual entrepreneur, who has the ИНН of a person. */
export function checkOrganisationInn(value: string): Finding | null {
  return isOrganisationInn(value) || isPersonInn(value) ? null : error('KD-2111');
}

function control(value: string, weights: readonly number[]): number {
  return (weightedSum(value, weights) % 11) % 10;
}
