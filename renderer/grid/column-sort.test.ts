import { expect, it } from 'vitest';
import { alsoBy } from './column-sort.ts';

it('a column joins the order last, turns round in its place, and leaves', () => {
  const one = alsoBy([{ columnKey: 'a', direction: 'DESC' }], 'b');
  expect(one).toEqual([
    { columnKey: 'a', direction: 'DESC' },
    { columnKey: 'b', direction: 'ASC' },
  ]);
  const turned = alsoBy(alsoBy(one, 'c'), 'b');
  expect(turned.map(({ columnKey, direction }) => `${columnKey} ${direction}`)).toEqual(['a DESC', 'b DESC', 'c ASC']);
  expect(alsoBy(turned, 'b').map(({ columnKey }) => columnKey)).toEqual(['a', 'c']);
});
