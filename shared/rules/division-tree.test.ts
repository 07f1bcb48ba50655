import { expect, it } from 'vitest';
import { type Branch, checkNameOfSiblings, checkParent } from './division-tree.ts';

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
