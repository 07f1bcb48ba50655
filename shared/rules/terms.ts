import type { Category, Credential, EntityKind } from '../domain/entities.ts';
import type { FieldFinding } from './check-entity.ts';
import { addDays, addYears, formatDay } from './dates.ts';
import { warning } from './finding.ts';

/** Certificates, accreditations and categories hold for five years (323-ФЗ ст. 69; orders 709н and 458н). */
const YEARS = 5;

/** Fields of the first and the last day of what holds for that long. */
export const TERMS: Readonly<Partial<Record<EntityKind, { readonly from: string; readonly to: string }>>> = {
  credential: { from: 'issuedOn', to: 'expiresOn' },
  category: { from: 'beginDate', to: 'endDate' },
};

/** Last day of what was given out on a day; see `addYears` for the leap day. */
export function endOfTerm(day: string): string {
  return addYears(day, YEARS);
}

/** A term that nobody has prolonged is the usual one; the last day is counted in or not. */
function checkTerm(field: string, from: string | null, to: string | null, extended: string | null): FieldFinding[] {
  if (from === null || to === null || to < from || extended === 'yes') return [];
  const usual = endOfTerm(from);
  const near = to === usual || (addDays(usual, -1) <= to && to <= addDays(usual, 1));
  return near ? [] : [{ field, ...warning('KD-2216', { date: formatDay(usual) }) }];
}

/** Of an accreditation only: certificates were prolonged by law, and say so seldom. */
export function checkCredentialTerm({ credentialKind, issuedOn, expiresOn, extended }: Credential): FieldFinding[] {
  return credentialKind === 'accreditation' ? checkTerm('expiresOn', issuedOn, expiresOn, extended) : [];
}

export function checkCategoryTerm({ beginDate, endDate, extended }: Category): FieldFinding[] {
  return checkTerm('endDate', beginDate, endDate, extended);
}
