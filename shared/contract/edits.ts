import { z } from 'zod';
import { EntityKind } from '../domain/entities.ts';
import { EntityId, FieldValue } from '../domain/values.ts';
import { command, query } from './define.ts';
import { ErrorCode } from './errors.ts';

/** What is edited as one sheet: its steps are undone in turn, whichever list or card they were made in. */
export const Sheet = z.enum(['staff', 'divisions', 'organisation', 'staffing']);
export type Sheet = z.infer<typeof Sheet>;

/**
 * The last step back, or the one taken back last done again. Steps belong to the user, not to a window: two windows of
 * one desk share them, as two windows on one workbook do. They are kept in the store and outlive the program.
 */
export const TakeStep = z.object({
  what: z.enum(['undo', 'redo']),
  /** Only when the step is about this subject alone (its card is open); null takes any. */
  subjectId: EntityId.nullable(),
});
export type TakeStep = z.infer<typeof TakeStep>;

/** How many steps can be taken back and done again. */
export const StepsLeft = z.object({ undo: z.number().int(), redo: z.number().int() });
export type StepsLeft = z.infer<typeof StepsLeft>;

/** Set where the step was something done to many at once: `bulk.undo` or `bulk.redo` takes it, and tells how far it is. */
export const OperationStep = z.object({ operationId: EntityId.nullable() });

const Cell = z.object({ kind: EntityKind, id: EntityId, field: z.string().max(100) });

/** A typed value that could not be written, as the page had it. */
export const UnsavedValue = Cell.extend({
  /** What the user saw before typing. */
  from: FieldValue,
  /** The value typed; null for text that means no value of the field's type. */
  to: FieldValue,
  /** As it was typed; null where the value did not come from typing. */
  text: z.string().max(10_000).nullable(),
  /** By a rule of the page, or by the program: only the latter may be sent again as it is. */
  status: z.enum(['invalid', 'refused']),
  /** Why it is not written. */
  refusal: z.object({
    code: ErrorCode,
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
});
export type UnsavedValue = z.infer<typeof UnsavedValue>;

export const UnsavedDropped = z.object({ sheet: Sheet, cells: z.array(Cell) });

/** What is left of a user's edits besides the values themselves: steps that can be taken back, values not written yet. */
export const edits = {
  left: query(['editor'], z.object({ sheet: Sheet }), StepsLeft),
  unsaved: query(['editor'], z.object({ sheet: Sheet }), z.object({ values: z.array(UnsavedValue) })),
  /** Keeps what is not written, so that neither a lock nor a fall loses it, until it is written or given up. */
  keepUnsaved: command(
    ['editor'],
    z.object({ sheet: Sheet, keep: z.array(UnsavedValue).max(100_000), drop: z.array(Cell).max(100_000) }),
    z.object({}),
  ),
};
