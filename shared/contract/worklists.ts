import { z } from 'zod';
import { CREDENTIAL_KINDS, EntityKind } from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, FieldValue, Instant, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';
import { NmoRow, NmoWithin } from './worklists-nmo.ts';

/** What a clerk has to mend, one list after another. */
export const WORK_LISTS = [
  'completeness',
  'expiring',
  'admission',
  'nmo',
  'duplicates',
  'differences',
  'readiness',
  'removed',
] as const;
export const WorkList = z.enum(WORK_LISTS);
export type WorkList = z.infer<typeof WorkList>;

/** Every list answers a page of rows and the number of all that match. */
const Paged = z.object({
  /** Words of a name, СНИЛС or personnel number, as in the staff grid. */
  text: z.string().max(200).default(''),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
const OnDate = Paged.extend({ date: LocalDate });

/** Whom a row is about, with the post that stands for them. */
const Subject = z.object({
  personId: EntityId,
  name: z.string(),
  postCode: z.string().nullable(),
  divisionId: EntityId.nullable(),
});

export const MISSING_RECORDS = ['credential', 'education', 'document'] as const;
export const CompletenessRow = Subject.extend({
  /** Filled fields of all that are looked for, rounded down. */
  percent: z.number().int(),
  /** `person.snils`, `employment.rate`, …: without these a request cannot be submitted. */
  required: z.array(z.string()),
  /** Fields that the registry or the reports want. */
  recommended: z.array(z.string()),
  /** Kinds of records of which the card has none: an admission where the post needs one, education, a document. */
  records: z.array(z.enum(MISSING_RECORDS)),
});
export type CompletenessRow = z.infer<typeof CompletenessRow>;

export const EXPIRING_BUCKETS = ['overdue', 'in7', 'in30', 'in60', 'in90'] as const;
export const ExpiringBucket = z.enum(EXPIRING_BUCKETS);
export type ExpiringBucket = z.infer<typeof ExpiringBucket>;

/** The latest document of a person in one specialty. */
export const ExpiringRow = Subject.extend({
  credentialId: EntityId,
  credentialKind: z.enum(CREDENTIAL_KINDS),
  specialtyCode: z.string().nullable(),
  number: z.string().nullable(),
  expiresOn: LocalDate,
  /** Days until its last day, negative when it is over. */
  days: z.number().int(),
});
export type ExpiringRow = z.infer<typeof ExpiringRow>;

export const ADMISSION_REASONS = ['none', 'expired', 'specialty'] as const;
/** An employment whose post needs an admission that the person does not have on the day. */
export const AdmissionRow = Subject.extend({
  employmentId: EntityId,
  /** No document at all · none valid on the day · valid, but not for a specialty of the post. */
  reason: z.enum(ADMISSION_REASONS),
  /** The last day of the last fitting document, where there is one. */
  until: LocalDate.nullable(),
});
export type AdmissionRow = z.infer<typeof AdmissionRow>;

/** Which posts need an admission, and for which specialties; none named means any. */
export const AdmissionRule = z.object({
  postCode: z.string(),
  needed: z.boolean(),
  specialties: z.array(z.string()),
  /** Open employments with this post. */
  people: z.number().int(),
});
export type AdmissionRule = z.infer<typeof AdmissionRule>;

const Twin = z.object({
  personId: EntityId,
  name: z.string(),
  birthDate: z.string().nullable(),
  snils: z.string().nullable(),
  phone: z.string().nullable(),
});
export const DUPLICATE_REASONS = ['snils', 'name', 'phone', 'similar'] as const;
export const DuplicatePair = z.object({
  first: Twin,
  second: Twin,
  /** Same СНИЛС · same ФИО and birth date · same phone and a name alike · names and dates alike. */
  reason: z.enum(DUPLICATE_REASONS),
});
export type DuplicatePair = z.infer<typeof DuplicatePair>;

const FieldOfEntity = z.object({
  kind: EntityKind,
  entityId: EntityId,
  /** The person of the card to open; null for divisions and the organisation. */
  personId: EntityId.nullable(),
  title: z.string(),
  /** `*` is the record as a whole. */
  field: z.string(),
});
/** Changed here and in the registry: a person has to choose. */
export const ConflictRow = FieldOfEntity.extend({
  id: EntityId,
  base: FieldValue,
  mine: FieldValue,
  theirs: FieldValue,
});
export type ConflictRow = z.infer<typeof ConflictRow>;

/** One decision: every field that goes with it, and who wrote what. */
export const ConflictSides = z.object({
  /** Of the conflict by which the decision is made. */
  id: EntityId,
  kind: EntityKind,
  entityId: EntityId,
  /** Which side has deleted the record that the other one edits. */
  deleted: z.enum(['here', 'there']).nullable(),
  fields: z.array(
    z.object({ field: z.string(), base: FieldValue, mine: FieldValue, theirs: FieldValue, differs: z.boolean() }),
  ),
  /** Whose request holds our side. */
  mine: z
    .object({
      requestId: EntityId,
      number: z.number().int(),
      state: RequestState,
      author: z.string(),
      at: Instant,
    })
    .nullable(),
  /** When the registry's side was written there, by its own clock. */
  theirsAt: Instant.nullable(),
  foundAt: Instant,
  /** Our side is signed and on its way: the registry's answer comes first. */
  signed: z.boolean(),
});
export type ConflictSides = z.infer<typeof ConflictSides>;
/** Our value differs from the registry's copy because a request has not been accepted yet. */
export const DifferenceRow = FieldOfEntity.extend({
  theirs: FieldValue,
  mine: FieldValue,
  requestId: EntityId,
  requestNumber: z.number().int(),
  requestState: RequestState,
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;

/** Codes with which РЭМД refuses a document, as far as the desk can foresee them. */
export const READINESS_CODES = [
  'PERSON_NOT_FOUND',
  'PERSON_CARD_NOT_FOUND',
  'PERSON_POST_IN_FRMR_MISMATCH',
  'VALUE_MISMATCH_METADATA_AND_FRMR',
  'VALUE_MISMATCH_METADATA_AND_CERTIFICATE',
  'ORG_NOT_FOUND_IN_FRMO',
  'DIVISION_NOT_ON_DATE',
] as const;
export const ReadinessCode = z.enum(READINESS_CODES);
export type ReadinessCode = z.infer<typeof ReadinessCode>;

export const ReadinessRow = Subject.extend({
  /** Null: the finding is the organisation's. */
  personId: EntityId.nullable(),
  code: ReadinessCode,
  /** Field to mend, `person.snils`. */
  field: z.string(),
  /** The record that has the field. */
  recordId: EntityId,
  /** OID of the division for `DIVISION_NOT_ON_DATE`. */
  oid: z.string().nullable(),
});
export type ReadinessRow = z.infer<typeof ReadinessRow>;

/** A deleted card, or what is left of one that was erased. */
export const RemovedRow = z.object({
  personId: EntityId,
  /** Empty of an erased one. */
  name: z.string(),
  birthDate: z.string().nullable(),
  removedAt: Instant,
  /** The request that holds the deletion; null when the registry has accepted it. */
  request: z.object({ id: EntityId, number: z.number().int(), state: RequestState }).nullable(),
  erased: z
    .object({
      reason: z.string(),
      by: z.string(),
      /** The card that came from the registry instead of it; null where none did. */
      returnedId: EntityId.nullable(),
    })
    .nullable(),
});
export type RemovedRow = z.infer<typeof RemovedRow>;

const total = z.number().int();
const ConflictChoice = z.enum(['mine', 'theirs']);

export const worklists = {
  /** How many rows a list has with no filter; `date` is the day for lists «на дату». */
  count: query('signed-in', z.object({ list: WorkList, date: LocalDate }), z.object({ total })),
  completeness: query(
    'signed-in',
    Paged.extend({ only: z.enum(['all', 'required']).default('all') }),
    z.object({ total, rows: z.array(CompletenessRow) }),
  ),
  expiring: query(
    'signed-in',
    Paged.extend({ bucket: ExpiringBucket.nullable().default(null) }),
    z.object({ total, buckets: z.record(ExpiringBucket, total), rows: z.array(ExpiringRow) }),
  ),
  admission: query('signed-in', OnDate, z.object({ total, rows: z.array(AdmissionRow) })),
  nmo: query(
    'signed-in',
    Paged.extend({ within: NmoWithin.default('year') }),
    z.object({ total, rows: z.array(NmoRow) }),
  ),
  admissionRules: query('signed-in', z.object({}), z.object({ rules: z.array(AdmissionRule) })),
  setAdmissionRule: command(
    ['editor'],
    z.object({
      postCode: z.string().max(50),
      needed: z.boolean(),
      specialties: z.array(z.string().max(50)).max(200),
    }),
    z.object({}),
  ),
  duplicates: query('signed-in', Paged, z.object({ total, pairs: z.array(DuplicatePair) })),
  /** «Это разные люди»: the pair is not shown again. */
  markDifferent: command(['editor'], z.object({ personIds: z.array(EntityId).length(2) }), z.object({})),
  differences: query(
    'signed-in',
    Paged,
    z.object({ total, conflicts: z.array(ConflictRow), rows: z.array(DifferenceRow) }),
  ),
  /** About one conflict and those of its group. @throws KD-3008 decided already · KD-3003 signed · KD-4007 deleted there */
  decideConflict: command(['editor'], z.object({ conflictId: EntityId, choice: ConflictChoice }), z.object({})),
  /** Null when nothing is to be decided there any more. `field` may be any of its group. */
  conflict: query(
    'signed-in',
    z.object({ kind: EntityKind, entityId: EntityId, field: z.string().max(100) }),
    z.object({ conflict: ConflictSides.extend({ personId: EntityId.nullable(), title: z.string() }).nullable() }),
  ),
  /** The oldest first. */
  conflicts: query('signed-in', Paged, z.object({ total, rows: z.array(ConflictRow) })),
  /** One choice for many; what is signed, or deleted there and to be kept here, is left. */
  decideConflicts: command(
    ['editor'],
    z.object({ conflictIds: z.array(EntityId).min(1).max(500), choice: ConflictChoice }),
    z.object({ decided: z.number().int(), left: z.number().int() }),
  ),
  readiness: query(
    'signed-in',
    OnDate.extend({ code: ReadinessCode.nullable().default(null) }),
    z.object({ total, codes: z.record(ReadinessCode, total), rows: z.array(ReadinessRow) }),
  ),
  /** Deleted cards, the last one first, then erased ones. */
  removed: query('signed-in', Paged, z.object({ total, rows: z.array(RemovedRow) })),
};
