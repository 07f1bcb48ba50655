import type { Education, Employment, IdentityDocument, Leave, Person } from '../domain/entities.ts';
import type { FieldFinding } from './check-entity.ts';
import { addYears, isDay } from './dates.ts';
import { error, warning } from './finding.ts';
import { checkExchange, checkYearOfSeries, PASSPORT } from './passport.ts';

/** What only several values of a person's records show (domain.md 8: Education, PersonDocument, TemporaryDereliction). */
interface Around {
  readonly today?: string;
  readonly person?: Person;
  readonly employments?: readonly Employment[];
  readonly leaves?: readonly Leave[];
  readonly documents?: readonly IdentityDocument[];
}

export interface Period {
  readonly beginDate: string | null;
  readonly endDate: string | null;
}

export function checkPeriod({ beginDate, endDate }: Period): FieldFinding[] {
  const reversed = beginDate !== null && endDate !== null && endDate < beginDate;
  return reversed ? [{ field: 'endDate', ...error('KD-2202') }] : [];
}

/** A document is not of the future. */
export function checkNotLater(field: string, day: string | null, { today }: Around): FieldFinding[] {
  return day !== null && today !== undefined && day > today ? [{ field, ...error('KD-2206') }] : [];
}

/** A passport is given out, and a school finished, at fourteen at the earliest. */
const YOUNGEST = 14;

function checkAgeAt(field: string, day: string | null, person: Person | undefined): FieldFinding[] {
  const birth = person?.birthDate ?? null;
  if (day === null || birth === null || !isDay(birth)) return [];
  return day < addYears(birth, YOUNGEST) ? [{ field, ...error('KD-2206') }] : [];
}

/** What ФРМР wants of each kind besides the document itself. */
const NEEDED: Readonly<Record<Education['educationKind'], readonly (keyof Education)[]>> = {
  common: [],
  prof: ['beginYear', 'specialty', 'qualification'],
  postgraduate: ['beginYear', 'specialty'],
  ext: ['theme', 'hours'],
};

/** What is learned abroad counts by a certificate of recognition. */
const OF_RECOGNITION: readonly (keyof Education)[] = ['recognitionNumber', 'recognitionDate'];

export function checkEducation(education: Education, around: Around): FieldFinding[] {
  const { documentDate, beginYear, endYear } = education;
  const found: FieldFinding[] = NEEDED[education.educationKind]
    .concat((education.country ?? '') === '' ? [] : OF_RECOGNITION)
    .filter((field) => education[field] === null || education[field] === '')
    .map((field) => ({ field, ...error('KD-2001') }));
  found.push(
    ...checkNotLater('documentDate', documentDate, around),
    ...checkNotLater('recognitionDate', education.recognitionDate, around),
    ...checkAgeAt('documentDate', documentDate, around.person),
  );
  if (beginYear !== null && endYear !== null && endYear < beginYear) {
    found.push({ field: 'endYear', ...error('KD-2202') });
  }
  const year = documentDate === null ? null : Number(documentDate.slice(0, 4));
  const last = endYear ?? beginYear;
  if (year !== null && last !== null && last > year) {
    found.push({ field: endYear === null ? 'beginYear' : 'endYear', ...error('KD-2206') });
  }
  return found;
}

/** What a passport has and other documents may lack. */
const OF_PASSPORT = ['series', 'departmentCode'] as const;

export function checkDocument(document: IdentityDocument, around: Around): FieldFinding[] {
  const found = [...checkNotLater('issuedOn', document.issuedOn, around), ...checkMain(document, around)];
  return document.typeCode === PASSPORT ? [...found, ...checkPassport(document, around)] : found;
}

/** Reports and letters show the main document: a person has one. */
function checkMain({ id, personId, standing }: IdentityDocument, { documents = [] }: Around): FieldFinding[] {
  const isAnother = (other: IdentityDocument): boolean =>
    other.id !== id && other.personId === personId && other.standing === 'main';
  return standing === 'main' && documents.some(isAnother) ? [{ field: 'standing', ...warning('KD-2218') }] : [];
}

function checkPassport(document: IdentityDocument, { person, today }: Around): FieldFinding[] {
  const { series, issuedOn, standing } = document;
  const found: FieldFinding[] = OF_PASSPORT.filter((field) => (document[field] ?? '') === '').map((field) => ({
    field,
    ...error('KD-2001'),
  }));
  found.push(...checkAgeAt('issuedOn', issuedOn, person));
  if (issuedOn === null || !isDay(issuedOn)) return found;
  const unusual = series === null ? null : checkYearOfSeries(series, issuedOn);
  if (unusual !== null) found.push({ field: 'series', ...unusual });
  const birth = person?.birthDate ?? null;
  const known = birth !== null && isDay(birth) && today !== undefined && standing !== 'former';
  const due = known ? checkExchange(issuedOn, birth, today) : null;
  if (due !== null) found.push({ field: 'issuedOn', ...due });
  return found;
}

/** An absence lies within its employment and beside the others of it. */
export function checkLeave(leave: Leave, { employments, leaves }: Around): FieldFinding[] {
  const found = checkPeriod(leave);
  const { beginDate, endDate } = leave;
  if (beginDate === null) return found;
  const work = employments?.find(({ id }) => id === leave.employmentId);
  if (work?.beginDate != null && beginDate < work.beginDate) found.push({ field: 'beginDate', ...error('KD-2206') });
  if (work?.endDate != null && (endDate === null || endDate > work.endDate)) {
    found.push({ field: 'endDate', ...error('KD-2206') });
  }
  const overlaps = leaves?.some(
    (other) =>
      other.id !== leave.id &&
      other.employmentId === leave.employmentId &&
      other.beginDate !== null &&
      (other.endDate === null || other.endDate >= beginDate) &&
      (endDate === null || other.beginDate <= endDate),
  );
  if (overlaps === true) found.push({ field: 'beginDate', ...error('KD-2209') });
  return found;
}
