import { expect, it } from 'vitest';
import { ru } from '#shared/text/catalogue/ru/index.ts';
import { findViews, groupsOf, listedViews } from './found.ts';
import { Recent } from './recent.ts';

const VIEWS = [
  { id: 'a', name: 'Ночные дежурства' },
  { id: 'b', name: 'Дежурные врачи' },
  { id: 'c', name: 'Ставка до 0,5' },
];
const found = (text: string) => findViews(listedViews(ru, VIEWS), text).map(({ id }) => id);

it('finds views by words of their names, on the other layout too, those that begin so first', () => {
  expect(found('дежур')).toEqual(['b', 'a']);
  expect(found('yjxyst')).toEqual(['a']);
  expect(found('мои виды')).toEqual(['a', 'b', 'c']);
  expect(found('отпуск')).toEqual([]);
  const [group] = groupsOf([], findViews(listedViews(ru, VIEWS), 'ставка'), undefined);
  expect(group).toMatchObject({ kind: 'view', total: 1, found: [{ of: { id: 'c' } }] });
});

it('shows a view opened before under the name it has now, and none that is gone', () => {
  const recent = new Recent();
  for (const view of VIEWS) recent.add({ kind: 'view', of: { ...view, fit: 0 } });
  const now = [VIEWS[0], { id: 'c', name: 'Ставка до 0,25' }].flatMap((view) => view ?? []);
  expect(recent.among(now).map(({ of }) => ('name' in of ? of.name : of.id))).toEqual([
    'Ставка до 0,25',
    'Ночные дежурства',
  ]);
});
