import { z } from 'zod';
import { EntityId, LocalDate } from './values.ts';

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
  /** Legal form, ОКОПФ. */
  okopf: text,
  /** What kind of medical organisation it is, for what and of which level: words of the register. */
  agencyKind: text,
  agencyProfile: text,
  agencyLevel: text,
  /** НСИ 1.2.643.5.1.13.13.99.2.206. */
  regionCode: text,
  /** The chief doctor. */
  headPersonId: EntityId.nullable(),
  liquidationDate: day,
  liquidationReason: text,
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
  series: text,
  number: text,
  status: text,
  issuedOn: day,
  beginDate: day,
  endDate: day,
  activity: text,
  licenser: text,
  licenserInn: text,
  licenserOgrn: text,
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
  /** НСИ 99.2.322, 11.1551 and 11.1034: under which conditions, in which forms and of which kinds care is given; codes, one a line. */
  careConditions: text,
  careForms: text,
  careKinds: text,
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
  /** Beds by their profiles, «profile — number» a line (inpatient). */
  bedProfiles: text,
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
