import type {
  Award,
  Building,
  Category,
  Credential,
  Division,
  Education,
  Employment,
  EntityKind,
  EntityOf,
  IdentityDocument,
  Leave,
  NmoRecord,
  Organisation,
  Person,
  StaffingDocument,
  StaffingPosition,
} from '../domain/entities.ts';
import { DICTIONARY, FIELDS, type FieldDefinition } from '../domain/fields.ts';
import type { FieldValue } from '../domain/values.ts';
import { checkDefined, dated, type FieldContext } from './check-field.ts';
import { checkBuilding, checkOrganisation } from './check-organisation.ts';
import {
  checkDocument,
  checkEducation,
  checkLeave,
  checkNotLater,
  checkPeriod,
  type Period,
} from './check-person-file.ts';
import { addDays } from './dates.ts';
import { checkNameOfSiblings, checkParent, type DivisionTree, isClosed } from './division-tree.ts';
import { error, type Finding, warning } from './finding.ts';
import { checkSexOfPatronymic } from './names.ts';
import { holdsOn, overlap } from './on-day.ts';
import { formatRate, RATE } from './rate.ts';
import { checkPlannedRate, checkStaffingPeriod } from './staffing.ts';
import { checkCategoryTerm, checkCredentialTerm } from './terms.ts';

/** What is known around an entity; rules that need a missing part stay silent. */
export interface EntityContext extends FieldContext {
  /** All employments of the same person, also this one. */
  readonly employments?: readonly Employment[];
  /** The person whose record it is. */
  readonly person?: Person;
  /** All absences of the same employment, also this one. */
  readonly leaves?: readonly Leave[];
  /** All identity documents of the same person, also this one. */
  readonly documents?: readonly IdentityDocument[];
  /** All divisions of the organisation. */
  readonly divisions?: DivisionTree;
  /** All staffing tables of the organisation. */
  readonly staffingDocuments?: readonly StaffingDocument[];
  /** Name of another person who has this СНИЛС, or null. */
  readonly snilsOwner?: (snils: string, personId: string) => string | null;
  /** Name of another person with an open employment of this personnel number in the organisation, or null. */
  readonly numberSharer?: (employmentId: string) => string | null;
}

export interface FieldFinding extends Finding {
  readonly field: string;
}

/**
 * Everything the rules say about an entity as it stands: every field by itself, what a submission lacks (KD-2001), and
 * what only several fields or records show. Errors block a submission, warnings are only shown.
 */
export function checkEntity<K extends EntityKind>(
  kind: K,
  entity: EntityOf<K>,
  context: EntityContext = {},
): FieldFinding[] {
  const found: FieldFinding[] = [];
  // Field names are the keys of the entity by construction of `FIELDS`.
  const values = entity as Readonly<Record<string, FieldValue>>;
  const around = dated(kind, { ...context, entity: values });
  for (const [field, definition] of definitionsOf(kind)) {
    const value = values[field] ?? null;
    const finding =
      value === null || value === ''
        ? definition.required === true && isRequired(kind, field, values)
          ? error('KD-2001')
          : null
        : checkDefined(kind, field, definition, value, around);
    if (finding !== null) found.push({ field, ...finding });
  }
  for (const finding of checkTogether(kind, entity, context)) found.push(finding);
  return found;
}

const definitions = new Map<EntityKind, readonly (readonly [string, FieldDefinition])[]>();

function definitionsOf(kind: EntityKind): readonly (readonly [string, FieldDefinition])[] {
  let list = definitions.get(kind);
  if (list === undefined) {
    list = Object.entries(FIELDS[kind]);
    definitions.set(kind, list);
  }
  return list;
}

/** НСИ 99.2.315: 3 foreign citizen, 4 stateless; they need no СНИЛС to be reported. */
const WITHOUT_SNILS = new Set<FieldValue>(['3', '4']);
const FOREIGNER = '3';

function isRequired(kind: EntityKind, field: string, values: Readonly<Record<string, FieldValue>>): boolean {
  return !(kind === 'person' && field === 'snils' && WITHOUT_SNILS.has(values.citizenshipCode ?? null));
}

