import { describe, expect, it } from 'vitest';
import { EMPTY_UNDO, pushStep, redoOf, type UndoStep, undoOf } from './undo-stack.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const step = (from: string, to: string): UndoStep => [{ kind: 'person', id: ID, field: 'lastName', from, to }];

describe('undo of what is on disk', () => {
  it('has nothing to undo or redo at first', () => {
    expect(undoOf(EMPTY_UNDO)).toBeNull();
    expect(redoOf(EMPTY_UNDO)).toBeNull();
  });

  it('turns the last step round, and redo repeats it', () => {
    const stack = pushStep(pushStep(EMPTY_UNDO, step('а', 'б')), step('б', 'в'));
    const undo = undoOf(stack);
    expect(undo?.edits).toEqual(step('в', 'б'));
    const redo = redoOf(undo?.after ?? EMPTY_UNDO);
    expect(redo?.edits).toEqual(step('б', 'в'));
    expect(redo?.after).toEqual(stack);
  });

  it('takes the edits of a step back in the opposite order', () => {
    const twice: UndoStep = [...step('а', 'б'), ...step('б', 'в')];
    expect(undoOf(pushStep(EMPTY_UNDO, twice))?.edits).toEqual([...step('в', 'б'), ...step('б', 'а')]);
  });

  it('forgets what was undone once something new is done', () => {
    const undone = undoOf(pushStep(EMPTY_UNDO, step('а', 'б')))?.after ?? EMPTY_UNDO;
    expect(redoOf(pushStep(undone, step('а', 'г')))).toBeNull();
  });

  it('does not keep empty steps and drops the oldest beyond its depth', () => {
    expect(pushStep(EMPTY_UNDO, [])).toBe(EMPTY_UNDO);
    let stack = EMPTY_UNDO;
    for (let i = 0; i < 250; i++) stack = pushStep(stack, step(`${i}`, `${i + 1}`));
    expect(stack.done).toHaveLength(200);
    expect(stack.done[0]).toEqual(step('50', '51'));
  });
});
