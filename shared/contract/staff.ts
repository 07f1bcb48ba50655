import { z } from 'zod';
import {
  Award,
  Category,
  Credential,
  Education,
  Employment,
  EntityKind,
  FileKind,
  IdentityDocument,
  InsurancePolicy,
  Leave,
  Military,
  NmoRecord,
  OWN_KINDS,
  Person,
  PersonAddress,
  Society,
} from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, FieldValue, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';
import { OperationStep, TakeStep } from './edits.ts';
import { ErrorCode } from './errors.ts';
import { dismissals } from './staff-dismissal.ts';
import { StaffFilter, StaffSort } from './staff-filter.ts';
import { hireDrafts } from './staff-hiring.ts';
import { removal } from './staff-removal.ts';
import { staffViews } from './staff-views.ts';

/** A finding of a rule about one field. */
export const Issue = z.object({
  kind: EntityKind,
  id: EntityId,
  field: z.string(),
  code: ErrorCode,
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Issue = z.infer<typeof Issue>;

/** One line of the staff grid: a person with the employment that stands for them (open main one first). */
export const StaffRow = z.object({
  personId: EntityId,
  personRev: z.number().int(),
  lastName: z.string(),
  firstName: z.string(),
  patronymic: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.string().nullable(),
  snils: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  employmentId: EntityId.nullable(),
  employmentRev: z.number().int(),
  divisionId: EntityId.nullable(),
  postCode: z.string().nullable(),
  positionType: z.string().nullable(),
  rate: z.number().int().nullable(),
  personnelNumber: z.string().nullable(),
  beginDate: z.string().nullable(),
  endDate: z.string().nullable(),
  /** Employments besides the one shown. */
  otherEmployments: z.number().int(),
  /** Latest expiry of a certificate or accreditation, null when there is none. */
  admittedUntil: z.string().nullable(),
  /** Changed and not yet accepted by the registry: `person.lastName`, `employment.rate`, … */
  changed: z.array(z.string()),
  /** State of the request that holds the changes. */
  requestState: RequestState.nullable(),
  /** Changed here and in the registry, to be decided: `person.phone`, …; `person.*` for the record as a whole. */
  conflicts: z.array(z.string()),
  issues: z.array(Issue),
});
export type StaffRow = z.infer<typeof StaffRow>;

/** Typed values that are written in one moment. */
export const EDITS_AT_ONCE = 20_000;

/** A value typed by a user; `from` is what the user saw, so that nobody's change is overwritten unseen. */
export const FieldEdit = z.object({
  kind: EntityKind,
  id: EntityId,
  field: z.string().max(100),
  from: FieldValue,
  to: FieldValue,
});
export type FieldEdit = z.infer<typeof FieldEdit>;

const NewPerson = Person.omit({ id: true }).extend({
  countryCode: Person.shape.countryCode.default(null),
  militaryRelationCode: Person.shape.militaryRelationCode.default(null),
  isMedical: Person.shape.isMedical.default(null),
  isPharmaceutical: Person.shape.isPharmaceutical.default(null),
  isStudent: Person.shape.isStudent.default(null),
  deathDate: Person.shape.deathDate.default(null),
});
export const NewEmployment = Employment.omit({ id: true, personId: true }).extend({
  endOrderDate: Employment.shape.endOrderDate.default(null),
  fileNumber: Employment.shape.fileNumber.default(null),
  specialtyCode: Employment.shape.specialtyCode.default(null),
  seniorityMonths: Employment.shape.seniorityMonths.default(null),
  targeted: Employment.shape.targeted.default(null),
});
export const NewHire = z.object({ person: NewPerson, employment: NewEmployment });

/** A transfer from a day on: what is not named stays as it was, also the contract. */
export const Transfer = z.object({
  employmentIds: z.array(EntityId).min(1).max(5000),
  /** First day in the new place; the former employment ends the day before. */
  date: LocalDate,
  values: Employment.pick({
    divisionId: true,
    postCode: true,
    positionType: true,
    rate: true,
    personnelNumber: true,
    contractNumber: true,
    contractDate: true,
  }).partial(),
  /** Why and by which order the former employment ends. */
  endReason: z.string().trim().min(1).max(255),
  endOrder: z.string().trim().max(255),
  endOrderDate: LocalDate.nullable().default(null),
});
export type Transfer = z.infer<typeof Transfer>;

const Place = Employment.omit({ id: true, personId: true });
/** What a transfer does to one employment. */
export const TransferLine = z.object({
  employmentId: EntityId,
  personId: EntityId,
  name: z.string(),
  before: Place,
  after: Place,
  /** Absences that go on in the new employment. */
  leaves: z.number().int(),
  /** Why it cannot be done; null when it can. */
  refusal: Issue.pick({ code: true, field: true, params: true }).nullable(),
});
export type TransferLine = z.infer<typeof TransferLine>;

/** Two cards of one person become one. */
export const Merge = z.object({
  keptId: EntityId,
  /** Deleted; its employments and records go to the kept one. */
  mergedId: EntityId,
  /** Fields whose value is taken from the merged card. */
  take: z.array(Person.omit({ id: true }).keyof()).max(50),
});
export type Merge = z.infer<typeof Merge>;

export const StaffCard = z.object({
  person: Person,
  employments: z.array(Employment),
  credentials: z.array(Credential),
  educations: z.array(Education),
  categories: z.array(Category),
  awards: z.array(Award),
  documents: z.array(IdentityDocument),
  addresses: z.array(PersonAddress),
  militaries: z.array(Military),
  societies: z.array(Society),
  nmos: z.array(NmoRecord),
  policies: z.array(InsurancePolicy),
  /** Absences of all employments. */
  leaves: z.array(Leave),
  changed: z.array(z.object({ kind: EntityKind, id: EntityId, field: z.string(), from: FieldValue })),
  issues: z.array(Issue),
  /** Where somebody has to decide; `*` is a record as a whole. */
  conflicts: z.array(z.object({ kind: EntityKind, id: EntityId, field: z.string() })),
  /** Records that the registry has and keeps for itself: KD-2213. */
  locked: z.array(EntityId),
  requestId: EntityId.nullable(),
  requestState: RequestState.nullable(),
});
export type StaffCard = z.infer<typeof StaffCard>;

/** Values of a new record by field; what a draft may lack may be missing. */
const NewFields = z.record(z.string().max(100), FieldValue);

/** What edits came to. `later`: people of a large block, whose rows are not handed over and are to be read again. */
const EditedRows = z.object({ rows: z.array(StaffRow), later: z.array(EntityId) });

export const staff = {
  /**
   * Fixes the order of the people found as a view: scrolling and editing do not move rows until the view is opened
   * anew. Answers the first rows at once. The last few views of a window are kept.
   */
  openView: query(
    'signed-in',
    z.object({
      filter: StaffFilter,
      sort: StaffSort,
      /** The list as it stood or will stand at the end of another day than today; its rows cannot be edited. */
      onDay: LocalDate.optional(),
      first: z.number().int().min(0).max(1000).default(100),
    }),
    z.object({
      viewId: z.number().int(),
      total: z.number().int(),
      changed: z.number().int(),
      errors: z.number().int(),
      rows: z.array(StaffRow),
    }),
  ),
  rows: query(
    'signed-in',
    z.object({
      viewId: z.number().int(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
    }),
    z.object({ rows: z.array(StaffRow) }),
  ),
  /** Fresh rows of people already shown (after `data.changed`). */
  rowsOf: query(
    'signed-in',
    z.object({ personIds: z.array(EntityId).max(1000), onDay: LocalDate.optional() }),
    z.object({ rows: z.array(StaffRow) }),
  ),
  /** Of a day: records begun by then, and the name as it was; nothing is pending or wrong there. */
  card: query('signed-in', z.object({ personId: EntityId, onDay: LocalDate.optional() }), StaffCard),
  /** The whole number, of which a role that neither writes nor decides sees the end on the card. Journalled. */
  showSnils: query('signed-in', z.object({ personId: EntityId }), z.object({ snils: z.string().nullable() })),
  /** All or nothing; answered when it is on disk, with how the people look now. A refused value names its field. */
  applyEdits: command(
    ['editor'],
    z.object({ edits: z.array(FieldEdit).min(1).max(EDITS_AT_ONCE) }),
    EditedRows.extend({ requestId: EntityId }),
  ),
  /** @returns the edits that were written and how the people look now; null when there is no such step */
  takeStep: command(
    ['editor'],
    TakeStep,
    OperationStep.extend({ taken: EditedRows.extend({ edits: z.array(FieldEdit) }).nullable() }),
  ),
  /** For choosing somebody: the first few whom the text fits as in {@link StaffFilter}; nobody for an empty one. */
  findPeople: query(
    'signed-in',
    z.object({ text: z.string().max(200) }),
    z.object({ people: z.array(z.object({ id: EntityId, name: z.string(), postCode: z.string().nullable() })) }),
  ),
  findDuplicates: query(
    ['editor'],
    z.object({
      snils: z.string().nullable(),
      lastName: z.string(),
      firstName: z.string(),
      birthDate: z.string().nullable(),
    }),
    z.object({
      people: z.array(
        z.object({
          personId: EntityId,
          name: z.string(),
          birthDate: z.string().nullable(),
          reason: z.enum(['snils', 'name']),
        }),
      ),
    }),
  ),
  ...hireDrafts,
  ...staffViews,
  hire: command(['editor'], NewHire, z.object({ personId: EntityId, requestId: EntityId })),
  /** Adds a record to the file of its owner (a person, or an employment for an absence). */
  addChild: command(
    ['editor'],
    z.object({ kind: FileKind, ownerId: EntityId, fields: NewFields }),
    z.object({ id: EntityId, requestId: EntityId }),
  ),
  /** Takes a record out of the file; the registry deletes it when the request is approved and sent. */
  removeChild: command(['editor'], z.object({ kind: FileKind, id: EntityId }), z.object({ requestId: EntityId })),
  /** Brings back a record of the desk's own that was taken out. @throws KD-3008 it is there, or never was */
  restoreChild: command(['editor'], z.object({ kind: z.enum(OWN_KINDS), id: EntityId }), z.object({})),
  /** More work for somebody who is there: a second post, or work again after a dismissal. */
  addEmployment: command(
    ['editor'],
    z.object({ personId: EntityId, employment: NewEmployment }),
    z.object({ requestId: EntityId }),
  ),
  /** Checks a transfer person by person; nothing is written. */
  previewTransfer: query(['editor'], Transfer, z.object({ lines: z.array(TransferLine) })),
  /** All or nothing, in one draft. The former employment ends, a new one begins; absences go on in it. */
  transfer: command(['editor'], Transfer, z.object({ requestId: EntityId })),
  ...dismissals,
  ...removal,
  /** Somebody works again: their absence ends the day before. */
  endLeave: command(
    ['editor'],
    z.object({ leaveId: EntityId, firstDay: LocalDate }),
    z.object({ requestId: EntityId }),
  ),
  /** In a request of its own; withdrawing that brings both cards back. */
  merge: command(['editor'], Merge, z.object({ requestId: EntityId })),
};
