import { error, type Finding } from './finding.ts';

/**
 * An address that mail is really sent to (RFC 5321 without quoted local parts and address literals): up to 64 + 254
 * characters, a domain with a dot; letters of any script, because «кадры@больница.рф» is lawful (RFC 6531).
 */
const ADDRESS =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u;

export function checkEmail(value: string): Finding | null {
  return ADDRESS.test(value) ? null : error('KD-2122');
}
