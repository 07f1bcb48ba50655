import type { EntityKind, EntityOf } from './entities.ts';

/** How a field is edited, shown and compared. */
export type FieldType =
  | 'text'
  | 'date'
  | 'code'
  | 'rate'
  | 'number'
  | 'reference'
  | 'snils'
  | 'inn'
  | 'phone'
  | 'email';

export interface FieldDefinition {
  readonly type: FieldType;
  /** A draft may lack it; a submitted change request may not. */
  readonly required?: boolean;
  /** Facts that only the registry may change; locked for every way of editing. */
  readonly owner?: 'registry';
  /** OID of the dictionary that the code belongs to. */
  readonly dictionary?: string;
  /** Fields of one group make sense only together and are merged as one value. */
  readonly group?: string;
  readonly maxLength?: number;
  /** Bounds of a whole number. */
  readonly range?: readonly [minimum: number, maximum: number];
}

export const DICTIONARY = {
  posts: '1.2.643.5.1.13.13.11.1002',
  specialties: '1.2.643.5.1.13.13.11.1066',
  sex: '1.2.643.5.1.13.13.11.1040',
  citizenship: '1.2.643.5.1.13.13.99.2.315',
  positionTypes: '1.2.643.5.1.13.2.1.1.209',
  divisionTypes: 'kartoteka:division-types',
  identityDocuments: '1.2.643.5.1.13.13.99.2.48',
  addressTypes: '1.2.643.5.1.13.13.11.1504',
} as const;

/** Years in which somebody alive can have learned. */
const YEARS = [1930, 2100] as const;

type FieldsOf<K extends EntityKind> = Readonly<Record<Exclude<keyof EntityOf<K>, 'id'>, FieldDefinition>>;

/** The one description of every field: grid, card, rules, merge, FHIR mapping and change requests read it. */
export const FIELDS: { readonly [K in EntityKind]: FieldsOf<K> } = {
  organisation: {
    oid: { type: 'text', owner: 'registry' },
    nameFull: { type: 'text', required: true, maxLength: 512 },
    nameShort: { type: 'text', maxLength: 256 },
    inn: { type: 'inn', required: true },
    kpp: { type: 'text' },
    ogrn: { type: 'text', required: true },
    address: { type: 'text', maxLength: 1000 },
    phone: { type: 'phone' },
    email: { type: 'email' },
  },
  division: {
    organisationId: { type: 'reference', required: true },
    parentId: { type: 'reference' },
    level: { type: 'code', required: true },
    oid: { type: 'text', owner: 'registry' },
    name: { type: 'text', required: true, maxLength: 255 },
    typeCode: { type: 'code', dictionary: DICTIONARY.divisionTypes },
    openDate: { type: 'date', required: true },
    liquidationDate: { type: 'date' },
  },
  person: {
    lastName: { type: 'text', required: true, maxLength: 100, group: 'name' },
    firstName: { type: 'text', required: true, maxLength: 100, group: 'name' },
    patronymic: { type: 'text', maxLength: 100, group: 'name' },
    sex: { type: 'code', required: true, dictionary: DICTIONARY.sex },
    birthDate: { type: 'date', required: true },
    snils: { type: 'snils', required: true },
    inn: { type: 'inn' },
    citizenshipCode: { type: 'code', dictionary: DICTIONARY.citizenship },
    phone: { type: 'phone' },
    email: { type: 'email' },
  },
  employment: {
    personId: { type: 'reference', required: true },
    divisionId: { type: 'reference', required: true },
    postCode: { type: 'code', required: true, dictionary: DICTIONARY.posts },
    positionType: { type: 'code', required: true, dictionary: DICTIONARY.positionTypes },
    rate: { type: 'rate', required: true },
    personnelNumber: { type: 'text', required: true, maxLength: 20 },
    contractNumber: { type: 'text', required: true, maxLength: 50, group: 'contract' },
    contractDate: { type: 'date', required: true, group: 'contract' },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date', group: 'dismissal' },
    endReason: { type: 'text', maxLength: 255, group: 'dismissal' },
    endOrder: { type: 'text', maxLength: 255, group: 'dismissal' },
  },
  credential: {
    personId: { type: 'reference', required: true },
    credentialKind: { type: 'code', required: true },
    specialtyCode: { type: 'code', required: true, dictionary: DICTIONARY.specialties },
    number: { type: 'text', required: true, maxLength: 50 },
    issuer: { type: 'text', maxLength: 512 },
    issuedOn: { type: 'date', required: true },
    expiresOn: { type: 'date' },
  },
  education: {
    personId: { type: 'reference', required: true },
    educationKind: { type: 'code', required: true },
    institution: { type: 'text', required: true, maxLength: 512 },
    documentSeries: { type: 'text', maxLength: 50 },
    documentNumber: { type: 'text', required: true, maxLength: 50 },
    documentDate: { type: 'date', required: true },
    beginYear: { type: 'number', range: YEARS },
    endYear: { type: 'number', range: YEARS },
    specialty: { type: 'text', maxLength: 255 },
    qualification: { type: 'text', maxLength: 255 },
    theme: { type: 'text', maxLength: 500 },
    hours: { type: 'number', range: [1, 2000] },
  },
  category: {
    personId: { type: 'reference', required: true },
    categoryCode: { type: 'code', required: true },
    specialtyCode: { type: 'code', required: true, dictionary: DICTIONARY.specialties },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
    orderNumber: { type: 'text', maxLength: 50, group: 'order' },
    orderDate: { type: 'date', group: 'order' },
  },
  award: {
    personId: { type: 'reference', required: true },
    name: { type: 'text', required: true, maxLength: 512 },
    number: { type: 'text', required: true, maxLength: 50 },
    awardDate: { type: 'date', required: true },
  },
  document: {
    personId: { type: 'reference', required: true },
    typeCode: { type: 'code', required: true, dictionary: DICTIONARY.identityDocuments, group: 'document' },
    series: { type: 'text', maxLength: 20, group: 'document' },
    number: { type: 'text', required: true, maxLength: 50, group: 'document' },
    issuedOn: { type: 'date', required: true },
    issuedBy: { type: 'text', required: true, maxLength: 512 },
    departmentCode: { type: 'text', maxLength: 20 },
    standing: { type: 'code', required: true },
  },
  address: {
    personId: { type: 'reference', required: true },
    typeCode: { type: 'code', required: true, dictionary: DICTIONARY.addressTypes },
    addressText: { type: 'text', required: true, maxLength: 1000 },
    garGuid: { type: 'text', maxLength: 36 },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
  },
  leave: {
    employmentId: { type: 'reference', required: true },
    leaveReason: { type: 'code', required: true },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
  },
};

export type FieldOf<K extends EntityKind> = keyof FieldsOf<K> & string;

/** The definition of `field`, or undefined where the kind has no such field (input from outside). */
export function fieldDefinition(kind: EntityKind, field: string): FieldDefinition | undefined {
  const fields: Readonly<Record<string, FieldDefinition>> = FIELDS[kind];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function fieldNames(kind: EntityKind): readonly string[] {
  return Object.keys(FIELDS[kind]);
}
