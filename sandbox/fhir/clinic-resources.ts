import type { Extension, Organization } from '@medplum/fhirtypes';
import { CODES, EXTENSION, PROFILE, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import type { GeneratedDivision, GeneratedLicence, GeneratedOrganisation } from '../../electron/core/training/types.ts';

/**
 * How this registry writes organisations and divisions. It is on purpose not the program's own mapper: a mapper tested
 * against itself proves nothing. Beside the mapped elements the records hold what the program does not know
 * (extensions, contained resources, narratives), to show that it gives everything back untouched.
 */
const DIVISION_TYPES: Readonly<Record<string, string>> = {
  '1': 'Амбулаторный',
  '2': 'Стационарный',
  '3': 'Лабораторно-диагностический',
  '4': 'Инструментально-диагностический',
};

export const FOREIGN = 'https://registry.example/fhir/StructureDefinition';
export const IDENTIFIER_TYPE = CODES.identifierType[0];

export function organisationResource(
  organisation: GeneratedOrganisation,
  licences: readonly GeneratedLicence[],
): Organization {
  return {
    resourceType: 'Organization',
    id: organisation.remoteId,
    meta: { profile: [PROFILE.organization] },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml">${organisation.nameShort ?? organisation.nameFull}</div>`,
    },
    extension: [
      { url: `${FOREIGN}/care-level`, valueCode: 'second' },
      { url: `${FOREIGN}/attached-people`, valueInteger: 41250 },
      ...head(organisation.headPersonId),
      ...(organisation.ogrnDate === null
        ? []
        : [{ url: EXTENSION.registrationDate, valueDate: organisation.ogrnDate }]),
      ...(organisation.okopf === null ? [] : [{ url: EXTENSION.legalForm, valueCode: organisation.okopf }]),
      ...texts(EXTENSION.agency, {
        kind: organisation.agencyKind,
        profile: organisation.agencyProfile,
        level: organisation.agencyLevel,
      }),
      ...licences.map(licenceExtension),
    ],
    identifier: [
      { system: SYSTEM.frmoOid[0], value: organisation.oid ?? '' },
      {
        type: { coding: [{ system: IDENTIFIER_TYPE, code: 'TAX', display: 'Tax ID number' }] },
        system: SYSTEM.inn[0],
        value: organisation.inn ?? '',
      },
      { system: SYSTEM.kpp[0], value: organisation.kpp ?? '' },
      { system: SYSTEM.ogrn[1], value: organisation.ogrn ?? '' },
      { system: 'https://fhir.ru/ig/core/systems/okpo', value: '98000001' },
    ],
    active: true,
    type: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }],
        text: 'Больница',
      },
      {
        coding: [
          { system: CODES.okved[0], code: organisation.okved ?? '', display: 'Деятельность больничных организаций' },
        ],
      },
    ],
    name: organisation.nameFull,
    alias: organisation.nameShort === null ? [] : [organisation.nameShort],
    telecom: [
      { system: 'phone', value: organisation.phone ?? '', use: 'work' },
      { system: 'url', value: organisation.site ?? '' },
      { system: 'email', value: organisation.email ?? '', use: 'work' },
    ],
    address: [
      {
        extension: [{ url: EXTENSION.factAddress, valueBoolean: true }],
        use: 'work',
        type: 'physical',
        text: organisation.factAddress ?? '',
      },
      { use: 'work', type: 'postal', text: organisation.address ?? '', city: 'Учебный', country: 'RU' },
    ],
  };
}

function head(personId: string | null): Extension[] {
  return personId === null
    ? []
    : [{ url: EXTENSION.head, valueReference: { reference: `Practitioner/${personId}`, display: 'Руководитель' } }];
}

