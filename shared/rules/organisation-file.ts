import { type AttachmentKind, ORGANISATION_DOCUMENTS } from '../contract/attachments.ts';
import type { Building, Division, EntityKind, Licence, Organisation, Service } from '../domain/entities.ts';
import type { EntityId } from '../domain/values.ts';
import { foldedWords } from '../text/fold.ts';
import { isSameAddress } from './address-text.ts';
import { checkEntity, type FieldFinding } from './check-entity.ts';
import type { FieldContext } from './check-field.ts';
import { addDays, formatDay } from './dates.ts';
import { error, warning } from './finding.ts';
import { isPersonInn } from './inn.ts';

/** An organisation with what belongs to it, as the rules see it. */
export interface OrganisationFile {
  readonly organisation: Organisation;
  readonly licences: readonly Licence[];
  readonly buildings: readonly Building[];
  readonly services: readonly Service[];
  readonly divisions: readonly Pick<Division, 'name' | 'buildingId' | 'openDate' | 'liquidationDate'>[];
}

export interface EntityFinding extends FieldFinding {
  readonly kind: EntityKind;
  readonly id: EntityId;
}

type Context = FieldContext & { readonly today: string };

/** Days before the end of a licence when it begins to be called expiring. */
const EXPIRING_DAYS = 90;

/** Everything the rules say about an organisation, its licences, buildings and services as they stand. */
export function checkOrganisationFile(file: OrganisationFile, context: Context): EntityFinding[] {
  const { organisation, licences, buildings, services } = file;
  return [
    ...of('organisation', organisation.id, checkEntity('organisation', organisation, context)),
    ...licences.flatMap((one) =>
      of('licence', one.id, [...checkEntity('licence', one, context), ...checkTerm(one, context.today)]),
    ),
    ...buildings.flatMap((one) =>
      of('building', one.id, [...checkEntity('building', one, context), ...checkUse(one, file, context.today)]),
    ),
    ...services.flatMap((one) =>
      of('service', one.id, [...checkEntity('service', one, context), ...checkNamed(one, file, context.today)]),
    ),
  ];
}

function of(kind: EntityKind, id: EntityId, findings: readonly FieldFinding[]): EntityFinding[] {
  return findings.map((finding) => ({ kind, id, ...finding }));
}

/** In force on the day; a licence without an end has none since 2011 (99-ФЗ ст. 9). */
export function isValidLicence({ beginDate, endDate }: Licence, day: string): boolean {
  return (beginDate === null || beginDate <= day) && (endDate === null || endDate >= day);
}

export function isOpenBuilding({ liquidationDate }: Pick<Building, 'liquidationDate'>, day: string): boolean {
  return liquidationDate === null || liquidationDate >= day;
}

export function isOpenDivision(
  { openDate, liquidationDate }: Pick<Division, 'openDate' | 'liquidationDate'>,
  day: string,
): boolean {
  return (openDate === null || openDate <= day) && (liquidationDate === null || liquidationDate >= day);
}

function checkTerm({ endDate }: Licence, today: string): FieldFinding[] {
  if (endDate === null) return [];
  if (endDate < today) return [{ field: 'endDate', ...warning('KD-2244', { date: formatDay(endDate) }) }];
  const soon = endDate <= addDays(today, EXPIRING_DAYS);
  return soon ? [{ field: 'endDate', ...warning('KD-2243', { date: formatDay(endDate) }) }] : [];
}

/** Names of the open divisions that work in a building. */
export function divisionsIn(buildingId: EntityId, { divisions }: Pick<OrganisationFile, 'divisions'>, day: string) {
  return divisions
    .filter((division) => division.buildingId === buildingId && isOpenDivision(division, day))
    .map(({ name }) => name);
}

