import { type Finding, warning } from './finding.ts';

/** Number of a licence for medical activity as given before 2021: `ЛО-77-01-020456`; `02` is a pharmacy's licence. */
export function isOldLicenceNumber(value: string): boolean {
  return /^(ФС|ЛО)-\d{2}-01-\d{6}$/.test(value);
}

/** Number of the single register of licences (ЕРУЛ): `Л041-01137-77/00369858`; the shape is read from numbers seen. */
export function isErulNumber(value: string): boolean {
  return /^Л041-\d{5}-\d{2}\/\d{8}$/.test(value);
}

/** No official text fixes the shapes, so another one is unusual, not wrong. */
export function checkLicenceNumber(value: string): Finding | null {
  return isOldLicenceNumber(value) || isErulNumber(value) ? null : warning('KD-2136');
}
