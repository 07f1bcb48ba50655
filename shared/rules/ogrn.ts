import { digitAt } from './digits.ts';
import { error, type Finding } from './finding.ts';

/** ОГРН of a legal person: 13 digits, the last is the remainder of the first 12 by 11 (order of Минфин of 30.10.2017 № 165н). */
export function isOgrn(value: string, divisor = 11): boolean {
  return /^[1-9]\d{12}$/.test(value) && (Number(value.slice(0, 12)) % divisor) % 10 === digitAt(value, 12);
}

/** ОГРНИП of an entrepreneur: 15 digits, the last is the remainder of the first 14 by 13. */
export function isOgrnip(value: string, divisor = 13): boolean {
  return /^[1-9]\d{14}$/.test(value) && (Number(value.slice(0, 14)) % divisor) % 10 === digitAt(value, 14);
}

export function checkOgrn(value: string): Finding | null {
  return isOgrn(value) || isOgrnip(value) ? null : error('KD-2112');
}
