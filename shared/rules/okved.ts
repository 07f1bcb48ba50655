import { error, type Finding } from './finding.ts';

/** Class, group and kind of an activity by ОК 029-2014: `86`, `86.10`, `86.90.9`. */
export function isOkved(value: string): boolean {
  return /^\d{2}(\.\d{1,2}(\.\d{1,2})?)?$/.test(value);
}

export function checkOkved(value: string): Finding | null {
  return isOkved(value) ? null : error('KD-2135');
}
