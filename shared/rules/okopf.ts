import { error, type Finding } from './finding.ts';

/** A code of legal forms by ОК 028-2012: five digits. */
export function checkOkopf(value: string): Finding | null {
  return /^\d{5}$/.test(value) ? null : error('KD-2007');
}
