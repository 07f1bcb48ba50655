import { z } from 'zod';
import { StaffingDocument, StaffingPosition } from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';
import { TakeStep } from './edits.ts';
import { EDITS_AT_ONCE, FieldEdit, Issue } from './staff.ts';

/** Posts in hundredths of full-time ones, as they are planned and taken on a day. */
export const StaffingFigures = z.object({
  rate: z.number().int(),
  /** Taken by contracts, whoever is away among them. */
  busy: z.number().int(),
  /** Of them by people at their main post, by external part-time ones, and by people who are away for long. */
  main: z.number().int(),
  external: z.number().int(),
  away: z.number().int(),
  vacancy: z.number().int(),
  /** What working people take beyond the plan. */
  over: z.number().int(),
});
export type StaffingFigures = z.infer<typeof StaffingFigures>;

/** A line of a staffing table; `id` is null where people work and nothing is planned. */
export const StaffingRow = StaffingFigures.extend(StaffingPosition.omit({ id: true, documentId: true }).shape).extend({
  id: EntityId.nullable(),
  /** Changed and not yet accepted by the registry: `staffingPosition.rate`, … */
  changed: z.array(z.string()),
  /** Changed here and in the registry, to be decided; `staffingPosition.*` for the line as a whole. */
  conflicts: z.array(z.string()),
  issues: z.array(Issue),
});
export type StaffingRow = z.infer<typeof StaffingRow>;

export const StaffingDocumentView = StaffingDocument.extend({
  positions: z.number().int(),
  /** Sum of its posts in hundredths. */
  rate: z.number().int(),
  issues: z.array(Issue),
  requestId: EntityId.nullable(),
  requestState: RequestState.nullable(),
});
export type StaffingDocumentView = z.infer<typeof StaffingDocumentView>;

export const DivisionTotals = z.object({
  divisionId: EntityId,
  own: StaffingFigures,
  /** With everything below. */
  branch: StaffingFigures,
});
export type DivisionTotals = z.infer<typeof DivisionTotals>;

export const Occupant = z.object({
  employmentId: EntityId,
  personId: EntityId,
  name: z.string(),
  positionType: z.string().nullable(),
  rate: z.number().int().nullable(),
  beginDate: z.string().nullable(),
  away: z.boolean(),
});
export type Occupant = z.infer<typeof Occupant>;

/** The table of that id; null is the one in force on the day. */
const OfDay = z.object({ documentId: EntityId.nullable(), onDay: LocalDate });
const Written = z.object({ requestId: EntityId });
const NewDocument = StaffingDocument.pick({
  number: true,
  approvedOn: true,
  orderNumber: true,
  beginDate: true,
  endDate: true,
});
const NewPosition = StaffingPosition.omit({ id: true, documentId: true });

export const staffing = {
  /** The newest first. */
  documents: query('signed-in', z.object({}), z.object({ documents: z.array(StaffingDocumentView) })),
  /** All lines, by division and post. */
  rows: query('signed-in', OfDay, z.object({ documentId: EntityId.nullable(), rows: z.array(StaffingRow) })),
  /** Sums of divisions and of the whole; divisions with neither posts nor people are left out. */
  totals: query(
    'signed-in',
    OfDay,
    z.object({ documentId: EntityId.nullable(), divisions: z.array(DivisionTotals), whole: StaffingFigures }),
  ),
  occupants: query(
    'signed-in',
    z.object({ divisionId: EntityId.nullable(), postCode: z.string().max(100).nullable(), onDay: LocalDate }),
    z.object({ people: z.array(Occupant) }),
  ),
  /** A draft, with the posts of another table when `copyOf` names one. */
  createDocument: command(
    ['editor'],
    NewDocument.extend({ copyOf: EntityId.nullable() }),
    /** `left`: posts of divisions that are closed by then, which were not copied. */
    Written.extend({ id: EntityId, left: z.number().int() }),
  ),
  /** Only of a draft, with its posts. */
  removeDocument: command(['editor'], z.object({ documentId: EntityId }), Written),
  /** Puts a draft in force; the table in force before it ends the day before. */
  activate: command(['editor'], z.object({ documentId: EntityId }), Written),
  /** Of documents and posts, all or nothing. @returns lines that look different, as of the day */
  applyEdits: command(
    ['editor'],
    z.object({ edits: z.array(FieldEdit).min(1).max(EDITS_AT_ONCE), onDay: LocalDate }),
    Written.extend({ rows: z.array(StaffingRow) }),
  ),
  takeStep: command(
    ['editor'],
    TakeStep.extend({ onDay: LocalDate }),
    z.object({ taken: z.object({ edits: z.array(FieldEdit), rows: z.array(StaffingRow) }).nullable() }),
  ),
  addPositions: command(
    ['editor'],
    z.object({ documentId: EntityId, positions: z.array(NewPosition).min(1).max(5000) }),
    Written.extend({ ids: z.array(EntityId) }),
  ),
  removePositions: command(['editor'], z.object({ ids: z.array(EntityId).min(1).max(5000) }), Written),
};
