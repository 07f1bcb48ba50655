import { expect, test } from 'vitest';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { type TreeLine, treeLines } from './division-tree.ts';
import { TypeAhead, treeMove } from './tree-keys.ts';

const node = (id: string, name: string, parentId: string | null): DivisionNode =>
  ({ id, name, parentId, level: 'division', liquidationDate: null }) as DivisionNode;
const NODES = [
  node('a', 'Стационар', null),
  node('b', 'Терапевтическое отделение', 'a'),
  node('c', 'Травматология', 'a'),
  node('d', 'Поликлиника', null),
];
const lines = (...expanded: string[]): readonly TreeLine[] =>
  treeLines(NODES, new Set(expanded), { text: '', closed: false, holds: null, today: '2026-11-22' });
const NAME = { onTree: true, onLine: false };

test('arrows unfold, go inside, fold and go to the whole', () => {
  expect(treeMove('ArrowRight', lines(), 0, NAME)).toBe('toggle');
  expect(treeMove('ArrowRight', lines('a'), 0, NAME)).toBe(1);
  expect(treeMove('ArrowRight', lines('a'), 1, NAME)).toBeNull();
  expect(treeMove('ArrowLeft', lines('a'), 2, NAME)).toBe(0);
  expect(treeMove('ArrowLeft', lines('a'), 0, NAME)).toBe('toggle');
  expect(treeMove('ArrowLeft', lines(), 0, NAME)).toBeNull();
  expect(treeMove('ArrowRight', lines(), 0, { onTree: false, onLine: false })).toBeNull();
});

test('Home and End go to the first and the last line from a line, and stay with the cells from a cell', () => {
  const onLine = { onTree: true, onLine: true };
  expect([treeMove('Home', lines('a'), 2, onLine), treeMove('End', lines('a'), 0, onLine)]).toEqual([0, 3]);
  expect([treeMove('Home', lines('a'), 2, NAME), treeMove('End', lines('a'), 0, NAME)]).toEqual([null, null]);
});

test('letters go to the next name that begins so, and further letters narrow it', () => {
  const typed = new TypeAhead();
  const shown = lines('a');
  expect(typed.find('т', 0, shown, 0)).toBe(1);
  expect(typed.find('р', 300, shown, 1)).toBe(2);
  expect(typed.find('щ', 400, shown, 2)).toBeNull();
  // After a pause another name begins; around the end of the list.
  expect(typed.find('с', 2000, shown, 2)).toBe(0);
  expect(typed.find('т', 4000, shown, 1)).toBe(2);
});
