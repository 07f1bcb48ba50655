import { error, type Finding } from './finding.ts';

/** A profile, a dash or a colon, a number of beds: «Терапевтические — 20». */
const LINE = /^\p{L}.*?\s*[—–:-]\s*\d{1,5}$/u;

/** Beds by their profiles, one profile a line. */
export function checkBedProfiles(value: string): Finding | null {
  return value.split('\n').every((line) => LINE.test(line)) ? null : error('KD-2230');
}
