import { z } from 'zod';
import { EntityId, LocalDate } from './values.ts';

/**
 * The entities of the desk. Values that came from a registry are kept as they are even where a rule calls them
 * impossible, so the schemas describe shapes (string, day, integer) and the rules live in `shared/rules`.
 */
const text = z.string().nullable();
const day = LocalDate.nullable();

export const Organisation = z.object({
  id: EntityId,
  oid: text,
  nameFull: z.string(),
  nameShort: text,
  inn: text,
  kpp: text,
  ogrn: text,
  /** Of registration. */
  address: text,
  /** Where patients are received. */
  factAddress: text,
  phone: text,
  email: text,
  site: text,
  /** Pages in social networks, one a line. */
  socialLinks: text,
  /** Main activity, ОКВЭД 2. */
  okved: text,
  ogrnDate: day,
  /** The chief doctor. */
  headPersonId: EntityId.nullable(),
  liquidationDate: day,
});
export type Organisation = z.infer<typeof Organisation>;

/** Answers to questions that a registry asks with a flag. */
export const YES_NO = ['yes', 'no'] as const;

/**
 * A place of activity in a licence of the organisation, with what is licensed there; a licence for several places is
 * several of them with one number. Only the registry writes it (ФРМО license).
 */
export const Licence = z.object({
  id: EntityId,
  organisationId: EntityId,
  number: text,
  status: text,
  issuedOn: day,
  beginDate: day,
  endDate: day,
  activity: text,
  licenser: text,
  addressText: text,
  /** Works and services, one a line. */
  services: text,
});
export type Licence = z.infer<typeof Licence>;

/** A building where the organisation works (ФРМО building). */
export const Building = z.object({
  id: EntityId,
  organisationId: EntityId,
  name: z.string(),
  addressText: text,
  /** Identity of the address in the state address register (ГАР). */
  garGuid: text,
  postIndex: text,
  cadastralNumber: text,
  buildYear: z.number().int().nullable(),
  floorCount: z.number().int().nullable(),
  /** Dangerous to be in (аварийное): yes or no. */
  hasTrouble: text,
  /** Degrees, decimal, with a point. */
  latitude: text,
  longitude: text,
  beginDate: day,
  liquidationDate: day,
  liquidationReason: text,
});
export type Building = z.infer<typeof Building>;

/** A medical service that a division offers (FHIR HealthcareService). */
export const Service = z.object({
  id: EntityId,
  organisationId: EntityId,
  divisionId: EntityId.nullable(),
  name: z.string(),
  /** Code of the nomenclature of medical services (order 804н). */
  code: text,
  beginDate: day,
  endDate: day,
  comment: text,
});
export type Service = z.infer<typeof Service>;

/** A division, a section of a hospital division, or a room: one tree (ФРМО depart). */
export const DIVISION_LEVELS = ['division', 'section', 'room'] as const;
export const Division = z.object({
  id: EntityId,
  organisationId: EntityId,
  parentId: EntityId.nullable(),
  level: z.enum(DIVISION_LEVELS),
  oid: text,
  name: z.string(),
  /** 1 outpatient, 2 inpatient, 3 laboratory, 4 instrumental (ФРМО division type). */
  typeCode: text,
  /** НСИ 1.2.643.5.1.13.13.11.1072. */
  kindCode: text,
  /** A separate division in the sense of the tax code: yes or no. */
  separate: text,
  buildingId: EntityId.nullable(),
  phone: text,
  headPersonId: EntityId.nullable(),
  /** Until when the head is to bring its records in order. */
  taskDueDate: day,
  /** Planned figures: people, beds (inpatient), visits per shift (outpatient). */
  plannedPeople: z.number().int().nullable(),
  bedCount: z.number().int().nullable(),
  visitsPerShift: z.number().int().nullable(),
  openDate: day,
  liquidationDate: day,
});
export type Division = z.infer<typeof Division>;

export const STAFFING_STATUSES = ['draft', 'active', 'archive'] as const;
/** A staffing table of the organisation for a time (штатное расписание, ФРМО staff). */
export const StaffingDocument = z.object({
  id: EntityId,
  organisationId: EntityId,
  number: z.string(),
  approvedOn: day,
  orderNumber: text,
  beginDate: day,
  endDate: day,
  staffingStatus: z.enum(STAFFING_STATUSES),
});
export type StaffingDocument = z.infer<typeof StaffingDocument>;

