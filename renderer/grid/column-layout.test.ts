import { expect, it } from 'vitest';
import { freezeUpTo, hideColumn, type Layout, laidOut, moveColumn, wholeLayout, withWidth } from './column-layout.ts';
import type { GridColumn } from './grid-model.ts';

const KEYS = ['a', 'b', 'c', 'd'] as const;
type Key = (typeof KEYS)[number];
const USUAL = wholeLayout<Key>({ columns: [], frozen: 1 }, KEYS);
const columns = KEYS.map((key): GridColumn<null> => ({ key, label: key, width: 100, valueOf: () => null }));
const shown = (layout: Layout<Key>) =>
  laidOut(columns, layout).map(({ key, width, frozen }) => `${frozen === true ? '|' : ''}${key}${width}`);

it('shows what is not named last, and names nothing twice or unknown', () => {
  const kept = { columns: ['c', 'c', 'z'].map((key) => ({ key: key as Key, hidden: false })), frozen: 1 };
  expect(wholeLayout<Key>(kept, KEYS).columns.map(({ key }) => key)).toEqual(['c', 'a', 'b', 'd']);
  expect(shown(kept)).toEqual(['|c100', 'a100', 'b100', 'd100']);
});

it('moves a column to the place of another one, both ways', () => {
  expect(shown(moveColumn(USUAL, 'a', 'c'))).toEqual(['|b100', 'c100', 'a100', 'd100']);
  expect(shown(moveColumn(USUAL, 'd', 'b'))).toEqual(['|a100', 'd100', 'b100', 'c100']);
  expect(moveColumn(USUAL, 'a', 'a')).toBe(USUAL);
});

it('hides, shows again, never the last one, and keeps the rest frozen', () => {
  const frozen = freezeUpTo(USUAL, 'b');
  expect(shown(frozen)).toEqual(['|a100', '|b100', 'c100', 'd100']);
  const hidden = hideColumn(frozen, 'a', true);
  expect(shown(hidden)).toEqual(['|b100', 'c100', 'd100']);
  expect(shown(hideColumn(hidden, 'a', false))).toEqual(['|a100', 'b100', 'c100', 'd100']);
  const one = KEYS.slice(1).reduce((layout, key) => hideColumn(layout, key, true), USUAL);
  expect(hideColumn(one, 'a', true)).toBe(one);
  expect(shown(freezeUpTo(frozen, null))).toEqual(['a100', 'b100', 'c100', 'd100']);
});

it('keeps a width through moving and hiding', () => {
  const wide = moveColumn(hideColumn(withWidth(USUAL, 'b', 240), 'b', true), 'b', 'd');
  expect(shown(hideColumn(wide, 'b', false))).toEqual(['|a100', 'c100', 'd100', 'b240']);
});
