import { z } from 'zod';
import { EntityId, LocalDate } from './values.ts';

const text = z.string().nullable();
const day = LocalDate.nullable();

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
  /** Of which country, НСИ 1.2.643.5.1.13.13.99.2.545. */
  countryCode: text,
  /** НСИ 1.2.643.5.1.13.13.99.2.314. */
  militaryRelationCode: text,
  /** What the person is to the register: each yes or no. */
  isMedical: text,
  isPharmaceutical: text,
  isStudent: text,
  phone: text,
  email: text,
  deathDate: day,
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
  /** Of the personal file (личное дело). */
  fileNumber: text,
  /** НСИ 1.2.643.5.1.13.13.11.1066. */
  specialtyCode: text,
  /** Whole months of work before this one. */
  seniorityMonths: z.number().int().nullable(),
  /** Under a contract of targeted training: yes or no. */
  targeted: text,
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
  /** Own codes of the kinds of accreditation (order 709н). */
  accreditationKind: text,
  /** Of a certificate. */
  series: text,
  /** In the register, and the protocol of the commission: of an accreditation. */
  registrationNumber: text,
  protocolNumber: text,
  protocolDate: day,
  /** Valid longer than it says, by law: yes or no. */
  extended: text,
});
export type Credential = z.infer<typeof Credential>;

export const EDUCATION_KINDS = ['common', 'prof', 'postgraduate', 'ext'] as const;
/** What a person has learned, with its document; one shape for the four education sections of ФРМР. */
export const Education = z.object({
  id: EntityId,
  personId: EntityId,
  educationKind: z.enum(EDUCATION_KINDS),
  /** Level of a profession, stage of what follows it (ординатура, аспирантура): words of the document. */
  level: text,
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
  /** Of a scientist: words of the diploma. */
  degree: text,
  scienceBranch: text,
  /** Learned abroad: the country, and the certificate by which it is recognised. */
  country: text,
  recognitionNumber: text,
  recognitionDate: day,
  /** Targeted training (yes or no): who ordered it, and how long the duty to work lasts. */
  targeted: text,
  customerInn: text,
  customerOgrn: text,
  dutyMonths: z.number().int().nullable(),
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
  /** Valid longer than it says, by law: yes or no. */
  extended: text,
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
  /** НСИ 1.2.643.5.1.13.13.99.2.206. */
  regionCode: text,
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

/** Полис ОМС of a person; the desk's own record, no registry of staff has it. */
export const InsurancePolicy = z.object({
  id: EntityId,
  personId: EntityId,
  /** ЕНП, 16 digits. */
  enp: text,
});
export type InsurancePolicy = z.infer<typeof InsurancePolicy>;

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
