import type { Organization } from '@medplum/fhirtypes';
import { CODES, EXTENSION, PROFILE, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import type { GeneratedDivision, GeneratedOrganisation } from '../../electron/core/training/types.ts';

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

export function organisationResource(organisation: GeneratedOrganisation): Organization {
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
    ],
    name: organisation.nameFull,
    alias: organisation.nameShort === null ? [] : [organisation.nameShort],
    telecom: [
      { system: 'phone', value: organisation.phone ?? '', use: 'work' },
      { system: 'url', value: 'https://clinic.example' },
      { system: 'email', value: organisation.email ?? '', use: 'work' },
    ],
    address: [{ use: 'work', type: 'physical', text: organisation.address ?? '', city: 'Учебный', country: 'RU' }],
  };
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
      ...(index % 3 === 0 ? [{ url: `${FOREIGN}/separate`, valueBoolean: false }] : []),
      { url: EXTENSION.divisionLevel, valueCode: division.level },
      {
        url: EXTENSION.divisionPeriod,
        valuePeriod: {
          ...(division.openDate === null ? {} : { start: division.openDate }),
          ...(division.liquidationDate === null ? {} : { end: division.liquidationDate }),
        },
      },
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
    ...(index % 6 === 0 ? { telecom: [{ system: 'phone', value: `+7907200${String(index).padStart(4, '0')}` }] } : {}),
    partOf: { reference: `Organization/${division.parentRemoteId ?? division.organisationRemoteId}` },
  };
}
