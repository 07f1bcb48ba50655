import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { EntityId, Instant } from '../domain/values.ts';
import { command, job, query } from './define.ts';

export const DictionaryRow = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** Group rows order the list and cannot be chosen. */
  group: z.boolean(),
  /** Closed after this day. */
  closedOn: z.string().nullable(),
  /** What the row says besides, by the names of the dictionary's own columns: `FORM_30` → `42`. */
  extra: z.record(z.string(), z.string()).optional(),
});
export type DictionaryRow = z.infer<typeof DictionaryRow>;

/** `training`: the small part that comes with the program; `import`: loaded from a file; `registry`: taken from there. */
export const DictionarySource = z.enum(['training', 'import', 'registry']);
export type DictionarySource = z.infer<typeof DictionarySource>;

/** A version of a dictionary that is or was in use. */
export const DictionaryVersion = z.object({
  oid: z.string(),
  name: z.string(),
  version: z.string(),
  publishedOn: z.string().nullable(),
  source: DictionarySource,
  fileName: z.string().nullable(),
  /** Null for the training set. */
  loadedAt: Instant.nullable(),
  loadedBy: z.string().nullable(),
  rows: z.number().int(),
  inUse: z.boolean(),
});
export type DictionaryVersion = z.infer<typeof DictionaryVersion>;

const Column = z.number().int().min(0).max(1000).nullable();
/** Which column of the file is what, counted from 0; null where the file has none. */
export const ColumnMapping = z.object({
  code: Column,
  name: Column,
  parent: Column,
  actual: Column,
  closedOn: Column,
  group: Column,
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const PROBLEM_KINDS = ['noCode', 'noName', 'codeTwice', 'notADate', 'noParent'] as const;
export const BREAK_REASONS = ['missing', 'group', 'closed'] as const;

/** A code in our records that the new version lacks, makes a group, or has closed. */
export const BrokenCode = z.object({
  kind: EntityKind,
  field: z.string(),
  code: z.string(),
  /** As the version in use calls it, else the new one. */
  name: z.string().nullable(),
  reason: z.enum(BREAK_REASONS),
  closedOn: z.string().nullable(),
  records: z.number().int(),
});
export type BrokenCode = z.infer<typeof BrokenCode>;

/** A record of ours with such a code. */
export const AffectedRecord = BrokenCode.omit({ records: true }).extend({
  id: EntityId,
  /** Of the card to open; null for what belongs to no person. */
  personId: EntityId.nullable(),
  divisionId: EntityId.nullable(),
  /** Name of that person or division. */
  title: z.string(),
  /** The record is of a day on which the row was open: it stays good, a new one would not be. */
  holds: z.boolean(),
});
export type AffectedRecord = z.infer<typeof AffectedRecord>;
const AffectedPage = z.object({ total: z.number().int(), rows: z.array(AffectedRecord) });
const Paged = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) };

/** What loading the file would do; nothing is written yet. */
export const DictionaryPreview = z.object({
  /** Names what was read until it is loaded, dropped, or replaced by the next one. */
  previewId: z.string(),
  /** Null: it came from the registry. */
  fileName: z.string().nullable(),
  /** From the file, else the dictionary that was asked for. */
  oid: z.string().nullable(),
  name: z.string().nullable(),
  version: z.string().nullable(),
  publishedOn: z.string().nullable(),
  columns: z.array(z.string()),
  mapping: ColumnMapping,
  /** Rows that can be loaded. */
  rows: z.number().int(),
  /** Version in use that the counts compare with. */
  inUse: z.string().nullable(),
  added: z.number().int(),
  changed: z.number().int(),
  /** Open in the version in use, with a day of closing in the file. */
  closed: z.number().int(),
  /** In the version in use, not in the file. */
  missing: z.number().int(),
  /** Lines left out or mended; the first ones are named. */
  problemCount: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), kind: z.enum(PROBLEM_KINDS), code: z.string().nullable() })),
  broken: z.array(BrokenCode),
  sample: z.array(DictionaryRow),
});
export type DictionaryPreview = z.infer<typeof DictionaryPreview>;

/** A version that the registry has and that is newer than the one in use, or whole where only a part is in use. */
export const DictionaryOffer = z.object({
  oid: z.string(),
  name: z.string(),
  version: z.string(),
  publishedOn: z.string().nullable(),
  /** Version in use; null for a dictionary that is not here. */
  inUse: z.string().nullable(),
  /** Only the part that comes with the program is in use. */
  isPart: z.boolean(),
  /** What the registry knows the version by. */
  reference: z.string(),
});
export type DictionaryOffer = z.infer<typeof DictionaryOffer>;

/** OID of a state dictionary, or the name of one of our own. */
const Oid = z
  .string()
  .regex(/^(\d+(\.\d+){3,40}|kartoteka:[a-z-]{1,40})$/)
  .max(128);
const PreviewId = z.string().max(100);

export const dictionaries = {
  /** Of the version in use, or of a former one by its name; an unknown one has no rows. */
  rows: query(
    'signed-in',
    z.object({ oid: z.string(), version: z.string().optional() }),
    z.object({ version: z.string().nullable(), rows: z.array(DictionaryRow) }),
  ),
  /** Those in use, by name. */
  list: query('signed-in', z.object({}), z.object({ dictionaries: z.array(DictionaryVersion) })),
  /** All versions that were ever loaded, newest first. */
  versions: query('signed-in', z.object({ oid: z.string() }), z.object({ versions: z.array(DictionaryVersion) })),
  /** Asks for a file and reads it; null when the dialog was cancelled. */
  openFile: job(
    ['editor', 'administrator'],
    z.object({ oid: Oid.nullable().default(null) }),
    DictionaryPreview.nullable(),
  ),
  /** What the registry has that is newer. @throws KD-4001 … as every exchange · KD-4008 training clinic · KD-1010 no registry */
  checkRegistry: job(['editor', 'administrator'], z.object({}), z.object({ offers: z.array(DictionaryOffer) })),
  /** Reads one of these versions as `openFile` reads a file. */
  openOffer: job(['editor', 'administrator'], z.object({ reference: z.string().max(100) }), DictionaryPreview),
  /** What was read, understood in another way. */
  preview: query(
    ['editor', 'administrator'],
    z.object({ previewId: PreviewId, oid: Oid.nullable(), mapping: ColumnMapping }),
    DictionaryPreview,
  ),
  /** Records of ours that have one of the codes in `broken`, by the names of their people. */
  previewRecords: query(
    ['editor', 'administrator'],
    z.object({ previewId: PreviewId, oid: Oid, mapping: ColumnMapping, ...Paged }),
    AffectedPage,
  ),
  /** The same of the version in use: what it lacks, has closed, or made a group. */
  affectedRecords: query('signed-in', z.object({ oid: Oid, ...Paged }), AffectedPage),
  /** Puts the version in use; the former one is kept. All or nothing. */
  load: command(
    ['editor', 'administrator'],
    z.object({
      previewId: PreviewId,
      oid: Oid,
      version: z.string().trim().min(1).max(50),
      mapping: ColumnMapping,
    }),
    z.object({ version: DictionaryVersion }),
  ),
  /** Forgets the read file. */
  drop: command(['editor', 'administrator'], z.object({ previewId: PreviewId }), z.object({})),
};
