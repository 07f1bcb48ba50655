import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellCount, clamp, contains, fillTarget, type Rect, rectOf, stepOf } from './range.ts';

const BOUNDS: Rect = { top: 0, bottom: 99, left: 1, right: 8 };
const place = fc.record({ rowIdx: fc.integer({ min: 0, max: 99 }), idx: fc.integer({ min: 1, max: 8 }) });

describe('a range of cells', () => {
  it('holds both its ends and as many cells as its sides say, whichever way it was drawn', () => {
    fc.assert(
      fc.property(place, place, (anchor, head) => {
        const rect = rectOf({ anchor, head });
        expect(contains(rect, anchor) && contains(rect, head)).toBe(true);
        expect(rect).toEqual(rectOf({ anchor: head, head: anchor }));
        const rows = Math.abs(anchor.rowIdx - head.rowIdx) + 1;
        expect(cellCount(rect)).toBe(rows * (Math.abs(anchor.idx - head.idx) + 1));
      }),
    );
  });

  it('grows by keys and stays inside the grid', () => {
    const from = { rowIdx: 98, idx: 8 };
    const to = (key: string, ctrl = false) => clamp(stepOf(key, ctrl, BOUNDS, 20)?.(from) ?? from, BOUNDS);
    expect(to('ArrowDown')).toEqual({ rowIdx: 99, idx: 8 });
    expect(to('PageDown')).toEqual({ rowIdx: 99, idx: 8 });
    expect(to('PageUp')).toEqual({ rowIdx: 78, idx: 8 });
    expect(to('ArrowRight')).toEqual(from);
    expect(to('ArrowUp', true)).toEqual({ rowIdx: 0, idx: 8 });
    expect(to('ArrowLeft', true)).toEqual({ rowIdx: 98, idx: 1 });
    expect(to('Home')).toEqual({ rowIdx: 98, idx: 1 });
    expect(to('End', true)).toEqual({ rowIdx: 99, idx: 8 });
    expect(stepOf('Enter', false, BOUNDS, 20)).toBeNull();
  });
});

describe('a pull of the fill handle', () => {
  const source: Rect = { top: 10, bottom: 12, left: 3, right: 4 };

  it('leads in one direction, the farther one, and never over the source', () => {
    expect(fillTarget(source, { rowIdx: 15, idx: 5 })).toEqual({ top: 13, bottom: 15, left: 3, right: 4 });
    expect(fillTarget(source, { rowIdx: 8, idx: 4 })).toEqual({ top: 8, bottom: 9, left: 3, right: 4 });
    expect(fillTarget(source, { rowIdx: 13, idx: 7 })).toEqual({ top: 10, bottom: 12, left: 5, right: 7 });
    expect(fillTarget(source, { rowIdx: 11, idx: 1 })).toEqual({ top: 10, bottom: 12, left: 1, right: 2 });
    expect(fillTarget(source, { rowIdx: 11, idx: 4 })).toBeNull();
  });
});
