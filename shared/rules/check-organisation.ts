import type { Building, Organisation } from '../domain/entities.ts';
import type { FieldFinding } from './check-entity.ts';
import { checkNotLater } from './check-person-file.ts';
import { error } from './finding.ts';
import { isOrganisationInn, isPersonInn } from './inn.ts';
import { isOgrn, isOgrnip } from './ogrn.ts';

/** What only several values of an organisation show (domain.md 8: Organisation, Building). */
interface Around {
  readonly today?: string;
}

/** An entrepreneur has the ИНН of a person, ОГРНИП and no КПП; a legal person has ОГРН. */
function checkRequisites({ inn, ogrn, kpp }: Organisation): FieldFinding[] {
  const entrepreneur = isPersonInn(inn ?? '');
  if (!entrepreneur && !isOrganisationInn(inn ?? '')) return [];
  const other = entrepreneur ? isOgrn(ogrn ?? '') : isOgrnip(ogrn ?? '');
  const found: FieldFinding[] = other ? [{ field: 'ogrn', ...error('KD-2146') }] : [];
  if (entrepreneur && (kpp ?? '') !== '') found.push({ field: 'kpp', ...error('KD-2146') });
  return found;
}

export function checkOrganisation(organisation: Organisation, around: Around): FieldFinding[] {
  const { ogrnDate, liquidationDate } = organisation;
  const found = [...checkRequisites(organisation), ...checkNotLater('ogrnDate', ogrnDate, around)];
  if (ogrnDate !== null && liquidationDate !== null && liquidationDate < ogrnDate) {
    found.push({ field: 'liquidationDate', ...error('KD-2202') });
  }
  return found;
}

export function checkBuilding(building: Building, { today }: Around): FieldFinding[] {
  const { buildYear, beginDate, liquidationDate, latitude, longitude } = building;
  const found: FieldFinding[] = [];
  if (beginDate !== null && liquidationDate !== null && liquidationDate < beginDate) {
    found.push({ field: 'liquidationDate', ...error('KD-2202') });
  }
  if (buildYear !== null && today !== undefined && buildYear > yearOf(today)) {
    found.push({ field: 'buildYear', ...error('KD-2206') });
  }
  if (buildYear !== null && beginDate !== null && yearOf(beginDate) < buildYear) {
    found.push({ field: 'beginDate', ...error('KD-2206') });
  }
  if (latitude === null && longitude !== null) found.push({ field: 'latitude', ...error('KD-2001') });
  if (longitude === null && latitude !== null) found.push({ field: 'longitude', ...error('KD-2001') });
  return found;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
