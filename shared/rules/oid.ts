import { type Finding, warning } from './finding.ts';

/** An object identifier in dotted form (the schematron of Минздрав's electronic documents). */
export function isOid(value: string): boolean {
  return /^[0-2](\.(0|[1-9]\d*))+$/.test(value);
}

/** OID that ФРМО gives to an organisation: kind 1…4, region, number. */
export function isOrganisationOid(value: string): boolean {
  return isOid(value) && /^1\.2\.643\.5\.1\.13\.13\.12\.[1-4]\.\d{1,2}\.\d{1,6}$/.test(value);
}

/** OID that ФРМО gives to a division (`….0.N`) or to a section or room of it (`….0.N.M`). */
export function isDivisionOid(value: string): boolean {
  return isOid(value) && /^1\.2\.643\.5\.1\.13\.13\.12\.[1-4]\.\d{1,2}\.\d{1,6}\.0\.\d{1,9}(\.\d{1,9})?$/.test(value);
}

/** Only the registry writes OIDs: one of another shape is kept and flagged. */
export function checkOrganisationOid(value: string): Finding | null {
  return isOrganisationOid(value) ? null : warning('KD-2145');
}

export function checkDivisionOid(value: string): Finding | null {
  return isDivisionOid(value) ? null : warning('KD-2145');
}
