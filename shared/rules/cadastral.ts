import { type Finding, warning } from './finding.ts';

/** Cadastral number: district, region, quarter, object. */
export function isCadastralNumber(value: string): boolean {
  return /^\d{2}:\d{2}:\d{6,7}:\d{1,7}$/.test(value);
}

/** The lengths are read from numbers seen: another shape is unusual, not wrong. */
export function checkCadastralNumber(value: string): Finding | null {
  return isCadastralNumber(value) ? null : warning('KD-2137');
}