function checkTogether(kind: EntityKind, entity: EntityOf<EntityKind>, context: EntityContext): FieldFinding[] {
  switch (kind) {
    case 'person':
      return checkPerson(entity as Person, context);
    case 'employment':
      return checkEmployment(entity as Employment, context);
    case 'credential':
      return checkCredential(entity as Credential, context);
    case 'division':
      return checkDivision(entity as Division, context);
    case 'education':
      return checkEducation(entity as Education, context);
    case 'category':
      return [...checkPeriod(entity as Period), ...checkCategoryTerm(entity as Category)];
    case 'address':
      return checkPeriod(entity as Period);
    case 'award':
      return checkNotLater('awardDate', (entity as Award).awardDate, context);
    case 'document':
      return checkDocument(entity as IdentityDocument, context);
    case 'leave':
      return checkLeave(entity as Leave, context);
    case 'staffingDocument':
      return checkStaffingDocument(entity as StaffingDocument, context);
    case 'staffingPosition':
      return withField('rate', checkPlannedRate((entity as StaffingPosition).rate));
    case 'service':
    case 'military':
    case 'society':
      return checkPeriod(entity as Period);
    case 'nmo':
      return checkNotLater('activityDate', (entity as NmoRecord).activityDate, context);
    case 'building':
      return checkBuilding(entity as Building, context);
    case 'organisation':
      return checkOrganisation(entity as Organisation, context);
    case 'licence':
    case 'policy':
      return [];
  }
}

function checkPerson(person: Person, context: EntityContext): FieldFinding[] {
  const { birthDate, deathDate } = person;
  const found = checkNotLater('deathDate', deathDate, context);
  if (birthDate !== null && deathDate !== null && deathDate < birthDate) {
    found.push({ field: 'deathDate', ...error('KD-2202') });
  }
  // Where nobody has loaded the countries there is none to choose.
  const countries = context.dictionary?.(DICTIONARY.countries, '') !== undefined;
  if (countries && person.citizenshipCode === FOREIGNER && (person.countryCode ?? '') === '') {
    found.push({ field: 'countryCode', ...error('KD-2001') });
  }
  found.push(...withField('sex', checkSexOfPatronymic(person.sex, person.patronymic)));
  const owner = person.snils === null ? null : (context.snilsOwner?.(person.snils, person.id) ?? null);
  if (owner !== null) found.push({ field: 'snils', ...error('KD-2105', { name: owner }) });
  return found;
}

/** ТК РФ ст. 67: the contract is put on paper within three working days after the work began. */
const CONTRACT_DELAY_DAYS = 3;

function checkEmployment(employment: Employment, context: EntityContext): FieldFinding[] {
  const found: FieldFinding[] = [];
  const { beginDate, endDate, contractDate, endReason } = employment;
  if (endDate !== null && beginDate !== null && endDate < beginDate)
    found.push({ field: 'endDate', ...error('KD-2202') });
  if (endDate !== null && (endReason === null || endReason === '')) {
    found.push({ field: 'endReason', ...error('KD-2001') });
  }
  if (contractDate !== null && beginDate !== null && contractDate > beginDate) {
    if (contractDate > addDays(beginDate, CONTRACT_DELAY_DAYS)) {
      found.push({ field: 'contractDate', ...warning('KD-2206') });
    }
  }
  const { endOrderDate } = employment;
  if (endOrderDate !== null && endDate !== null && endOrderDate > endDate) {
    found.push({ field: 'endOrderDate', ...warning('KD-2206') });
  }
  const { deathDate = null } = context.person ?? {};
  if (deathDate !== null && (endDate === null || endDate > deathDate)) {
    found.push({ field: 'endDate', ...error('KD-2206') });
  }
  found.push(...checkOverlap(employment, context.employments ?? []));
  if (context.employments !== undefined && isOpen(employment, context.today)) {
    found.push(...checkPosts(employment, context.employments, context));
  }
  const sharer = isOpen(employment, context.today) ? (context.numberSharer?.(employment.id) ?? null) : null;
  if (sharer !== null) found.push({ field: 'personnelNumber', ...warning('KD-2214', { name: sharer }) });
  return found;
}

/** НСИ 2.1.1.209. */
const MAIN = '1';
const INTERNAL = '2';
const EXTERNAL = '4';

/** Work of those who are there now or come later; what has ended is past mending. */
function checkPosts(employment: Employment, all: readonly Employment[], context: EntityContext): FieldFinding[] {
  const found: FieldFinding[] = [];
  const beside = all.filter((other) => isOpen(other, context.today) && overlap(employment, other));
  if (employment.positionType === MAIN) {
    const other = beside.find((one) => one.positionType === MAIN && one.id !== employment.id);
    if (other !== undefined) {
      found.push({ field: 'positionType', ...error('KD-2205', { name: placeName(other, context) }) });
    }
  }
  const main = beside.some(({ positionType: type }) => type === MAIN);
  if (employment.positionType === EXTERNAL && main) found.push({ field: 'positionType', ...warning('KD-2220') });
  if (employment.positionType === MAIN || employment.positionType === INTERNAL) {
    const sum = mostAtOnce(beside.filter(({ positionType: type }) => type === MAIN || type === INTERNAL));
    if (sum > RATE.maximum) found.push({ field: 'rate', ...warning('KD-2207', { sum: formatRate(sum) }) });
  }
  return found;
}

