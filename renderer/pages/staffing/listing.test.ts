import { describe, expect, it } from 'vitest';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { type Listing, listed, type Names, refreshed, WHOLE } from './listing.ts';

const row = (
  id: string | null,
  divisionId: string,
  postCode: string,
  more: Partial<StaffingRow> = {},
): StaffingRow => ({
  ...{ id, divisionId, postCode, localPostName: null, rate: 100, note: null, changed: [], issues: [] },
  ...{ busy: 100, main: 100, external: 0, away: 0, vacancy: 0, over: 0 },
  ...more,
});
const TREE = ['clinic', 'ward', 'lab'];
const NAMES: Names = {
  division: (id) => ({ clinic: 'Поликлиника', ward: 'Терапия', lab: 'Лаборатория' })[id ?? ''] ?? '',
  post: (code) => ({ a: 'Врач-терапевт', b: 'Ёмкостник', c: 'Медсестра' })[code ?? ''] ?? '',
  place: (id) => TREE.indexOf(id ?? ''),
  isBelow: (id, ancestor) => id === 'ward' && ancestor === 'clinic',
};
const ROWS = [
  row('1', 'lab', 'c'),
  row('2', 'ward', 'c', { vacancy: 50, rate: 150 }),
  row('3', 'ward', 'a', { over: 25 }),
  row(null, 'clinic', 'b', { rate: null, over: 100 }),
];
const ids = (listing: Partial<Listing>) => listed(ROWS, { ...WHOLE, ...listing }, NAMES).map(({ id }) => id);

describe('rows of a staffing table', () => {
  it('stand by place in the tree, then by post', () => {
    expect(ids({})).toEqual([null, '3', '2', '1']);
  });

  it('are found by words of division and post, in a branch, with vacancies, over plan', () => {
    expect(ids({ text: 'терап' })).toEqual(['3', '2']);
    expect(ids({ text: 'тер мед' })).toEqual(['2']);
    expect(ids({ divisionId: 'clinic' })).toEqual([null, '3', '2']);
    expect(ids({ only: 'vacancies' })).toEqual(['2']);
    expect(ids({ only: 'over' })).toEqual([null, '3']);
  });

  it('are ordered by any column, what is equal by place', () => {
    expect(ids({ sort: [{ columnKey: 'rate', direction: 'DESC' }] })).toEqual(['2', '3', '1', null]);
    expect(ids({ sort: [{ columnKey: 'postCode', direction: 'ASC' }] })).toEqual(['3', null, '2', '1']);
  });

  it('keep their places when they are read again; new ones come after the row where they were added', () => {
    const shown = [row('1', 'lab', 'c'), row('2', 'ward', 'c'), row('3', 'ward', 'a')];
    const known = new Set(['1', '2', '3', 'hidden']);
    const fresh = ['9', 'hidden', '3', '1'].map((id) => row(id, 'lab', 'c', id === '3' ? { rate: 25 } : {}));
    expect(refreshed(shown, fresh, known, '1').map(({ id, rate }) => [id, rate])).toEqual([
      ['1', 100],
      ['9', 100],
      ['3', 25],
    ]);
    expect(refreshed(shown, fresh, known, null).map(({ id }) => id)).toEqual(['1', '3', '9']);
  });
});
