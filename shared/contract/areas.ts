import { z } from 'zod';
import { Division, Organisation } from '../domain/entities.ts';
import { SECTIONS } from '../domain/sections.ts';
import { Contour } from '../domain/states.ts';
import { EntityId, FieldValue, Instant, LocalDate } from '../domain/values.ts';
import { command, job, query } from './define.ts';
import { divisionCommands } from './divisions.ts';
import { ErrorCode } from './errors.ts';
import { exchange } from './exchange.ts';
import { Preferences } from './preferences.ts';
import { Failure } from './result.ts';
import { WorkList } from './worklists.ts';

const Nothing = z.object({});

export const DivisionNode = Division.extend({
  /** People with an open employment in this division itself, and in the whole branch. */
  ownPeople: z.number().int(),
  branchPeople: z.number().int(),
  /** Sum of their rates in hundredths, whole branch. */
  branchRate: z.number().int(),
});
export type DivisionNode = z.infer<typeof DivisionNode>;

export const divisions = {
  organisation: query('signed-in', Nothing, Organisation.nullable()),
  /** Parents before children, siblings by name. Of a day: those opened by then, with the people of that day. */
  tree: query('signed-in', z.object({ onDay: LocalDate.optional() }), z.object({ nodes: z.array(DivisionNode) })),
  ...divisionCommands,
};

export const SYNC_PHASES = ['idle', 'pulling', 'pushing', 'offline', 'failed'] as const;
export const SyncState = z.object({
  phase: z.enum(SYNC_PHASES),
  /** The first copy of the registry is complete. */
  complete: z.boolean(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  lastSuccess: Instant.nullable(),
  queued: z.number().int(),
  conflicts: z.number().int(),
  /** Seconds that the registry's clock is ahead of this computer's; null while that is not worth a word. */
  clockSkew: z.number().int().nullable(),
  error: z.object({ code: ErrorCode, detail: z.string().nullable() }).nullable(),
});
export type SyncState = z.infer<typeof SyncState>;

export const sync = {
  state: query('signed-in', Nothing, SyncState),
  /** Sends what is queued and takes what is new; a call while one runs joins it. */
  run: command('signed-in', Nothing, SyncState),
  cancel: command('signed-in', Nothing, SyncState),
  ...exchange,
};

export const JournalEntry = z.object({
  seq: z.number().int(),
  at: Instant,
  actor: z.string(),
  role: z.string(),
  action: z.string(),
  object: z.string().nullable(),
  title: z.string().nullable(),
  field: z.string().nullable(),
  from: FieldValue,
  to: FieldValue,
  reason: z.string().nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export const journal = {
  list: query(
    ['approver', 'administrator', 'viewer', 'editor'],
    z.object({
      before: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
      text: z.string().max(200).default(''),
    }),
    z.object({ entries: z.array(JournalEntry), total: z.number().int() }),
  ),
  /** Walks the hash chain; `brokenAt` is the first entry that does not fit. */
  verify: job(
    ['approver', 'administrator', 'viewer', 'editor'],
    Nothing,
    z.object({ entries: z.number().int(), brokenAt: z.number().int().nullable() }),
  ),
};

export const REPORT_IDS = [
  'staff-list',
  'headcount',
  'staffing',
  'vacancies',
  'form-30',
  'organisation-card',
  'organisation-public',
] as const;
export const REPORT_FORMATS = ['xlsx', 'pdf', 'csv'] as const;

/** What each report wants to know besides the day. */
export const REPORT_ASKS: Readonly<Record<(typeof REPORT_IDS)[number], readonly ('division' | 'employed')[]>> = {
  'staff-list': ['division', 'employed'],
  headcount: ['division'],
  staffing: ['division'],
  vacancies: ['division'],
  'form-30': ['division'],
  'organisation-card': [],
  'organisation-public': [],
};
export const ReportRun = z.object({
  id: EntityId,
  reportId: z.enum(REPORT_IDS),
  format: z.enum(REPORT_FORMATS),
  at: Instant,
  actor: z.string(),
  rows: z.number().int(),
  /** The day that the report is about; null for those made before reports had one. */
  onDay: LocalDate.nullable(),
  fileName: z.string(),
  sha256: z.string(),
});
export type ReportRun = z.infer<typeof ReportRun>;

const ReportParameters = z.object({
  reportId: z.enum(REPORT_IDS),
  divisionId: EntityId.nullable().default(null),
  employed: z.enum(['open', 'dismissed', 'all']).default('open'),
  /** The day that the report is about; today when it is not given. */
  onDay: LocalDate.optional(),
});
export type ReportParameters = z.infer<typeof ReportParameters>;

export const reports = {
  /** First rows as they will stand in the file. */
  preview: query(
    'signed-in',
    ReportParameters,
    z.object({
      columns: z.array(z.object({ key: z.string(), title: z.string(), align: z.enum(['start', 'center', 'end']) })),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      total: z.number().int(),
    }),
  ),
  /** Asks where to save, writes beside and renames; null when the dialog was cancelled. */
  run: job('signed-in', ReportParameters.extend({ format: z.enum(REPORT_FORMATS) }), ReportRun.nullable()),
  history: query('signed-in', Nothing, z.object({ runs: z.array(ReportRun) })),
};

/** A long call under way, for a page that did not begin it. */
export const RunningJob = z.object({
  jobId: z.string(),
  method: z.string(),
  startedAt: Instant,
  done: z.number().int(),
  total: z.number().int().nullable(),
});
export type RunningJob = z.infer<typeof RunningJob>;

export const jobs = {
  cancel: command('anyone', z.object({ jobId: z.string().max(100) }), Nothing),
  /** What runs now, so that a page that was loaded again still shows it. */
  running: query('signed-in', Nothing, z.object({ jobs: z.array(RunningJob) })),
};

/** Where a user was when the program was left: by ids alone, nothing that says who somebody is. */
export const KeptPlace = z.object({
  section: z.enum(SECTIONS),
  parameters: z
    .object({
      personId: EntityId,
      divisionId: EntityId,
      documentId: EntityId,
      requestId: EntityId,
      list: WorkList,
      reportId: z.enum(REPORT_IDS),
    })
    .partial(),
});
export type KeptPlace = z.infer<typeof KeptPlace>;

const PlaceOwner = z.object({ storeId: EntityId, userId: EntityId });
export type PlaceOwner = z.infer<typeof PlaceOwner>;

/** Answered by the main process itself. */
export const desktop = {
  info: query(
    'anyone',
    Nothing,
    z.object({
      version: z.string(),
      electron: z.string(),
      contour: Contour,
      /** Hosts of the registry and the sign-in provider, for the settings page. */
      registry: z.string().nullable(),
      issuer: z.string().nullable(),
      keystore: z.boolean(),
      dataFolder: z.string(),
    }),
  ),
  preferences: query('anyone', Nothing, Preferences),
  setPreferences: command('anyone', Preferences.partial(), Preferences),
  /** Where this user was in this organisation when it was left last; null for who has not been here. */
  place: query('signed-in', PlaceOwner, KeptPlace.nullable()),
  keepPlace: command('signed-in', PlaceOwner.extend({ place: KeptPlace }), Nothing),
  /** Shows the page of keys as a document to be printed. */
  printShortcuts: command('anyone', Nothing, Nothing),
  /** One more window on the same desk, beside the one that asks. */
  openWindow: command('signed-in', Nothing, Nothing),
  /** Shows the file of a report in the system's file manager. */
  showReport: command('signed-in', z.object({ runId: EntityId }), Nothing),
};

export const CoreNotice = z.object({ failure: Failure });
