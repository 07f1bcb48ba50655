import { z } from 'zod';
import { EntityId, FieldValue } from '../domain/values.ts';
import { command, job, query } from './define.ts';
import { ErrorCode } from './errors.ts';

/**
 * What a column of a file may mean: a field of a person or an employment; the whole name in one cell; the division by
 * its OID instead of its name; the organisation, which must be ours.
 */
export const IMPORT_FIELDS = [
  'person.fullName',
  'person.lastName',
  'person.firstName',
  'person.patronymic',
  'person.snils',
  'person.birthDate',
  'person.sex',
  'person.inn',
  'person.citizenshipCode',
  'person.phone',
  'person.email',
  'employment.personnelNumber',
  'employment.divisionId',
  'employment.divisionOid',
  'employment.postCode',
  'employment.positionType',
  'employment.rate',
  'employment.contractNumber',
  'employment.contractDate',
  'employment.beginDate',
  'employment.endDate',
  'employment.endReason',
  'employment.endOrder',
  'organisation.oid',
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

/** `skipped` is what the user decided to leave out. */
export const IMPORT_STATES = ['new', 'changed', 'same', 'doubtful', 'wrong', 'skipped'] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/**
 * Why a row is not taken by itself: the СНИЛС belongs to somebody with another name · somebody with this name (and day
 * of birth) is there already · several divisions have this name · several employments fit · the same row or person
 * stands in the file already.
 */
export const IMPORT_DOUBTS = ['otherName', 'namesake', 'division', 'employment', 'repeated'] as const;
/** What the reader did to a value by itself: zeros that Excel had eaten are back · another organisation's row. */
export const IMPORT_NOTES = ['zerosRestored'] as const;
export const IMPORT_DECISIONS = ['same', 'new', 'skip'] as const;
export const ImportDecision = z.enum(IMPORT_DECISIONS);
export type ImportDecision = z.infer<typeof ImportDecision>;

export const ImportColumn = z.object({
  title: z.string(),
  /** First values that are not empty, as they stand in the file. */
  samples: z.array(z.string()),
  field: ImportField.nullable(),
});

export const ImportSource = z.object({
  importId: EntityId,
  fileName: z.string(),
  sheet: z.string().nullable(),
  /** Of the header, counted from 1 as spreadsheets do. */
  headerRow: z.number().int(),
  rows: z.number().int(),
  columns: z.array(ImportColumn),
  /** The columns were set by hand for this set of headers before. */
  remembered: z.boolean(),
});
export type ImportSource = z.infer<typeof ImportSource>;

export const ImportCounts = z.record(ImportState, z.number().int());
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportProblem = z.object({
  field: z.string().nullable(),
  code: ErrorCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportRow = z.object({
  /** Row of the file, counted from 1; also names the row in `decide`. */
  row: z.number().int(),
  title: z.string(),
  state: ImportState,
  problems: z.array(ImportProblem),
  doubts: z.array(z.object({ doubt: z.enum(IMPORT_DOUBTS), name: z.string() })),
  notes: z.array(z.enum(IMPORT_NOTES)),
  changes: z.array(z.object({ field: z.string(), from: FieldValue, to: FieldValue })),
  decision: ImportDecision.nullable(),
  /** What a user may decide about a doubtful row. */
  choices: z.array(ImportDecision),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** One import at a time; choosing another file forgets the one before. Nothing is written before `apply`. */
export const imports = {
  /** Asks for a file by a dialog and reads it; null when the dialog was cancelled. */
  choose: job(['editor'], z.object({}), ImportSource.nullable()),
  /** Compares every row with the store; `columns` says what each column means. Remembered for the next such file. */
  preview: job(
    ['editor'],
    z.object({ importId: EntityId, columns: z.array(ImportField.nullable()).max(500) }),
    z.object({ counts: ImportCounts }),
  ),
  rows: query(
    ['editor'],
    z.object({
      importId: EntityId,
      state: ImportState.nullable().default(null),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ rows: z.array(ImportRow), total: z.number().int() }),
  ),
  /** What to do with doubtful rows; null takes a decision back. */
  decide: command(
    ['editor'],
    z.object({
      importId: EntityId,
      rows: z.array(z.number().int()).min(1).max(200_000),
      decision: ImportDecision.nullable(),
    }),
    z.object({ counts: ImportCounts }),
  ),
  /** Writes all new and changed rows into the author's draft, all or nothing. */
  apply: job(
    ['editor'],
    z.object({ importId: EntityId }),
    z.object({
      requestId: EntityId.nullable(),
      created: z.number().int(),
      changed: z.number().int(),
      people: z.number().int(),
    }),
  ),
  /** Saves the rows that are not taken, with their reasons in a last column; null when the dialog was cancelled. */
  saveWrong: job(
    ['editor'],
    z.object({ importId: EntityId }),
    z.object({ fileName: z.string(), rows: z.number().int() }).nullable(),
  ),
};
