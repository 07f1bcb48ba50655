import { z } from 'zod';
import { EntityId, Instant, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';

/** What leaves the desk under a number of its own. */
export const NUMBERED_PAPERS = ['workCertificate', 'fileExtract'] as const;
export const NumberedPaper = z.enum(NUMBERED_PAPERS);
export type NumberedPaper = z.infer<typeof NumberedPaper>;

/** What a person writes to the desk: filled in from the card, without a number, which it gets where it is received. */
export const APPLICATIONS = ['leaveApplication', 'transferApplication', 'dismissalApplication'] as const;
export const Application = z.enum(APPLICATIONS);
export type Application = z.infer<typeof Application>;

/** A page to look at and print, or a file for a text editor. */
export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export const PaperFormat = z.enum(PAPER_FORMATS);
export type PaperFormat = z.infer<typeof PaperFormat>;

export const PURPOSE_AT_MOST = 300;
export const REASON_AT_MOST = 500;

/** A line of the register of given papers. */
export const GivenPaper = z.object({
  id: EntityId,
  kind: NumberedPaper,
  /** Counted from 1 in every year, by every desk for itself: two desks of one clinic may both have a № 1. */
  number: z.number().int(),
  givenOn: LocalDate,
  givenBy: z.string(),
  /** Of cards made one, the card that stayed. */
  personId: EntityId,
  /** As it stands in the paper. */
  personName: z.string(),
  /** For whom, as it stands in the paper. */
  purpose: z.string(),
  /** How often it has come out; the first time is the original, every other a duplicate. */
  prints: z.number().int(),
  cancelled: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
});
export type GivenPaper = z.infer<typeof GivenPaper>;

const WRITERS = ['editor', 'approver'] as const;

/**
 * Papers about one person, made of what is approved; a PDF is a page in a window of its own. Journalled.
 * @throws KD-3008 no such person or paper · KD-6005 nothing about them is approved
 */
export const papers = {
  /** What is approved, with the list of attached files. */
  portfolio: query('signed-in', z.object({ personId: EntityId }), z.object({})),
  /** Null: the dialog for the file was cancelled. */
  application: query(
    WRITERS,
    z.object({ personId: EntityId, kind: Application, format: PaperFormat }),
    z.object({}).nullable(),
  ),
  /** Takes the next number of the year and writes the paper into the register; nothing is printed yet. */
  register: command(
    WRITERS,
    z.object({ personId: EntityId, kind: NumberedPaper, purpose: z.string().trim().min(1).max(PURPOSE_AT_MOST) }),
    GivenPaper,
  ),
  /**
   * As it was registered; whatever follows the first one is marked as a duplicate. Null: the dialog for the file was
   * cancelled. @throws KD-6006 it was cancelled
   */
  print: command(WRITERS, z.object({ paperId: EntityId, format: PaperFormat }), GivenPaper.nullable()),
  /** The number stays taken. @throws KD-3005 no reason · KD-6006 it was cancelled before */
  cancel: command(WRITERS, z.object({ paperId: EntityId, reason: z.string().max(REASON_AT_MOST) }), GivenPaper),
  /** The newest first. */
  list: query(
    'signed-in',
    z.object({
      /** Null: of everybody, of every kind, of all years. */
      personId: EntityId.nullable(),
      kind: NumberedPaper.nullable(),
      year: z.number().int().nullable(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      papers: z.array(GivenPaper),
      total: z.number().int(),
      /** In which papers were given, the newest first, whatever is asked for. */
      years: z.array(z.number().int()),
    }),
  ),
};
