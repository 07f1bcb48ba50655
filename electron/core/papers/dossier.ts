import type { Attachment, AttachmentOwner } from '#shared/contract/attachments.ts';
import type { PrintModel } from '#shared/contract/host.ts';
import { type EntityOf, FILE_KINDS } from '#shared/domain/entities.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { inOrder } from '#shared/text/in-order.ts';
import { messages } from '#shared/text/translate.ts';
import { localDay } from '../clock.ts';
import { type AcceptedParts, accepted, acceptedOf, type PersonRecord } from './accepted.ts';
import { fieldText, labelOf, type Names, wordsOf } from './words.ts';

export interface DossierParts extends AcceptedParts {
  readonly names: Names;
  /** Files of these records, removed ones too. */
  readonly filesOf: (owners: readonly AttachmentOwner[]) => readonly Attachment[];
}

type Row = PrintModel['rows'][number];

/** How a kind of record is a line: what it is called, what is said of it, number and date of its document. */
interface Section<K extends PersonRecord> {
  readonly kind: K;
  readonly title: readonly FieldOf<K>[];
  readonly facts: readonly FieldOf<K>[];
  readonly number: readonly FieldOf<K>[];
  readonly date: FieldOf<K>;
}

const section = <K extends PersonRecord>(of: Section<K>): Section<K> => of;

const FACTS: readonly FieldOf<'person'>[] = ['birthDate', 'sex', 'snils', 'inn', 'citizenshipCode', 'phone', 'email'];

const EMPLOYMENT = section({
  kind: 'employment',
  title: ['postCode', 'divisionId'],
  facts: ['positionType', 'rate', 'specialtyCode', 'beginDate', 'endDate', 'endReason'],
  number: ['contractNumber'],
  date: 'contractDate',
});
const EDUCATION = section({
  kind: 'education',
  title: ['educationKind', 'level'],
  facts: ['institution', 'specialty', 'qualification', 'theme', 'hours', 'endYear', 'degree', 'scienceBranch'],
  number: ['documentSeries', 'documentNumber'],
  date: 'documentDate',
});
const CREDENTIAL = section({
  kind: 'credential',
  title: ['credentialKind', 'specialtyCode'],
  facts: ['accreditationKind', 'issuer', 'expiresOn', 'extended', 'registrationNumber'],
  number: ['series', 'number'],
  date: 'issuedOn',
});
const CATEGORY = section({
  kind: 'category',
  title: ['categoryCode', 'specialtyCode'],
  facts: ['beginDate', 'endDate', 'extended'],
  number: ['orderNumber'],
  date: 'orderDate',
});
const AWARD = section({ kind: 'award', title: ['name'], facts: [], number: ['number'], date: 'awardDate' });
const NMO = section({
  kind: 'nmo',
  title: ['nmoKind', 'title'],
  facts: ['specialtyCode', 'provider', 'hours'],
  number: ['confirmationCode'],
  date: 'activityDate',
});

export function columns(): PrintModel['columns'] {
  const words = messages('ru').documents.portfolio;
  return [
    { title: words.record, width: 34, align: 'start' },
    { title: words.facts, width: 46, align: 'start' },
    { title: words.number, width: 18, align: 'start' },
    { title: words.date, width: 11, align: 'center' },
  ];
}

/** Facts about the person, then what they did and learned; a section with nothing in it is left out. */
export function dossier(parts: DossierParts, person: EntityOf<'person'>): Row[] {
  const words = messages('ru').documents.portfolio;
  const facts = FACTS.map((field) => [labelOf('person', field), fieldText(parts.names, 'person', field, person[field])])
    .filter(([, value]) => value !== '')
    .map(([label = '', value = '']) => line(label, value, '', ''));
  return [
    heading(words.person),
    ...facts,
    ...sectionOf(parts, person.id, EMPLOYMENT, words.employments),
    ...sectionOf(parts, person.id, EDUCATION, words.educations),
    ...sectionOf(parts, person.id, CREDENTIAL, words.credentials),
    ...sectionOf(parts, person.id, CATEGORY, words.categories),
    ...sectionOf(parts, person.id, AWARD, words.awards),
    ...sectionOf(parts, person.id, NMO, words.nmos),
  ];
}

function sectionOf<K extends PersonRecord>(
  parts: DossierParts,
  personId: EntityId,
  of: Section<K>,
  title: string,
): Row[] {
  const values = (record: EntityOf<K>): Readonly<Record<string, FieldValue>> => record;
  const rows = acceptedOf(parts, of.kind, personId)
    .sort((a, b) => inOrder(String(values(b)[of.date] ?? ''), String(values(a)[of.date] ?? '')))
    .map((record) => {
      const words = (fields: readonly FieldOf<K>[], labelled: boolean) =>
        wordsOf(parts.names, of.kind, record, fields, labelled);
      return line(words(of.title, false), words(of.facts, true), words(of.number, false), words([of.date], false));
    });
  return rows.length === 0 ? [] : [heading(title), ...rows];
}

/** Files of approved records: kind, name, number and date of the document, or the day on which a file came. */
export function scans(parts: DossierParts, personId: EntityId): Row[] {
  const { documents, attachments } = messages('ru');
  const files = parts.filesOf(ownersOf(parts, personId)).filter(({ removed }) => !removed);
  if (files.length === 0) return [];
  const rows = files
    .map((file) => {
      const { number, date } = documentOf(parts, file.owner);
      const day = date === '' ? formatDay(localDay(new Date(file.addedAt))) : date;
      return line(attachments.kinds[file.kind], file.fileName, number, day);
    })
    .sort((a, b) => inOrder(a.cells.join('\n'), b.cells.join('\n')));
  return [heading(documents.portfolio.scans), ...rows];
}

function ownersOf(parts: DossierParts, personId: EntityId): AttachmentOwner[] {
  const kinds = ['employment', ...FILE_KINDS.filter((kind) => kind !== 'leave')] as const;
  const employments = acceptedOf(parts, 'employment', personId);
  const leaves = employments
    .flatMap(({ id }) => parts.entities.list('leave', 'employmentId', id))
    .filter(({ entity }) => accepted(parts, 'leave', entity.id) !== null);
  return [
    { kind: 'person', id: personId },
    ...kinds.flatMap((kind) => acceptedOf<PersonRecord>(parts, kind, personId).map(({ id }) => ({ kind, id }))),
    ...leaves.map(({ entity }) => ({ kind: 'leave' as const, id: entity.id })),
  ];
}

/** Number and date of the document that a scan shows. */
function documentOf(parts: DossierParts, { kind, id }: AttachmentOwner): { number: string; date: string } {
  const of = <K extends PersonRecord>({ number, date, kind: of }: Pick<Section<K>, 'kind' | 'number' | 'date'>) => {
    const record = accepted(parts, of, id);
    const words = (fields: readonly FieldOf<K>[]) =>
      record === null ? '' : wordsOf(parts.names, of, record, fields, false);
    return { number: words(number), date: words([date]) };
  };
  switch (kind) {
    case 'employment':
      return of(EMPLOYMENT);
    case 'education':
      return of(EDUCATION);
    case 'credential':
      return of(CREDENTIAL);
    case 'category':
      return of(CATEGORY);
    case 'award':
      return of(AWARD);
    case 'nmo':
      return of(NMO);
    case 'document':
      return of({ kind: 'document', number: ['series', 'number'], date: 'issuedOn' });
    default:
      return { number: '', date: '' };
  }
}

function heading(title: string): Row {
  return { style: 'heading', cells: [title] };
}

function line(...cells: [string, string, string, string]): Row {
  return { style: 'normal', cells };
}
