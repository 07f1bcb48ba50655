import type { FileKind } from '#shared/domain/entities.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';

/** Parts of a card. */
export const CARD_TABS = ['general', 'work', 'credentials', 'education', 'documents', 'history'] as const;
export type CardTab = (typeof CARD_TABS)[number];

/** What a card is made of. */
export type CardKind = 'person' | 'employment' | FileKind;

/** Fields of the card by kind, in the order people fill them in; references to the person itself are not shown. */
export const CARD_FIELDS: { readonly [K in CardKind]: readonly FieldOf<K>[] } = {
  person: [
    'lastName',
    'firstName',
    'patronymic',
    'birthDate',
    'sex',
    'snils',
    'inn',
    'citizenshipCode',
    'countryCode',
    'militaryRelationCode',
    'isMedical',
    'isPharmaceutical',
    'isStudent',
    'phone',
    'email',
    'deathDate',
  ],
  employment: [
    'divisionId',
    'postCode',
    'positionType',
    'rate',
    'personnelNumber',
    'contractNumber',
    'contractDate',
    'fileNumber',
    'specialtyCode',
    'seniorityMonths',
    'targeted',
    'beginDate',
    'endDate',
    'endReason',
    'endOrder',
    'endOrderDate',
  ],
  credential: [
    'credentialKind',
    'accreditationKind',
    'specialtyCode',
    'series',
    'number',
    'issuer',
    'issuedOn',
    'expiresOn',
    'extended',
    'registrationNumber',
    'protocolNumber',
    'protocolDate',
  ],
  education: [
    'educationKind',
    'level',
    'institution',
    'documentSeries',
    'documentNumber',
    'documentDate',
    'beginYear',
    'endYear',
    'specialty',
    'qualification',
    'theme',
    'hours',
    'degree',
    'scienceBranch',
    'country',
    'recognitionNumber',
    'recognitionDate',
    'targeted',
    'customerInn',
    'customerOgrn',
    'dutyMonths',
  ],
  category: ['categoryCode', 'specialtyCode', 'beginDate', 'endDate', 'extended', 'orderNumber', 'orderDate'],
  award: ['name', 'number', 'awardDate'],
  document: ['typeCode', 'series', 'number', 'issuedOn', 'issuedBy', 'departmentCode', 'standing'],
  address: ['typeCode', 'addressText', 'regionCode', 'garGuid', 'beginDate', 'endDate'],
  military: ['served', 'beginDate', 'endDate'],
  society: ['name', 'beginDate', 'endDate'],
  nmo: ['nmoKind', 'specialtyCode', 'title', 'provider', 'hours', 'activityDate', 'confirmationCode'],
  policy: ['enp'],
  leave: ['leaveReason', 'beginDate', 'endDate'],
};

/** What can be added to a card, by the tab that shows it; an absence is added to its employment. */
export const ADDABLE: Readonly<Record<CardTab, readonly FileKind[]>> = {
  general: [],
  work: [],
  credentials: ['credential'],
  education: ['education', 'nmo', 'category', 'award', 'society'],
  documents: ['document', 'policy', 'address', 'military'],
  history: [],
};

/** What a new record says before anything is typed. */
export const FIRST_VALUES: Readonly<Record<FileKind, Readonly<Record<string, FieldValue>>>> = {
  credential: { credentialKind: 'accreditation' },
  education: { educationKind: 'prof' },
  category: {},
  award: {},
  document: { typeCode: '1', standing: 'main' },
  address: { typeCode: '1' },
  military: { served: 'yes' },
  society: {},
  nmo: { nmoKind: 'course' },
  policy: {},
  leave: {},
};