/** The greatest sum of rates on one day: it changes only where an employment begins. */
function mostAtOnce(employments: readonly Employment[]): number {
  const sums = employments.map(({ beginDate }) =>
    employments.reduce((sum, one) => (holdsOn(one, beginDate ?? '') ? sum + (one.rate ?? 0) : sum), 0),
  );
  return Math.max(0, ...sums);
}

/** «Терапевтическое отделение, врач-терапевт», as far as it is known. */
function placeName({ divisionId, postCode }: Employment, { division, dictionary }: EntityContext): string {
  const post = postCode === null ? null : (dictionary?.(DICTIONARY.posts, postCode)?.name ?? postCode);
  return [divisionId === null ? null : division?.(divisionId)?.name, post].filter((part) => part).join(', ');
}

/** The same work in the same place twice at the same time is one too many. */
function checkOverlap(employment: Employment, all: readonly Employment[]): FieldFinding[] {
  const { id, divisionId, postCode, positionType, beginDate } = employment;
  if (beginDate === null || divisionId === null || postCode === null) return [];
  const twice = all.some(
    (other) =>
      other.id !== id &&
      other.divisionId === divisionId &&
      other.postCode === postCode &&
      other.positionType === positionType &&
      overlap(employment, other),
  );
  return twice ? [{ field: 'beginDate', ...error('KD-2209') }] : [];
}

/** Not ended, or its last day is still to come. */
export function isOpen(employment: Pick<Employment, 'endDate'>, today: string | undefined): boolean {
  return employment.endDate === null || (today !== undefined && employment.endDate >= today);
}

/** The first day on which nobody gives out certificates any more: accreditation has taken their place (323-ФЗ ст. 100). */
const NO_CERTIFICATES = '2021-01-01';

function checkCredential(credential: Credential, context: EntityContext): FieldFinding[] {
  const { today } = context;
  const { issuedOn, expiresOn } = credential;
  const found: FieldFinding[] = [];
  if (issuedOn !== null && today !== undefined && issuedOn > today)
    found.push({ field: 'issuedOn', ...error('KD-2206') });
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn) {
    found.push({ field: 'expiresOn', ...error('KD-2202') });
  }
  if (credential.credentialKind === 'certificate' && issuedOn !== null && issuedOn >= NO_CERTIFICATES) {
    found.push({ field: 'issuedOn', ...warning('KD-2219') });
  }
  found.push(...checkCredentialTerm(credential));
  return [...found, ...checkNotLater('protocolDate', credential.protocolDate, context)];
}

function checkDivision(division: Division, { divisions, today }: EntityContext): FieldFinding[] {
  const { openDate, liquidationDate, parentId } = division;
  const reversed = openDate !== null && liquidationDate !== null && liquidationDate < openDate;
  const found = [...withField('liquidationDate', reversed ? error('KD-2202') : null), ...checkFigures(division)];
  if (divisions === undefined) return found;
  found.push(...withField('parentId', checkParent(division, parentId, divisions)));
  if (today !== undefined && !isClosed(division, today)) {
    found.push(...withField('name', checkNameOfSiblings(division, divisions, today)));
  }
  return found;
}

/** Planned figures that divisions of one type have. */
const OF_TYPE = { visitsPerShift: '1', bedCount: '2', bedProfiles: '2' } as const;

function checkFigures(division: Division): FieldFinding[] {
  return (['bedCount', 'bedProfiles', 'visitsPerShift'] as const)
    .filter(
      (field) =>
        division[field] !== null && division[field] !== '' && division[field] !== 0 && division.typeCode !== null,
    )
    .filter((field) => division.typeCode !== OF_TYPE[field])
    .map((field) => ({ field, ...warning('KD-2229') }));
}

function checkStaffingDocument(document: StaffingDocument, { staffingDocuments }: EntityContext): FieldFinding[] {
  const overlapping = staffingDocuments === undefined ? null : checkStaffingPeriod(document, staffingDocuments);
  return [...checkPeriod(document), ...withField('beginDate', overlapping)];
}

function withField(field: string, finding: Finding | null): FieldFinding[] {
  return finding === null ? [] : [{ field, ...finding }];
}
