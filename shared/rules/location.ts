import { error, type Finding } from './finding.ts';

/** Postal index of Russia: six digits, the first of which is no zero. */
export function checkPostIndex(value: string): Finding | null {
  return /^[1-9]\d{5}$/.test(value) ? null : error('KD-2142');
}

/** Identity of an address in the state address register: a GUID. */
export function checkGarGuid(value: string): Finding | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? null : error('KD-2143');
}

/** Degrees with a decimal point. @param limit 90 for a latitude, 180 for a longitude */
export function checkDegrees(value: string, limit: 90 | 180): Finding | null {
  const fits = /^-?\d{1,3}(\.\d{1,15})?$/.test(value) && Math.abs(Number(value)) <= limit;
  return fits ? null : error('KD-2144', { maximum: limit });
}
