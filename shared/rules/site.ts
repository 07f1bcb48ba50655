import { error, type Finding } from './finding.ts';

/** A name of a site with a dot in it, also in Cyrillic, with or without the protocol and a path. */
const SITE =
  /^(https?:\/\/)?([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}(:\d{1,5})?(\/\S*)?$/u;

export function isSite(value: string): boolean {
  return SITE.test(value);
}

export function checkSite(value: string): Finding | null {
  return isSite(value) ? null : error('KD-2141');
}
