import { expect, it } from 'vitest';
import { type Branch, checkNameOfSiblings, checkParent, headFor, treeOf } from './division-tree.ts';

it('reads a tree once, however many of its divisions are checked', () => {
  const wide = Array.from({ length: 50 }, (_, at): Branch => {
    const parentId = at === 0 ? null : 'd0';
    return { id: `d${at}`, parentId, level: 'division', name: `Отделение ${at}`, liquidationDate: null };
  });
  let reads = 0;
  class Counted extends Map<string, Branch> {
    override values() {
      reads += 1;
      return super.values();
    }
  }
  const tree = new Counted(wide.map((branch) => [branch.id, branch]));
  for (const branch of wide) {
    expect(checkParent(branch, branch.parentId, tree)).toBeNull();
    expect(checkNameOfSiblings(branch, tree, '2026-11-21')).toBeNull();
  }
  expect(reads).toBe(1);
});

it('a head answers for what is below, down to a division that has its own', () => {
  const line = (id: string, parentId: string | null): Branch => ({
    id,
    parentId,
    level: 'division',
    name: id,
    liquidationDate: null,
  });
  const tree = treeOf([
    line('top', null),
    line('middle', 'top'),
    line('low', 'middle'),
    line('side', 'top'),
    line('a', 'b'),
    line('b', 'a'),
  ]);
  const heads = new Map([
    ['top', 'chief'],
    ['middle', 'sister'],
  ]);
  const found = (id: string) => headFor(id, tree, (one) => heads.get(one) ?? null);
  expect(found('top')).toEqual({ personId: 'chief', divisionId: 'top' });
  expect(found('low')).toEqual({ personId: 'sister', divisionId: 'middle' });
  expect(found('side')).toEqual({ personId: 'chief', divisionId: 'top' });
  expect(found('a')).toBeNull();
});
