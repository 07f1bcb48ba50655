import type { Building, Licence, Service } from '#shared/domain/entities.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import { formatDay } from '#shared/rules/dates.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { messages } from '#shared/text/translate.ts';
import type { Database } from '../db/open.ts';
import { type OrganisationExtract, organisationOn } from '../organisation/extract.ts';
import type { DatedParameters, Report, ReportLine } from './report.ts';
import { personName } from './store.ts';

const COLUMNS = [
  { key: 'fact', type: 'text', width: 34 },
  { key: 'value', type: 'text', width: 60 },
] as const;

/** «Карточка организации»: everything that is known of it, for the clinic itself. */
export const organisationCardReport: Report = {
  id: 'organisation-card',
  columns: COLUMNS,
  landscape: false,
  signers: ['head'],
  lines: (db, parameters) => linesOf(db, parameters, true),
  count: (db, parameters) => countOf(linesOf(db, parameters, true)),
};

/** «Публичная выписка»: what anybody may know; nobody is named in it. */
export const organisationPublicReport: Report = {
  id: 'organisation-public',
  columns: COLUMNS,
  landscape: false,
  signers: ['head'],
  isPublic: true,
  lines: (db, parameters) => linesOf(db, parameters, false),
  count: (db, parameters) => countOf(linesOf(db, parameters, false)),
};

const REQUISITES = [
  'nameFull',
  'nameShort',
  'oid',
  'inn',
  'kpp',
  'ogrn',
  'ogrnDate',
  'okved',
  'okopf',
  'agencyKind',
  'agencyProfile',
  'agencyLevel',
  'address',
  'factAddress',
  'phone',
  'email',
  'site',
  'socialLinks',
  'liquidationDate',
  'liquidationReason',
] as const satisfies readonly FieldOf<'organisation'>[];

/** Texts of documents are Russian, whatever the language of the screen. */
function texts() {
  const { documents, fields, organisation } = messages('ru');
  return { ...documents.organisation, fields, facts: organisation.facts };
}

function* linesOf(db: Database, { organisationId, onDay }: DatedParameters, whole: boolean): Iterable<ReportLine> {
  const extract = organisationId === null ? null : organisationOn(db, organisationId, onDay);
  if (extract === null) return;
  const { organisation, licences, buildings, services, counts } = extract;
  const text = texts();
  yield heading(text.requisites);
  for (const field of REQUISITES) {
    const value = shown(field, organisation[field]);
    if (value !== '') yield line(text.fields[`organisation.${field}`], value);
  }
  const { headPersonId } = organisation;
  const head = whole && headPersonId !== null ? personName(db, headPersonId) : null;
  if (head !== null) yield line(text.fields['organisation.headPersonId'], head);
  yield heading(text.counts);
  for (const fact of ['people', 'doctors', 'nurses', 'divisions', 'licences'] as const) {
    yield line(text.facts[fact], String(counts[fact]));
  }
  yield* list(text.licences, licences.map(ofLicence));
  yield* list(text.buildings, buildings.map(ofBuilding));
  yield* list(text.services, services.map(ofService));
}

function countOf(lines: Iterable<ReportLine>): number {
  return [...lines].filter(({ style }) => style === 'normal').length;
}

function* list(title: string, lines: readonly ReportLine[]): Iterable<ReportLine> {
  if (lines.length === 0) return;
  yield heading(title);
  yield* lines;
}

function heading(title: string): ReportLine {
  return { style: 'heading', cells: [title, null] };
}

function line(fact: string, value: string): ReportLine {
  return { style: 'normal', cells: [fact, value] };
}

function shown(field: (typeof REQUISITES)[number], value: OrganisationExtract['organisation'][typeof field]): string {
  if (value === null) return '';
  if (field === 'ogrnDate' || field === 'liquidationDate') return formatDay(value);
  return field === 'phone' ? formatPhone(value) : value.replaceAll('\n', ', ');
}

function ofLicence({ number, issuedOn, endDate, activity, licenser, addressText, services }: Licence): ReportLine {
  const text = texts();
  return line(
    number ?? '',
    joined([
      activity,
      issuedOn && text.issued(formatDay(issuedOn), licenser),
      endDate === null ? text.unlimited : text.until(formatDay(endDate)),
      addressText,
      services?.replaceAll('\n', ', '),
    ]),
  );
}

function ofBuilding({ name, addressText, postIndex, buildYear, floorCount, cadastralNumber }: Building): ReportLine {
  const text = texts();
  return line(
    name,
    joined([
      // An address often begins with the index itself.
      addressText?.startsWith(postIndex ?? '') ? addressText : joined([postIndex, addressText], ', '),
      buildYear && text.built(buildYear),
      floorCount && text.floors(floorCount),
      cadastralNumber && text.cadastral(cadastralNumber),
    ]),
  );
}

function ofService({ name, code, beginDate }: Service): ReportLine {
  const text = texts();
  return line(name, joined([code, beginDate && text.since(formatDay(beginDate))]));
}

function joined(parts: readonly (string | number | null | undefined)[], separator = '; '): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator);
}
