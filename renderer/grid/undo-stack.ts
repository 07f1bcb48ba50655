import type { FieldEdit } from '#shared/contract/staff.ts';

/** What one gesture of the user changed (a cell, a pasted block): undone and redone as one. */
export type UndoStep = readonly FieldEdit[];

/** Steps that are on disk; the last one is the next to be undone. */
export interface UndoStack {
  readonly done: readonly UndoStep[];
  readonly undone: readonly UndoStep[];
}

export const EMPTY_UNDO: UndoStack = { done: [], undone: [] };
const DEPTH = 200;

/** A new step ends the possibility to redo, as everywhere. */
export function pushStep(stack: UndoStack, step: UndoStep): UndoStack {
  if (step.length === 0) return stack;
  return { done: [...stack.done, step].slice(-DEPTH), undone: [] };
}

/** The edits that take the last step back, and the stack once they are on disk; null when there is nothing. */
export function undoOf(stack: UndoStack): { edits: UndoStep; after: UndoStack } | null {
  const step = stack.done.at(-1);
  if (step === undefined) return null;
  const after = { done: stack.done.slice(0, -1), undone: [...stack.undone, step] };
  return { edits: step.toReversed().map((edit) => ({ ...edit, from: edit.to, to: edit.from })), after };
}

/** The edits that do the last undone step again. */
export function redoOf(stack: UndoStack): { edits: UndoStep; after: UndoStack } | null {
  const step = stack.undone.at(-1);
  if (step === undefined) return null;
  return { edits: step, after: { done: [...stack.done, step], undone: stack.undone.slice(0, -1) } };
}
