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
  | 'enp'
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
  /** A list with one entry a line; of a code: several codes. */
  readonly multiline?: boolean;
  /** A code that is typed, and only its shape is checked, while its dictionary is not loaded. */
  readonly typed?: boolean;
  /** Bounds of a whole number, and of a rate that is not one person's (hundredths). */
  readonly range?: readonly [minimum: number, maximum: number];
}

export const DICTIONARY = {
  posts: '1.2.643.5.1.13.13.11.1002',
  specialties: '1.2.643.5.1.13.13.11.1066',
  sex: '1.2.643.5.1.13.13.11.1040',
  citizenship: '1.2.643.5.1.13.13.99.2.315',
  countries: '1.2.643.5.1.13.13.99.2.545',
  positionTypes: '1.2.643.5.1.13.2.1.1.209',
  divisionTypes: 'kartoteka:division-types',
  identityDocuments: '1.2.643.5.1.13.13.99.2.48',
  addressTypes: '1.2.643.5.1.13.13.11.1504',
  divisionKinds: '1.2.643.5.1.13.13.11.1072',
  militaryRelations: '1.2.643.5.1.13.13.99.2.314',
  regions: '1.2.643.5.1.13.13.99.2.206',
  careConditions: '1.2.643.5.1.13.13.99.2.322',
  careForms: '1.2.643.5.1.13.13.11.1551',
  careKinds: '1.2.643.5.1.13.13.11.1034',
  disabilityGroups: '1.2.643.5.1.13.13.11.1053',
  okved: 'kartoteka:okved',
  accreditationKinds: 'kartoteka:accreditation-kinds',
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
    factAddress: { type: 'text', maxLength: 1000 },
    phone: { type: 'phone' },
    email: { type: 'email' },
    site: { type: 'text', maxLength: 255 },
    socialLinks: { type: 'text', maxLength: 1000, multiline: true },
    okved: { type: 'code', dictionary: DICTIONARY.okved, typed: true },
    ogrnDate: { type: 'date' },
    okopf: { type: 'text', maxLength: 5 },
    regionCode: { type: 'code', dictionary: DICTIONARY.regions },
    agencyKind: { type: 'text', maxLength: 255 },
    agencyProfile: { type: 'text', maxLength: 255 },
    agencyLevel: { type: 'text', maxLength: 255 },
    headPersonId: { type: 'reference' },
    liquidationDate: { type: 'date', group: 'liquidation' },
    liquidationReason: { type: 'text', maxLength: 255, group: 'liquidation' },
  },
  licence: {
    organisationId: { type: 'reference', owner: 'registry' },
    number: { type: 'text', owner: 'registry' },
    series: { type: 'text', owner: 'registry' },
    status: { type: 'text', owner: 'registry' },
    issuedOn: { type: 'date', owner: 'registry' },
    beginDate: { type: 'date', owner: 'registry' },
    endDate: { type: 'date', owner: 'registry' },
    activity: { type: 'text', owner: 'registry' },
    licenser: { type: 'text', owner: 'registry' },
    licenserInn: { type: 'text', owner: 'registry' },
    licenserOgrn: { type: 'text', owner: 'registry' },
    addressText: { type: 'text', owner: 'registry' },
    services: { type: 'text', owner: 'registry', multiline: true },
  },
  building: {
    organisationId: { type: 'reference', required: true },
    name: { type: 'text', required: true, maxLength: 255 },
    addressText: { type: 'text', required: true, maxLength: 1000 },
    garGuid: { type: 'text', maxLength: 36 },
    postIndex: { type: 'text', maxLength: 6 },
    cadastralNumber: { type: 'text', maxLength: 50 },
    buildYear: { type: 'number', required: true, range: [1600, 2100] },
    floorCount: { type: 'number', required: true, range: [1, 200] },
    hasTrouble: { type: 'code', required: true },
    latitude: { type: 'text', maxLength: 20, group: 'position' },
    longitude: { type: 'text', maxLength: 20, group: 'position' },
    beginDate: { type: 'date', required: true },
    liquidationDate: { type: 'date', group: 'liquidation' },
    liquidationReason: { type: 'text', maxLength: 255, group: 'liquidation' },
  },
  division: {
    organisationId: { type: 'reference', required: true },
    parentId: { type: 'reference' },
    level: { type: 'code', required: true },
    oid: { type: 'text', owner: 'registry' },
    name: { type: 'text', required: true, maxLength: 255 },
    typeCode: { type: 'code', dictionary: DICTIONARY.divisionTypes },
    kindCode: { type: 'code', dictionary: DICTIONARY.divisionKinds },
    careConditions: { type: 'code', dictionary: DICTIONARY.careConditions, multiline: true },
    careForms: { type: 'code', dictionary: DICTIONARY.careForms, multiline: true },
    careKinds: { type: 'code', dictionary: DICTIONARY.careKinds, multiline: true },
    separate: { type: 'code' },
    buildingId: { type: 'reference' },
    phone: { type: 'phone' },
    headPersonId: { type: 'reference' },
    taskDueDate: { type: 'date' },
    plannedPeople: { type: 'number', range: [0, 100_000] },
    bedCount: { type: 'number', range: [0, 100_000] },
    bedProfiles: { type: 'text', maxLength: 1000, multiline: true },
    visitsPerShift: { type: 'number', range: [0, 100_000] },
    openDate: { type: 'date', required: true },
    liquidationDate: { type: 'date' },
  },
  service: {
    organisationId: { type: 'reference', required: true },
    divisionId: { type: 'reference' },
    name: { type: 'text', required: true, maxLength: 512 },
    code: { type: 'text', maxLength: 50 },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
    comment: { type: 'text', maxLength: 1000 },
  },
  staffingDocument: {
    organisationId: { type: 'reference', required: true },
    number: { type: 'text', required: true, maxLength: 20 },
    approvedOn: { type: 'date', required: true },
    orderNumber: { type: 'text', maxLength: 50 },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
    staffingStatus: { type: 'code', required: true },
  },
  staffingPosition: {
    documentId: { type: 'reference', required: true },
    divisionId: { type: 'reference', required: true },
    postCode: { type: 'code', required: true, dictionary: DICTIONARY.posts },
    localPostName: { type: 'text', maxLength: 255 },
    rate: { type: 'rate', required: true, range: [1, 1_000_000] },
    note: { type: 'text', maxLength: 500 },
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
    countryCode: { type: 'code', dictionary: DICTIONARY.countries },
    militaryRelationCode: { type: 'code', dictionary: DICTIONARY.militaryRelations },
    isMedical: { type: 'code' },
    isPharmaceutical: { type: 'code' },
    isStudent: { type: 'code' },
    phone: { type: 'phone' },
    email: { type: 'email' },
    deathDate: { type: 'date' },
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
    endOrderDate: { type: 'date', group: 'dismissal' },
    fileNumber: { type: 'text', maxLength: 50 },
    specialtyCode: { type: 'code', dictionary: DICTIONARY.specialties },
    seniorityMonths: { type: 'number', range: [0, 1000] },
    targeted: { type: 'code' },
  },
  credential: {
    personId: { type: 'reference', required: true },
    credentialKind: { type: 'code', required: true },
    specialtyCode: { type: 'code', required: true, dictionary: DICTIONARY.specialties },
    number: { type: 'text', required: true, maxLength: 50 },
    issuer: { type: 'text', maxLength: 512 },
    issuedOn: { type: 'date', required: true },
    expiresOn: { type: 'date' },
    accreditationKind: { type: 'code', dictionary: DICTIONARY.accreditationKinds },
    series: { type: 'text', maxLength: 50 },
    registrationNumber: { type: 'text', maxLength: 50 },
    protocolNumber: { type: 'text', maxLength: 50, group: 'protocol' },
    protocolDate: { type: 'date', group: 'protocol' },
    extended: { type: 'code' },
  },
  education: {
    personId: { type: 'reference', required: true },
    educationKind: { type: 'code', required: true },
    level: { type: 'text', maxLength: 255 },
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
    degree: { type: 'text', maxLength: 255 },
    scienceBranch: { type: 'text', maxLength: 255 },
    country: { type: 'text', maxLength: 100, group: 'recognition' },
    recognitionNumber: { type: 'text', maxLength: 50, group: 'recognition' },
    recognitionDate: { type: 'date', group: 'recognition' },
    targeted: { type: 'code' },
    customerInn: { type: 'inn' },
    customerOgrn: { type: 'text' },
    dutyMonths: { type: 'number', range: [1, 600] },
  },
  category: {
    personId: { type: 'reference', required: true },
    categoryCode: { type: 'code', required: true },
    specialtyCode: { type: 'code', required: true, dictionary: DICTIONARY.specialties },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
    orderNumber: { type: 'text', maxLength: 50, group: 'order' },
    orderDate: { type: 'date', group: 'order' },
    extended: { type: 'code' },
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
    regionCode: { type: 'code', dictionary: DICTIONARY.regions },
    garGuid: { type: 'text', maxLength: 36 },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
  },
  military: {
    personId: { type: 'reference', required: true },
    served: { type: 'code', required: true },
    beginDate: { type: 'date' },
    endDate: { type: 'date' },
  },
  society: {
    personId: { type: 'reference', required: true },
    name: { type: 'text', required: true, maxLength: 512 },
    beginDate: { type: 'date', required: true },
    endDate: { type: 'date' },
  },
  nmo: {
    personId: { type: 'reference', required: true },
    nmoKind: { type: 'code', required: true },
    specialtyCode: { type: 'code', required: true, dictionary: DICTIONARY.specialties },
    title: { type: 'text', required: true, maxLength: 500 },
    provider: { type: 'text', maxLength: 512 },
    hours: { type: 'number', required: true, range: [0, 2000] },
    activityDate: { type: 'date', required: true },
    confirmationCode: { type: 'text', maxLength: 100 },
  },
  policy: {
    personId: { type: 'reference', required: true },
    enp: { type: 'enp', required: true },
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

/** All fields that make sense only together with this one, itself among them. */
export function groupOf(kind: EntityKind, field: string): readonly string[] {
  const group = fieldDefinition(kind, field)?.group;
  return group === undefined ? [field] : fieldNames(kind).filter((one) => fieldDefinition(kind, one)?.group === group);
}