/** How much of a post a division has in a staffing table; who takes it follows from the employments of a day. */
export const StaffingPosition = z.object({
  id: EntityId,
  documentId: EntityId,
  divisionId: EntityId.nullable(),
  /** НСИ 1.2.643.5.1.13.13.11.1002. */
  postCode: text,
  /** The post as the order names it. */
  localPostName: text,
  /** Hundredths of a full-time post: 250 is 2,5. */
  rate: z.number().int().nullable(),
  note: text,
});
export type StaffingPosition = z.infer<typeof StaffingPosition>;

export const Person = z.object({
  id: EntityId,
  lastName: z.string(),
  firstName: z.string(),
  patronymic: text,
  /** НСИ 1.2.643.5.1.13.13.11.1040: 1 male, 2 female, 3 undefined. */
  sex: text,
  birthDate: day,
  /** 11 digits without separators. */
  snils: text,
  inn: text,
  /** НСИ 1.2.643.5.1.13.13.99.2.315. */
  citizenshipCode: text,
  /** НСИ 1.2.643.5.1.13.13.99.2.314. */
  militaryRelationCode: text,
  phone: text,
  email: text,
});
export type Person = z.infer<typeof Person>;

/** One contract of a person with a division (личное дело, ФРМР card). */
export const Employment = z.object({
  id: EntityId,
  personId: EntityId,
  divisionId: EntityId.nullable(),
  /** НСИ 1.2.643.5.1.13.13.11.1002. */
  postCode: text,
  /** НСИ 2.1.1.209: 1 main, 2 internal part-time, 3 combination, 4 external part-time. */
  positionType: text,
  /** Hundredths of a full-time post: 25 is 0,25. */
  rate: z.number().int().nullable(),
  personnelNumber: text,
  contractNumber: text,
  contractDate: day,
  beginDate: day,
  endDate: day,
  endReason: text,
  endOrder: text,
  endOrderDate: day,
});
export type Employment = z.infer<typeof Employment>;

export const CREDENTIAL_KINDS = ['certificate', 'accreditation'] as const;
/** A specialist's certificate or an accreditation: what admits a person to a post. */
export const Credential = z.object({
  id: EntityId,
  personId: EntityId,
  credentialKind: z.enum(CREDENTIAL_KINDS),
  /** НСИ 1.2.643.5.1.13.13.11.1066. */
  specialtyCode: text,
  number: text,
  issuer: text,
  issuedOn: day,
  expiresOn: day,
});
export type Credential = z.infer<typeof Credential>;

export const EDUCATION_KINDS = ['common', 'prof', 'postgraduate', 'ext'] as const;
/** What a person has learned, with its document; one shape for the four education sections of ФРМР. */
export const Education = z.object({
  id: EntityId,
  personId: EntityId,
  educationKind: z.enum(EDUCATION_KINDS),
  institution: text,
  documentSeries: text,
  documentNumber: text,
  documentDate: day,
  beginYear: z.number().int().nullable(),
  endYear: z.number().int().nullable(),
  /** Words of the document: the dictionaries of education programmes are not loaded everywhere. */
  specialty: text,
  qualification: text,
  /** Additional professional education: what the course was about and how long it was. */
  theme: text,
  hours: z.number().int().nullable(),
});
export type Education = z.infer<typeof Education>;

/** Own codes of the three qualification categories (order 458н). */
export const CATEGORY_CODES = ['second', 'first', 'highest'] as const;
/** A qualification category in a specialty, for five years. */
export const Category = z.object({
  id: EntityId,
  personId: EntityId,
  categoryCode: text,
  /** НСИ 1.2.643.5.1.13.13.11.1066. */
  specialtyCode: text,
  beginDate: day,
  endDate: day,
  orderNumber: text,
  orderDate: day,
});
export type Category = z.infer<typeof Category>;

export const Award = z.object({ id: EntityId, personId: EntityId, name: text, number: text, awardDate: day });
export type Award = z.infer<typeof Award>;

/** The main document of a person is the one that reports show; a former one is kept for the record. */
export const DOCUMENT_STANDINGS = ['main', 'other', 'former'] as const;
export const IdentityDocument = z.object({
  id: EntityId,
  personId: EntityId,
  /** НСИ 1.2.643.5.1.13.13.99.2.48. */
  typeCode: text,
  series: text,
  number: text,
  issuedOn: day,
  issuedBy: text,
  departmentCode: text,
  standing: z.enum(DOCUMENT_STANDINGS),
});
export type IdentityDocument = z.infer<typeof IdentityDocument>;

