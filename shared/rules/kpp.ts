import { error, type Finding } from './finding.ts';

/** КПП: inspectorate (4 digits, not 0000), reason (2 digits or Latin capitals), number (order of ФНС of 29.06.2012 № ММВ-7-6/435@). */
export function checkKpp(value: string): Finding | null {
  return /^(?!0000)\d{4}[\dA-Z]{2}\d{3}$/.test(value) ? null : error('KD-2113');
}
