/**
 * The names that this desk and a FHIR R4 registry agree on: identifier systems of RuCore (HL7 FHIR Россия), profiles of
 * IHE mCSD, dictionary OIDs of НСИ, and our own extensions for facts that R4 has no element for.
 * Every alias in `READ` is understood; the first one is written.
 */
const CORE = 'https://fhir.ru/ig/core';
/** Name space of our own extensions and code systems. */
export const OWN = 'urn:kartoteka:fhir';

export const SYSTEM = {
  snils: [`${CORE}/systems/snils`, 'https://fhir.ru/ig/semd/systems/snils', 'urn:oid:1.2.643.100.3'],
  inn: [`${CORE}/systems/inn`, 'urn:oid:1.2.643.3.131.1.1'],
  kpp: [`${OWN}:kpp`],
  ogrn: [`${CORE}/systems/ogrn`, 'urn:oid:1.2.643.100.1'],
  frmoOid: [`${CORE}/CodeSystem/core-cs-nsi-register-of-medical-organizations`, 'urn:ietf:rfc:3986'],
  personnelNumber: [`${OWN}:personnel-number`],
  requestId: [`${OWN}:request-id`],
  /** SHA-256 of a file, hexadecimal (on DocumentReference). */
  fileDigest: [`${OWN}:file-digest`],
  /** A comment on a request (on Communication). */
  messageId: [`${OWN}:message-id`],
  /** Identity that a desk gives to what it creates, so that a repeated create finds the first one. */
  entityId: [`${OWN}:entity-id`],
  credentialNumber: [`${OWN}:credential-number`],
  documentNumber: [`${OWN}:document-number`],
  cadastralNumber: [`${OWN}:cadastral-number`],
} as const;

export const CODES = {
  post: [`${CORE}/CodeSystem/core-cs-nsi-medical-workers-positions`, 'urn:oid:1.2.643.5.1.13.13.11.1002'],
  specialty: ['urn:oid:1.2.643.5.1.13.13.11.1066'],
  positionType: ['urn:oid:1.2.643.5.1.13.2.1.1.209'],
  divisionType: [`${OWN}:division-type`],
  divisionKind: ['urn:oid:1.2.643.5.1.13.13.11.1072'],
  /** Main activity, ОКВЭД 2. */
  okved: [`${OWN}:okved`],
  careCondition: ['urn:oid:1.2.643.5.1.13.13.99.2.322'],
  careForm: ['urn:oid:1.2.643.5.1.13.13.11.1551'],
  careKind: ['urn:oid:1.2.643.5.1.13.13.11.1034'],
  country: ['urn:oid:1.2.643.5.1.13.13.99.2.545'],
  citizenship: ['urn:oid:1.2.643.5.1.13.13.99.2.315'],
  militaryRelation: ['urn:oid:1.2.643.5.1.13.13.99.2.314'],
  region: ['urn:oid:1.2.643.5.1.13.13.99.2.206'],
  credentialKind: [`${OWN}:credential-kind`],
  educationKind: [`${OWN}:education-kind`],
  category: [`${OWN}:qualification-category`],
  /** Its one code says that a qualification is an award. */
  award: [`${OWN}:award`],
  identityDocument: ['urn:oid:1.2.643.5.1.13.13.99.2.48'],
  addressType: ['urn:oid:1.2.643.5.1.13.13.11.1504'],
  locationType: ['http://terminology.hl7.org/CodeSystem/location-physical-type'],
  /** НСИ 11.1070, the nomenclature of medical services. */
  service: ['urn:oid:1.2.643.5.1.13.13.11.1070'],
  /** What a Basic stands for: R4 has no resource for a staffing table. */
  basic: [`${OWN}:basic`],
  identifierType: ['http://terminology.hl7.org/CodeSystem/v2-0203'],
  businessStatus: [`${OWN}:request-status`],
  /** What a Task stands for, and what its inputs are. */
  task: [`${OWN}:task`],
  /** What a Communication stands for. */
  communication: [`${OWN}:communication`],
} as const;

