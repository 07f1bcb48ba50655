import { z } from 'zod';
import { EntityId, FieldValue } from '../domain/values.ts';
import { AttachmentKind, GivenFile } from './attachments.ts';
import { job, query } from './define.ts';
import { FieldEdit, Issue, Transfer } from './staff.ts';

/** So many may be chosen at most. */
export const CHOSEN_AT_MOST = 100_000;
/** Typed values that one call may bring: as many as fit into one message between page and program. */
export const TYPED_AT_MOST = 100_000;

/** Rows of a view of the staff grid, from and to counted from 0: the page need not know whose they are. */
export const ChosenRows = z.object({
  viewId: z.number().int(),
  from: z.number().int().min(0),
  to: z.number().int().min(0).max(CHOSEN_AT_MOST),
});
export type ChosenRows = z.infer<typeof ChosenRows>;

/** Fields that several people may have alike; `null` clears one. An employment is the one that stands for the person. */
export const BULK_FIELDS = {
  person: [
    'citizenshipCode',
    'countryCode',
    'sex',
    'phone',
    'email',
    'inn',
    'birthDate',
    'lastName',
    'firstName',
    'patronymic',
    'snils',
    'isMedical',
    'isPharmaceutical',
    'isStudent',
    'militaryRelationCode',
  ],
  employment: [
    'divisionId',
    'postCode',
    'positionType',
    'rate',
    'personnelNumber',
    'contractNumber',
    'contractDate',
    'beginDate',
    'endDate',
    'endReason',
    'endOrder',
    'endOrderDate',
    'specialtyCode',
    'targeted',
    'seniorityMonths',
    'fileNumber',
  ],
} as const;

const FieldToSet = z.union([
  z.object({ kind: z.literal('person'), field: z.enum(BULK_FIELDS.person) }),
  z.object({ kind: z.literal('employment'), field: z.enum(BULK_FIELDS.employment) }),
]);
export type FieldToSet = z.infer<typeof FieldToSet>;

/** What is done to many at once. */
export const BulkAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('set'), rows: ChosenRows, field: FieldToSet, to: FieldValue }),
  z.object({ action: z.literal('transfer'), rows: ChosenRows, transfer: Transfer.omit({ employmentIds: true }) }),
  /** Null: nobody of their own; the head of the division above answers. */
  z.object({
    action: z.literal('head'),
    divisionIds: z.array(EntityId).min(1).max(10_000),
    personId: EntityId.nullable(),
  }),
  /** One file for everybody; without one the dialog of the system asks. */
  z.object({ action: z.literal('attach'), rows: ChosenRows, document: AttachmentKind, file: GivenFile }),
  /** Drafts of the people become one new request of their own. */
  z.object({ action: z.literal('request'), rows: ChosenRows }),
]);
export type BulkAction = z.infer<typeof BulkAction>;
export type BulkActionName = BulkAction['action'];

export const BULK_OUTCOMES = ['change', 'same', 'refused'] as const;
export const BulkOutcome = z.enum(BULK_OUTCOMES);
export type BulkOutcome = z.infer<typeof BulkOutcome>;

/** What is going to happen to one person or division. */
export const BulkLine = z.object({
  id: EntityId,
  name: z.string(),
  outcome: BulkOutcome,
  /** `employment.rate`: as it is and as it will be. */
  fields: z.array(z.object({ field: z.string(), from: FieldValue, to: FieldValue })),
  /** Number of the draft that holds the changes now, where they go into another one. */
  request: z.number().int().nullable(),
  refusal: Issue.pick({ code: true, field: true, params: true }).nullable(),
  /** Different from what was looked at before. */
  fresh: z.boolean(),
});
export type BulkLine = z.infer<typeof BulkLine>;

export const BulkPreview = z.object({
  planId: EntityId,
  /** People or divisions by what is going to happen to them. */
  counts: z.record(BulkOutcome, z.number().int()),
  /** How many of them are different from what was looked at before. */
  fresh: z.number().int(),
  /** Of the file that is going to be attached. */
  fileName: z.string().nullable(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const BulkDone = z.object({
  /** By which all of it can be taken back. */
  operationId: EntityId,
  /** The request that took the last change; null where there is none. */
  requestId: EntityId.nullable(),
  /** People or divisions. */
  changed: z.number().int(),
});
export type BulkDone = z.infer<typeof BulkDone>;

/** Columns of an exported selection, in the order in which they stand. */
export const EXPORT_COLUMNS = [
  'number',
  'lastName',
  'firstName',
  'patronymic',
  'birthDate',
  'sex',
  'snils',
  'personnelNumber',
  'division',
  'post',
  'positionType',
  'rate',
  'beginDate',
  'endDate',
  'admittedUntil',
  'phone',
  'email',
] as const;
export const ExportColumn = z.enum(EXPORT_COLUMNS);
export type ExportColumn = z.infer<typeof ExportColumn>;

const Operation = z.object({ operationId: EntityId });

export const bulk = {
  /** Checks one by one and keeps what it found; nothing is written. Null: the dialog for the file was cancelled. */
  preview: job(['editor'], BulkAction, BulkPreview.nullable()),
  /** What was found: of one outcome or of all, first those that differ from what was looked at before. */
  lines: query(
    ['editor'],
    z.object({
      planId: EntityId,
      outcome: BulkOutcome.nullable().default(null),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ lines: z.array(BulkLine) }),
  ),
  /**
   * Carries out exactly what was looked at, all or nothing. Where the store is not as it was, nothing is written and the
   * new preview is the answer. Cancelled, nothing of it stays.
   */
  apply: job(
    ['editor'],
    z.object({ planId: EntityId }),
    z.discriminatedUnion('state', [
      z.object({ state: z.literal('done'), done: BulkDone }),
      z.object({ state: z.literal('changed'), preview: BulkPreview }),
    ]),
  ),
  /**
   * Writes a block of typed values too large for one moment, all or nothing: it can be cancelled, and is one step of undo.
   *
   * @throws as `staff.applyEdits` · KD-6106 another one is being written
   */
  edit: job(['editor'], z.object({ edits: z.array(FieldEdit).min(1).max(TYPED_AT_MOST) }), BulkDone),
  /** Takes all of it back, in one step. @throws KD-3001, KD-3008 … KD-3010 somebody has gone on from there */
  undo: job(['editor'], Operation, BulkDone),
  /** Does again what was taken back. */
  redo: job(['editor'], Operation, BulkDone),
  /** Asks where to save; null when the dialog was cancelled. Rows may be those of another day. */
  export: job(
    'signed-in',
    z.object({ rows: ChosenRows, columns: z.array(ExportColumn).min(1), format: z.enum(['xlsx', 'csv']) }),
    z.object({ fileName: z.string(), rows: z.number().int() }).nullable(),
  ),
};