/** Where a division works, the building is in use and a licence in force has a place of activity. */
function checkUse(building: Building, file: OrganisationFile, today: string): FieldFinding[] {
  const names = divisionsIn(building.id, file, today);
  if (names.length === 0) return [];
  if (!isOpenBuilding(building, today)) {
    return [{ field: 'liquidationDate', ...error('KD-2248', { name: names.join(', ') }) }];
  }
  const { addressText } = building;
  const { licences } = file;
  if (addressText === null) return [];
  const licensed = licences.some(
    (licence) =>
      isValidLicence(licence, today) && licence.addressText !== null && isSameAddress(licence.addressText, addressText),
  );
  return licensed ? [] : [{ field: 'addressText', ...warning('KD-2241') }];
}

/** Letters of a word that its endings leave alone; shorter words are left out. */
const STEM = 4;

/** «терапии» and «врач-терапевт» have a stem in common. */
function stemsOf(text: string): ReadonlySet<string> {
  return new Set(
    foldedWords(text)
      .filter((word) => word.length >= STEM)
      .map((word) => word.slice(0, STEM + 1)),
  );
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((stem) => whole.has(stem));
}

/** A service is among the works and services of a licence in force. */
function checkNamed(service: Service, { licences }: OrganisationFile, today: string): FieldFinding[] {
  if (service.endDate !== null && service.endDate < today) return [];
  const name = stemsOf(service.name);
  const named = licences
    .filter((licence) => isValidLicence(licence, today))
    .flatMap(({ services }) => services?.split('\n') ?? [])
    .map(stemsOf)
    .some((line) => line.size > 0 && (isWithin(line, name) || isWithin(name, line)));
  return named ? [] : [{ field: 'name', ...warning('KD-2242') }];
}

export const ORGANISATION_STATUSES = ['active', 'incomplete', 'closed'] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];

/** What an active organisation has; the first list stands in the way, the second is only missed. */
const NEEDED = ['oid', 'nameFull', 'inn', 'ogrn', 'address', 'headPersonId'] as const;
const MISSED = ['nameShort', 'factAddress', 'phone', 'email', 'site', 'okved'] as const;

/**
 * What an organisation lacks to be active: its own facts, at least one licence in force, one open building and one open
 * division, and the documents that every organisation keeps. Wrong values of its own stand in the way as well; those of
 * one building or service do not.
 *
 * @param attached kinds of the files that it and its licences have
 */
export function missingForActive(
  file: OrganisationFile,
  attached: readonly AttachmentKind[],
  context: Context,
): EntityFinding[] {
  const { organisation, licences, buildings, divisions } = file;
  const { today } = context;
  const isEmpty = (field: keyof Organisation): boolean => (organisation[field] ?? '') === '';
  const missing: FieldFinding[] = NEEDED.filter(isEmpty).map((field) => ({ field, ...error('KD-2001') }));
  // An entrepreneur has no КПП.
  if (isEmpty('kpp') && !isPersonInn(organisation.inn ?? '')) missing.push({ field: 'kpp', ...error('KD-2001') });
  const wrong = checkEntity('organisation', organisation, context).filter(
    ({ code, severity }) => severity === 'error' && code !== 'KD-2001',
  );
  const nothing: FieldFinding[] = [];
  if (!licences.some((licence) => isValidLicence(licence, today))) {
    nothing.push({ field: 'licences', ...error('KD-2245') });
  }
  if (!buildings.some((building) => isOpenBuilding(building, today))) {
    nothing.push({ field: 'buildings', ...error('KD-2246') });
  }
  if (!divisions.some((division) => isOpenDivision(division, today))) {
    nothing.push({ field: 'divisions', ...error('KD-2247') });
  }
  for (const document of ORGANISATION_DOCUMENTS) {
    if (!attached.includes(document)) nothing.push({ field: document, ...error('KD-2249') });
  }
  const missed = MISSED.filter(isEmpty).map((field) => ({ field, ...warning('KD-2001') }));
  return of('organisation', organisation.id, [...missing, ...wrong, ...nothing, ...missed]);
}

export function statusOf(
  { liquidationDate }: Organisation,
  missing: readonly EntityFinding[],
  today: string,
): OrganisationStatus {
  if (liquidationDate !== null && liquidationDate < today) return 'closed';
  return missing.some(({ severity }) => severity === 'error') ? 'incomplete' : 'active';
}