export const EXTENSION = {
  /** valueCode: division | section | room (on Organization). */
  divisionLevel: `${OWN}:StructureDefinition:division-level`,
  /** valuePeriod: open and liquidation dates (on Organization). */
  divisionPeriod: `${OWN}:StructureDefinition:division-period`,
  /** valueReference to a Practitioner: the chief doctor, the head of a division (on Organization). */
  head: `${OWN}:StructureDefinition:head`,
  /** valueReference to a Location: where a division is (on Organization). */
  building: `${OWN}:StructureDefinition:building`,
  /** valueBoolean: a separate division in the sense of the tax code (on Organization). */
  separate: `${OWN}:StructureDefinition:separate-division`,
  /** valueDate: until when the head is to bring its records in order (on Organization). */
  taskDue: `${OWN}:StructureDefinition:task-due`,
  /** valueCoding of НСИ 99.2.322, several: under which conditions a division gives care (on Organization). */
  careCondition: `${OWN}:StructureDefinition:care-condition`,
  /** valueCoding of НСИ 11.1551, several: in which forms (on Organization). */
  careForm: `${OWN}:StructureDefinition:care-form`,
  /** valueCoding of НСИ 11.1034, several: of which kinds (on Organization). */
  careKind: `${OWN}:StructureDefinition:care-kind`,
  /** Parts kind, profile and level (valueString): what the organisation is to the register (on Organization). */
  agency: `${OWN}:StructureDefinition:agency`,
  /**
   * Parts people, beds and visits (valueInteger), profiles (valueString, beds by profile, one a line): planned figures of a
   * division (on Organization).
   */
  capacity: `${OWN}:StructureDefinition:capacity`,
  /** valueDate: registration as a legal person (on Organization). */
  registrationDate: `${OWN}:StructureDefinition:registration-date`,
  /** valueCode of ОКОПФ (on Organization). */
  legalForm: `${OWN}:StructureDefinition:legal-form`,
  /** valueCoding of НСИ 99.2.206 (on Organization, Practitioner.address). */
  region: `${OWN}:StructureDefinition:region`,
  /** valueString: why it was closed (on Organization). */
  liquidationReason: `${OWN}:StructureDefinition:liquidation-reason`,
  /** valueString, pages in social networks, one a line (on Organization). */
  socialLinks: `${OWN}:StructureDefinition:social-links`,
  /** valueBoolean, true: where patients are received, not where it is registered (on Organization.address). */
  factAddress: `${OWN}:StructureDefinition:fact-address`,
  /** valueCoding of НСИ 99.2.315 (on Practitioner). */
  citizenship: `${OWN}:StructureDefinition:citizenship`,
  /** valueCoding of НСИ 99.2.545 (on Practitioner). */
  country: `${OWN}:StructureDefinition:country`,
  /** valueCoding of НСИ 99.2.314 (on Practitioner). */
  militaryRelation: `${OWN}:StructureDefinition:military-relation`,
  /**
   * Parts medical, pharmaceutical and student (valueBoolean), died (valueDate): what a person is to the register (on
   * Practitioner).
   */
  worker: `${OWN}:StructureDefinition:worker`,
  /** valueDecimal, share of a full-time post, 0.25 … 1.5 (on PractitionerRole). */
  rate: `${OWN}:StructureDefinition:employment-rate`,
  /** valueCoding of 2.1.1.209 (on PractitionerRole). */
  positionType: `${OWN}:StructureDefinition:position-type`,
  /** Parts number (valueString) and date (valueDate) (on PractitionerRole). */
  contract: `${OWN}:StructureDefinition:employment-contract`,
  /** Parts number (valueString), seniority (valueInteger, months) and targeted (valueBoolean) (on PractitionerRole). */
  personalFile: `${OWN}:StructureDefinition:personal-file`,
  /** Parts reason (valueString) and order (valueString) (on PractitionerRole). */
  dismissal: `${OWN}:StructureDefinition:dismissal`,
  /**
   * Parts level, series, specialty, qualification, theme, degree, branch, country, recognition, customerInn, customerOgrn
   * (valueString), date and recognitionDate (valueDate), hours and duty (valueInteger, months), targeted (valueBoolean) of
   * an education (on Practitioner.qualification); its years are the period.
   */
  education: `${OWN}:StructureDefinition:education`,
  /**
   * Parts number (valueString) and date (valueDate) of the order of a category, and extended (valueBoolean) of the
   * category itself (on Practitioner.qualification).
   */
  order: `${OWN}:StructureDefinition:order`,
  /**
   * Parts kind (of an accreditation), series, registration and protocol (valueString), protocolDate (valueDate) and
   * extended (valueBoolean: valid longer than it says, by law) of a certificate or an accreditation (on
   * Practitioner.qualification).
   */
  credential: `${OWN}:StructureDefinition:credential`,
  /** Parts series and department (valueString) of an identity document (on Practitioner.identifier). */
  document: `${OWN}:StructureDefinition:identity-document`,
  /** valueCoding of НСИ 11.1504 (on Practitioner.address). */
  addressType: `${OWN}:StructureDefinition:address-type`,
  /** valueString, identity of an address in ГАР (on Practitioner.address). */
  garGuid: `${OWN}:StructureDefinition:gar-guid`,
  /** Parts served (valueBoolean) and period (valuePeriod): service in the forces (on Practitioner, with an id). */
  military: `${OWN}:StructureDefinition:military-service`,
  /** Parts name (valueString) and period (valuePeriod): a professional society (on Practitioner, with an id). */
  society: `${OWN}:StructureDefinition:society`,
  /**
   * A place in a licence, read only (on Organization, with an id): parts series, number, status, activity, licenser,
   * licenserInn, licenserOgrn, address and services (valueString, one a line), issued (valueDate), period (valuePeriod).
   */
  licence: `${OWN}:StructureDefinition:licence`,
  /** valuePeriod: from when to when it is there or holds (on Location, HealthcareService, Basic). */
  period: `${OWN}:StructureDefinition:period`,
  /**
   * Parts built and floors (valueInteger), trouble (valueBoolean) and liquidation (valueString, the reason) of a building
   * (on Location).
   */
  premises: `${OWN}:StructureDefinition:premises`,
  /** Parts number and order (valueString), approved (valueDate), status (valueCode) of a staffing table (on Basic). */
  staffingDocument: `${OWN}:StructureDefinition:staffing-document`,
  /**
   * Parts document (valueReference to a Basic), post (valueCoding), name and note (valueString), rate (valueDecimal) of a
   * line of a staffing table (on Basic, whose subject is the division).
   */
  staffingPosition: `${OWN}:StructureDefinition:staffing-position`,
  /** valueCode of our own reasons (on PractitionerRole.notAvailable): an absence without it is none of ours. */
  leaveReason: `${OWN}:StructureDefinition:leave-reason`,
} as const;

const MCSD = 'https://profiles.ihe.net/ITI/mCSD/StructureDefinition/IHE.mCSD';
export const PROFILE = {
  organization: `${MCSD}.Organization`,
  practitioner: `${MCSD}.Practitioner`,
  practitionerRole: `${MCSD}.PractitionerRole`,
  location: `${MCSD}.Location`,
  healthcareService: `${MCSD}.HealthcareService`,
} as const;

/** Words that R4 wants beside the code of an absence. */
export const LEAVE_WORDS: Readonly<Record<string, string>> = {
  maternity: 'Отпуск по беременности и родам',
  childcare: 'Отпуск по уходу за ребёнком',
  long: 'Длительный отпуск',
  other: 'Длительное отсутствие',
};