/** Where a person is registered or lives. */
export const PersonAddress = z.object({
  id: EntityId,
  personId: EntityId,
  /** НСИ 1.2.643.5.1.13.13.11.1504. */
  typeCode: text,
  addressText: text,
  /** Identity of the address in the state address register (ГАР). */
  garGuid: text,
  beginDate: day,
  endDate: day,
});
export type PersonAddress = z.infer<typeof PersonAddress>;

/** Whether and when a person served (ФРМР militaryService). */
export const Military = z.object({ id: EntityId, personId: EntityId, served: text, beginDate: day, endDate: day });
export type Military = z.infer<typeof Military>;

/** Membership of a professional society (ФРМР organization). */
export const Society = z.object({ id: EntityId, personId: EntityId, name: text, beginDate: day, endDate: day });
export type Society = z.infer<typeof Society>;

/** Own codes: an individual track (ИОМ), a course, an event. */
export const NMO_KINDS = ['track', 'course', 'event'] as const;
/** Continuing medical education (НМО) for the periodic accreditation; the desk's own record, no registry has it. */
export const NmoRecord = z.object({
  id: EntityId,
  personId: EntityId,
  nmoKind: text,
  /** НСИ 1.2.643.5.1.13.13.11.1066. */
  specialtyCode: text,
  title: text,
  provider: text,
  /** One credit (ЗЕТ) is one hour. */
  hours: z.number().int().nullable(),
  activityDate: day,
  confirmationCode: text,
});
export type NmoRecord = z.infer<typeof NmoRecord>;

/** Own codes: long absences during which a post stays taken. */
export const LEAVE_REASONS = ['maternity', 'childcare', 'long', 'other'] as const;
export const Leave = z.object({
  id: EntityId,
  employmentId: EntityId,
  leaveReason: text,
  beginDate: day,
  endDate: day,
});
export type Leave = z.infer<typeof Leave>;

export const ENTITIES = {
  organisation: Organisation,
  licence: Licence,
  building: Building,
  division: Division,
  service: Service,
  staffingDocument: StaffingDocument,
  staffingPosition: StaffingPosition,
  person: Person,
  employment: Employment,
  credential: Credential,
  education: Education,
  category: Category,
  award: Award,
  document: IdentityDocument,
  address: PersonAddress,
  military: Military,
  society: Society,
  nmo: NmoRecord,
  leave: Leave,
} as const;

export const ENTITY_KINDS = [
  'organisation',
  'licence',
  'building',
  'division',
  'service',
  'staffingDocument',
  'staffingPosition',
  'person',
  'employment',
  'credential',
  'education',
  'category',
  'award',
  'document',
  'address',
  'military',
  'society',
  'nmo',
  'leave',
] as const satisfies (keyof typeof ENTITIES)[];
export const EntityKind = z.enum(ENTITY_KINDS);
export type EntityKind = z.infer<typeof EntityKind>;

export const CHILD_KINDS = [
  'licence',
  'credential',
  'education',
  'category',
  'award',
  'document',
  'address',
  'military',
  'society',
  'nmo',
  'leave',
] as const;
export const ChildKind = z.enum(CHILD_KINDS);
export type ChildKind = z.infer<typeof ChildKind>;

/** Records that the desk keeps in the file of a person. */
export const FileKind = ChildKind.exclude(['licence']);
export type FileKind = z.infer<typeof FileKind>;
export const FILE_KINDS = FileKind.options;

/** Records inside another one's file: whose they are never changes, and they come and go with it. */
export const OWNER_OF = {
  licence: { kind: 'organisation', field: 'organisationId' },
  credential: { kind: 'person', field: 'personId' },
  education: { kind: 'person', field: 'personId' },
  category: { kind: 'person', field: 'personId' },
  award: { kind: 'person', field: 'personId' },
  document: { kind: 'person', field: 'personId' },
  address: { kind: 'person', field: 'personId' },
  military: { kind: 'person', field: 'personId' },
  society: { kind: 'person', field: 'personId' },
  nmo: { kind: 'person', field: 'personId' },
  leave: { kind: 'employment', field: 'employmentId' },
} as const satisfies Record<ChildKind, object>;
export function isChildKind(kind: EntityKind): kind is ChildKind {
  return Object.hasOwn(OWNER_OF, kind);
}

/** The desk's own records: written at once, with no change request, and never sent to a registry. */
export const OWN_KINDS = ['nmo'] as const satisfies EntityKind[];
export function isOwnKind(kind: EntityKind): boolean {
  return OWN_KINDS.some((own) => own === kind);
}

export type EntityOf<K extends EntityKind> = z.infer<(typeof ENTITIES)[K]>;
