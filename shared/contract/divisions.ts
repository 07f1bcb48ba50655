import { z } from 'zod';
import { Division, StaffingPosition } from '../domain/entities.ts';
import { RequestState } from '../domain/states.ts';
import { EntityId, FieldValue, LocalDate } from '../domain/values.ts';
import { command, query } from './define.ts';
import { OperationStep, TakeStep } from './edits.ts';
import { FieldEdit, Issue, StaffCard } from './staff.ts';

/** Who answers for a division: its own head, or that of the nearest division above which has one, or the organisation's. */
export const Responsible = z.object({
  personId: EntityId,
  name: z.string(),
  /** The division that names them; null: the organisation does. */
  divisionId: EntityId.nullable(),
});

export const DivisionCard = z.object({
  division: Division,
  /** The registry has it: what it is does not change any more. */
  known: z.boolean(),
  responsible: Responsible.nullable(),
  changed: StaffCard.shape.changed,
  issues: z.array(Issue),
  requestId: EntityId.nullable(),
  requestState: RequestState.nullable(),
});
export type DivisionCard = z.infer<typeof DivisionCard>;

/** What is pending, wrong or to be decided in a line of the tree: `division.name`, …; `division.*` for all of it. */
export const DivisionMarks = z.object({
  id: EntityId,
  changed: z.array(z.string()),
  /** State of the request that holds the changes. */
  requestState: RequestState.nullable(),
  conflicts: z.array(z.string()),
  issues: z.array(Issue),
});
export type DivisionMarks = z.infer<typeof DivisionMarks>;

/** What stands in the way of closing a division after a day. */
export const DivisionClosing = z.object({
  divisions: z.array(Division.pick({ id: true, name: true, level: true })),
  people: z.array(
    z.object({
      employmentId: EntityId,
      personId: EntityId,
      name: z.string(),
      postCode: z.string().nullable(),
      rate: z.number().int().nullable(),
      beginDate: z.string().nullable(),
    }),
  ),
  /** Planned in tables that last longer. */
  positions: z.array(StaffingPosition.pick({ id: true, documentId: true, postCode: true, rate: true })),
});
export type DivisionClosing = z.infer<typeof DivisionClosing>;

const Written = z.object({ requestId: EntityId });

/** Everybody of a division goes to another one on the day after its last. */
const PeopleGo = z.object({
  divisionId: EntityId,
  endReason: z.string().trim().min(1).max(255),
  endOrder: z.string().trim().max(255),
  endOrderDate: LocalDate.nullable(),
});

/** What is done to one division and to its place in the tree. */
export const divisionCommands = {
  /** Divisions with nothing pending and nothing wrong are left out. */
  marks: query('signed-in', z.object({}), z.object({ divisions: z.array(DivisionMarks) })),
  card: query('signed-in', z.object({ divisionId: EntityId }), DivisionCard),
  /** Of divisions, all or nothing; another `parentId` moves one with all that is below it. */
  applyEdits: command(['editor'], z.object({ edits: z.array(FieldEdit).min(1).max(1000) }), Written),
  takeStep: command(
    ['editor'],
    TakeStep,
    OperationStep.extend({ taken: z.object({ edits: z.array(FieldEdit) }).nullable() }),
  ),
  create: command(
    ['editor'],
    z.object({ fields: z.record(z.string().max(100), FieldValue) }),
    Written.extend({ id: EntityId }),
  ),
  /** What is still open in a division after its last day. */
  closing: query('signed-in', z.object({ divisionId: EntityId, lastDay: LocalDate }), DivisionClosing),
  /** Closes a division in one step: its people and its posts go where it is said. Refused while anything is left. */
  close: command(
    ['editor'],
    z.object({
      divisionId: EntityId,
      lastDay: LocalDate,
      people: PeopleGo.nullable(),
      /** The division that takes the planned posts. */
      positionsTo: EntityId.nullable(),
    }),
    Written,
  ),
};
