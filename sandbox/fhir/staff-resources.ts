import type { Extension, Identifier, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { CODES, EXTENSION, PROFILE, SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { POSTS, SPECIALTIES } from '../../electron/core/training/nsi.ts';
import type {
  GeneratedCredential,
  GeneratedEmployment,
  GeneratedFile,
  GeneratedLeave,
  GeneratedPerson,
} from '../../electron/core/training/types.ts';
import { FOREIGN, IDENTIFIER_TYPE } from './clinic-resources.ts';
import { absences, addressesOf, documentsOf, membershipExtensions, recordElements } from './person-file-resources.ts';

const GENDERS: Readonly<Record<string, Practitioner['gender']>> = { '1': 'male', '2': 'female' };
const CITIZENSHIPS: Readonly<Record<string, string>> = {
  '1': 'Гражданин Российской Федерации',
  '3': 'Иностранный гражданин',
};
const POSITION_TYPES: Readonly<Record<string, string>> = {
  '1': 'Основное место работы',
  '2': 'Внутреннее совместительство',
  '3': 'Совмещение',
  '4': 'Внешнее совместительство',
};
const CREDENTIAL_NAMES = { certificate: 'Сертификат специалиста', accreditation: 'Аккредитация специалиста' } as const;
const POST_NAMES: ReadonlyMap<string, string> = new Map(POSTS.map((post) => [post.code, post.name]));

/** `index` decides which spelling of a system and which unknown elements a record gets. */
export function practitionerResource(file: GeneratedFile, index: number): Practitioner {
  const { person } = file;
  const qualifications = qualificationsOf(file);
  const given = person.patronymic === null ? [person.firstName] : [person.firstName, person.patronymic];
  return {
    resourceType: 'Practitioner',
    id: person.remoteId,
    meta: { profile: [PROFILE.practitioner] },
    ...(index % 7 === 3
      ? { text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${person.lastName}</div>` } }
      : {}),
    ...(index % 11 === 5
      ? { contained: [{ resourceType: 'Organization', id: 'insurer', name: 'Учебная страховая организация' }] }
      : {}),
    extension: [
      ...(index % 11 === 5 ? [{ url: `${FOREIGN}/insurer`, valueReference: { reference: '#insurer' } }] : []),
      citizenship(person),
      ...(person.militaryRelationCode === null
        ? []
        : [
            {
              url: EXTENSION.militaryRelation,
              valueCoding: { system: CODES.militaryRelation[0], code: person.militaryRelationCode },
            },
          ]),
      ...(index % 4 === 0 ? [{ url: `${FOREIGN}/union-member`, valueBoolean: true }] : []),
      ...membershipExtensions(file),
    ],
    identifier: [...identifiers(person, index), ...documentsOf(file)],
    active: true,
    name: [
      { use: 'official', family: person.lastName, given },
      ...(index % 13 === 6 && person.sex === '2' ? [{ use: 'maiden' as const, family: 'Учебнова' }] : []),
    ],
    telecom: [
      ...(index % 3 === 1 ? [{ system: 'fax' as const, value: '+79073000000', use: 'work' as const }] : []),
      ...(person.phone === null ? [] : [{ system: 'phone' as const, value: person.phone, use: 'mobile' as const }]),
      ...(person.email === null ? [] : [{ system: 'email' as const, value: person.email }]),
      ...(index % 9 === 4 && person.phone !== null
        ? [{ system: 'phone' as const, value: '+79074000000', use: 'home' as const, rank: 3 }]
        : []),
    ],
    address: [
      ...(index % 5 === 0 ? [{ use: 'work' as const, text: '980000, г. Учебный, ул. Примерная' }] : []),
      ...addressesOf(file),
    ],
    gender: GENDERS[person.sex ?? ''] ?? 'unknown',
    ...(person.birthDate === null ? {} : { birthDate: person.birthDate }),
    ...(qualifications.length === 0 ? {} : { qualification: qualifications }),
    ...(index % 8 === 2
      ? { communication: [{ coding: [{ system: 'urn:ietf:bcp:47', code: 'ru' }], text: 'Русский' }] }
      : {}),
  };
}

function qualificationsOf(file: GeneratedFile): NonNullable<Practitioner['qualification']> {
  return [...file.credentials.map(credentialElement), ...recordElements(file)];
}

function identifiers(person: GeneratedPerson, index: number): Identifier[] {
  const alias = index % 5 === 1 ? 1 : index % 5 === 3 ? 2 : 0;
  const list: Identifier[] = [];
  if (index % 6 === 1) list.push({ use: 'secondary', system: `${FOREIGN}/legacy-id`, value: `L-${index}` });
  if (person.snils !== null) {
    list.push({
      use: 'official',
      type: { coding: [{ system: IDENTIFIER_TYPE, code: 'SB' }] },
      system: SYSTEM.snils[alias],
      value: person.snils,
    });
  }
  if (person.inn !== null) list.push({ system: SYSTEM.inn[index % 7 === 2 ? 1 : 0], value: person.inn });
  return list;
}

function citizenship(person: GeneratedPerson): Extension {
  const code = person.citizenshipCode ?? '1';
  return {
    url: EXTENSION.citizenship,
    valueCoding: { system: CODES.citizenship[0], code, display: CITIZENSHIPS[code] ?? '' },
  };
}

function credentialElement(credential: GeneratedCredential): NonNullable<Practitioner['qualification']>[number] {
  return {
    id: credential.remoteId,
    ...(credential.accreditationKind === null
      ? {}
      : {
          extension: [
            { url: EXTENSION.credential, extension: [{ url: 'kind', valueString: credential.accreditationKind }] },
          ],
        }),
    identifier: [{ system: SYSTEM.credentialNumber[0], value: credential.number ?? '' }],
    code: {
      coding: [
        {
          system: CODES.credentialKind[0],
          code: credential.credentialKind,
          display: CREDENTIAL_NAMES[credential.credentialKind],
        },
        {
          system: CODES.specialty[0],
          code: credential.specialtyCode ?? '',
          display: SPECIALTIES[credential.specialtyCode ?? ''] ?? '',
        },
      ],
    },
    period: {
      ...(credential.issuedOn === null ? {} : { start: credential.issuedOn }),
      ...(credential.expiresOn === null ? {} : { end: credential.expiresOn }),
    },
    ...(credential.issuer === null ? {} : { issuer: { display: credential.issuer } }),
  };
}

export function practitionerRoleResource(
  employment: GeneratedEmployment,
  personRemoteId: string,
  index: number,
  leaves: readonly GeneratedLeave[] = [],
): PractitionerRole {
  const post = employment.postCode ?? '';
  return {
    resourceType: 'PractitionerRole',
    id: employment.remoteId,
    meta: { profile: [PROFILE.practitionerRole] },
    extension: [
      ...(index % 5 === 2 ? [{ url: `${FOREIGN}/staff-list-line`, valueString: `Ш-${index}` }] : []),
      ...employmentExtensions(employment),
    ],
    identifier: [{ system: SYSTEM.personnelNumber[0], value: employment.personnelNumber ?? '' }],
    active: employment.endDate === null,
    period: {
      ...(employment.beginDate === null ? {} : { start: employment.beginDate }),
      ...(employment.endDate === null ? {} : { end: employment.endDate }),
    },
    practitioner: { reference: `Practitioner/${personRemoteId}` },
    organization: { reference: `Organization/${employment.divisionRemoteId}` },
    code: [
      {
        coding: [{ system: CODES.post[index % 4 === 3 ? 1 : 0], code: post, display: POST_NAMES.get(post) ?? '' }],
        ...(index % 6 === 0 ? { text: POST_NAMES.get(post) ?? '' } : {}),
      },
    ],
    ...absences(employment, leaves, index),
    ...(index % 7 === 4 ? { availabilityExceptions: 'По графику' } : {}),
  };
}

function employmentExtensions(employment: GeneratedEmployment): Extension[] {
  const type = employment.positionType ?? '';
  const list: Extension[] = [
    { url: EXTENSION.rate, valueDecimal: (employment.rate ?? 0) / 100 },
    {
      url: EXTENSION.positionType,
      valueCoding: { system: CODES.positionType[0], code: type, display: POSITION_TYPES[type] ?? '' },
    },
    {
      url: EXTENSION.contract,
      extension: [
        { url: 'number', valueString: employment.contractNumber ?? '' },
        ...(employment.contractDate === null ? [] : [{ url: 'date', valueDate: employment.contractDate }]),
      ],
    },
  ];
  if (employment.endDate !== null) {
    list.push({
      url: EXTENSION.dismissal,
      extension: [
        { url: 'reason', valueString: employment.endReason ?? '' },
        { url: 'order', valueString: employment.endOrder ?? '' },
        ...(employment.endOrderDate === null ? [] : [{ url: 'orderDate', valueDate: employment.endOrderDate }]),
      ],
    });
  }
  return list;
}
