import { z } from 'zod';
import { EntityId, FieldValue } from '../domain/values.ts';
import { command, job, query } from './define.ts';
import { ErrorCode } from './errors.ts';

/** What a file is about; one import fills one of them. */
export const IMPORT_TARGETS = ['people', 'divisions', 'staffing'] as const;
export const ImportTarget = z.enum(IMPORT_TARGETS);
export type ImportTarget = z.infer<typeof ImportTarget>;

/** The organisation of a row, which must be ours. */
const ORGANISATION = ['organisation.oid', 'organisation.inn', 'organisation.kpp', 'organisation.ogrn'] as const;

/**
 * What a column of a file may mean, by what the file is about: a field of an entity, or what leads to one. People: the
 * whole name in one cell; the division by its OID. Divisions: the one above by OID or name; a section and a room inside
 * the division of the row; the address of its building in parts. Staffing: the division by OID, by name, or (where the
 * name is empty) by the kind of branch.
 */
export const IMPORT_FIELDS_OF = {
  people: [
    'person.fullName',
    'person.lastName',
    'person.firstName',
    'person.patronymic',
    'person.snils',
    'person.birthDate',
    'person.sex',
    'person.inn',
    'person.citizenshipCode',
    'person.countryCode',
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
    'employment.fileNumber',
    'employment.seniorityMonths',
    'employment.beginDate',
    'employment.endDate',
    'employment.endReason',
    'employment.endOrder',
    'employment.endOrderDate',
    ...ORGANISATION,
  ],
  divisions: [
    'division.oid',
    'division.name',
    'division.typeCode',
    'division.kindCode',
    'division.separate',
    'division.openDate',
    'division.liquidationDate',
    'division.phone',
    'division.plannedPeople',
    'division.bedCount',
    'division.visitsPerShift',
    'parent.oid',
    'parent.name',
    'section.oid',
    'section.name',
    'section.liquidationDate',
    'section.bedCount',
    'room.name',
    'room.laboratory',
    'building.name',
    'building.addressText',
    'building.region',
    'building.areaPrefix',
    'building.area',
    'building.streetPrefix',
    'building.street',
    'building.house',
    'building.block',
    'building.structure',
    'building.garGuid',
    'building.postIndex',
    'building.cadastralNumber',
    'building.buildYear',
    'building.floorCount',
    'building.hasTrouble',
    'building.latitude',
    'building.longitude',
    'building.beginDate',
    ...ORGANISATION,
  ],
  staffing: [
    'staffingDocument.number',
    'staffingDocument.approvedOn',
    'staffingDocument.orderNumber',
    'staffingDocument.beginDate',
    'staffingDocument.endDate',
    'staffingPosition.divisionOid',
    'staffingPosition.divisionId',
    'staffingPosition.branch',
    'staffingPosition.postCode',
    'staffingPosition.localPostName',
    'staffingPosition.rate',
    'staffingPosition.note',
    ...ORGANISATION,
  ],
} as const satisfies Record<ImportTarget, readonly string[]>;
export const ImportField = z.enum([
  ...new Set([...IMPORT_FIELDS_OF.people, ...IMPORT_FIELDS_OF.divisions, ...IMPORT_FIELDS_OF.staffing]),
]);
export type ImportField = z.infer<typeof ImportField>;

/** `skipped` is what the user decided to leave out. */
export const IMPORT_STATES = ['new', 'changed', 'same', 'doubtful', 'wrong', 'skipped'] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/**
 * Why a row is not taken by itself: the СНИЛС belongs to somebody with another name · somebody with this name (and day
 * of birth) is there already · several divisions have this name · several employments fit · the same row or person
 * stands in the file already · a division of this name stands at this place.
 */
export const IMPORT_DOUBTS = ['otherName', 'namesake', 'division', 'employment', 'repeated', 'sameDivision'] as const;
/**
 * What the reader did to a value by itself: zeros that Excel had eaten are back · a type or kind of division was left
 * out because the dictionary that is here has no such code.
 */
export const IMPORT_NOTES = ['zerosRestored', 'kindUnknown'] as const;
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
  /** Recognised by the headers; the user may say otherwise. */
  target: ImportTarget,
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

/** A file that lies in the watched folder and has not been taken. */
export const ImportOffer = z.object({
  id: EntityId,
  fileName: z.string(),
  /** How many rows would change something, and how many wait for a decision; null where the file cannot be read. */
  found: z.object({ changes: z.number().int(), doubtful: z.number().int() }).nullable(),
  /** Why it cannot be read. */
  failure: ErrorCode.nullable(),
});
export type ImportOffer = z.infer<typeof ImportOffer>;

export const ImportFolder = z.object({
  /** Null: no folder is watched. */
  path: z.string().nullable(),
  /** The folder could be read the last time. */
  isReachable: z.boolean(),
  offers: z.array(ImportOffer),
});
export type ImportFolder = z.infer<typeof ImportFolder>;

const Chosen = z.object({ importId: EntityId });
const Compared = z.object({ counts: ImportCounts });

/** One import at a time; choosing another file forgets the one before. Nothing is written before `apply`. */
export const imports = {
  /** Asks for a file by a dialog and reads it; null when the dialog was cancelled. */
  choose: job(['editor'], z.object({}), ImportSource.nullable()),
  /** Says what the file is about; what its columns mean is guessed for that, or remembered. */
  setTarget: command(['editor'], Chosen.extend({ target: ImportTarget }), ImportSource),
  /** Compares every row with the store; `columns` says what each column means. Remembered for the next such file. */
  preview: job(['editor'], Chosen.extend({ columns: z.array(ImportField.nullable()).max(500) }), Compared),
  rows: query(
    ['editor'],
    Chosen.extend({
      state: ImportState.nullable().default(null),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ rows: z.array(ImportRow), total: z.number().int() }),
  ),
  /** What to do with doubtful rows; null takes a decision back. */
  decide: command(
    ['editor'],
    Chosen.extend({ rows: z.array(z.number().int()).min(1).max(200_000), decision: ImportDecision.nullable() }),
    Compared,
  ),
  /**
   * Writes all new and changed rows into the author's draft, all or nothing: when it is cancelled, or the program dies
   * meanwhile, nothing of it stays. When the progress is complete it is too late to cancel.
   */
  apply: job(
    ['editor'],
    Chosen,
    z.object({ requestId: EntityId.nullable(), created: z.number().int(), changed: z.number().int() }),
  ),
  /** Saves the rows that are not taken, with their reasons in a last column; null when the dialog was cancelled. */
  saveWrong: job(['editor'], Chosen, z.object({ fileName: z.string(), rows: z.number().int() }).nullable()),
  /** The folder for regular exports of other programs, and what lies there; told anew by `imports.changed`. */
  folder: query(['editor'], z.object({}), ImportFolder),
  /** Asks for a folder by a dialog and watches it from now on; null when the dialog was cancelled. */
  chooseFolder: job(['editor'], z.object({}), ImportFolder.nullable()),
  forgetFolder: command(['editor'], z.object({}), ImportFolder),
  /** Reads the file as if it had been chosen, and compares it where its columns are known. */
  openOffer: job(
    ['editor'],
    z.object({ offerId: EntityId }),
    z.object({ source: ImportSource, counts: ImportCounts.nullable() }),
  ),
  /** The file is not offered again. */
  dismissOffer: command(['editor'], z.object({ offerId: EntityId }), ImportFolder),
};
