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
  address: text,
  phone: text,
  email: text,
});
export type Organisation = z.infer<typeof Organisation>;

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
  openDate: day,
  liquidationDate: day,
});
export type Division = z.infer<typeof Division>;

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

export const ENTITIES = {
  organisation: Organisation,
  division: Division,
  person: Person,
  employment: Employment,
  credential: Credential,
} as const;

export const ENTITY_KINDS = ['organisation', 'division', 'person', 'employment', 'credential'] as const;
export const EntityKind = z.enum(ENTITY_KINDS);
export type EntityKind = z.infer<typeof EntityKind>;
export type EntityOf<K extends EntityKind> = z.infer<(typeof ENTITIES)[K]>;