function licenceExtension(licence: GeneratedLicence): Extension {
  const text = (url: string, value: string | null): Extension[] =>
    value === null ? [] : [{ url, valueString: value }];
  return {
    id: licence.remoteId,
    url: EXTENSION.licence,
    extension: [
      ...text('series', licence.series),
      ...text('number', licence.number),
      ...text('status', licence.status),
      ...(licence.issuedOn === null ? [] : [{ url: 'issued', valueDate: licence.issuedOn }]),
      ...span('period', licence.beginDate, licence.endDate),
      ...text('activity', licence.activity),
      ...text('licenser', licence.licenser),
      ...text('licenserInn', licence.licenserInn),
      ...text('licenserOgrn', licence.licenserOgrn),
      ...text('address', licence.addressText),
      ...text('services', licence.services),
    ],
  };
}

/** Words that are known, as parts of an extension. */
function texts(url: string, values: Readonly<Record<string, string | null>>): Extension[] {
  const extension = Object.entries(values).flatMap(([part, value]) =>
    value === null ? [] : [{ url: part, valueString: value }],
  );
  return extension.length === 0 ? [] : [{ url, extension }];
}

/** Codes of what a division does, an extension each. */
function care(url: string, system: string, codes: string | null): Extension[] {
  return (codes?.split('\n') ?? []).map((code) => ({ url, valueCoding: { system, code } }));
}

/** A period as an extension; none where neither end is known. */
export function span(url: string, start: string | null, end: string | null): Extension[] {
  if (start === null && end === null) return [];
  return [{ url, valuePeriod: { ...(start === null ? {} : { start }), ...(end === null ? {} : { end }) } }];
}

/** Whole numbers that are known, as parts of an extension. */
export function counts(url: string, values: Readonly<Record<string, number | null>>): Extension[] {
  const extension = Object.entries(values).flatMap(([part, value]) =>
    value === null ? [] : [{ url: part, valueInteger: value }],
  );
  return extension.length === 0 ? [] : [{ url, extension }];
}

export function divisionResource(division: GeneratedDivision, index: number): Organization {
  return {
    resourceType: 'Organization',
    id: division.remoteId,
    meta: { profile: [PROFILE.organization] },
    ...(index % 4 === 1
      ? { text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${division.name}</div>` } }
      : {}),
    extension: [
      ...(index % 3 === 0 ? [{ url: `${FOREIGN}/pharmacy`, valueBoolean: false }] : []),
      { url: EXTENSION.divisionLevel, valueCode: division.level },
      ...span(EXTENSION.divisionPeriod, division.openDate, division.liquidationDate),
      ...(division.separate === null ? [] : [{ url: EXTENSION.separate, valueBoolean: division.separate === 'yes' }]),
      ...(division.buildingId === null
        ? []
        : [{ url: EXTENSION.building, valueReference: { reference: `Location/${division.buildingId}` } }]),
      ...head(division.headPersonId),
      ...(division.taskDueDate === null ? [] : [{ url: EXTENSION.taskDue, valueDate: division.taskDueDate }]),
      ...care(EXTENSION.careCondition, CODES.careCondition[0], division.careConditions),
      ...care(EXTENSION.careForm, CODES.careForm[0], division.careForms),
      ...care(EXTENSION.careKind, CODES.careKind[0], division.careKinds),
      ...counts(EXTENSION.capacity, {
        people: division.plannedPeople,
        beds: division.bedCount,
        visits: division.visitsPerShift,
      }),
    ],
    identifier: [
      index % 5 === 2
        ? { system: SYSTEM.frmoOid[1], value: `urn:oid:${division.oid}` }
        : { system: SYSTEM.frmoOid[0], value: division.oid ?? '' },
    ],
    active: division.liquidationDate === null,
    ...(division.typeCode === null
      ? {}
      : {
          type: [
            {
              coding: [
                {
                  system: CODES.divisionType[0],
                  code: division.typeCode,
                  display: DIVISION_TYPES[division.typeCode] ?? '',
                },
              ],
            },
          ],
        }),
    name: division.name,
    ...(division.phone === null ? {} : { telecom: [{ system: 'phone', value: division.phone, use: 'work' }] }),
    partOf: { reference: `Organization/${division.parentRemoteId ?? division.organisationRemoteId}` },
  };
}
