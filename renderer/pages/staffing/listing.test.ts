import { describe, expect, it } from 'vitest';
import type { ColumnState } from '#shared/contract/column-filter.ts';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { type Listing, listed, type Names, refreshed, WHOLE } from './listing.ts';

const row = (
  id: string | null,
  divisionId: string,
  postCode: string,
  more: Partial<StaffingRow> = {},
): StaffingRow => ({
  ...{ id, divisionId, postCode, localPostName: null, rate: 100, note: null, changed: [], conflicts: [], issues: [] },
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
const ids = (listing: Partial<Listing>) =>
  listed(ROWS, { ...WHOLE, ...listing }, NAMES, '2026-11-21').map(({ id }) => id);

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
    expect(ids({ sort: [{ key: 'rate', descending: true }] })).toEqual(['2', '3', '1', null]);
    expect(ids({ sort: [{ key: 'postCode', descending: false }] })).toEqual(['3', null, '2', '1']);
  });

  it('are left by what each column is asked for, the whole search kept', () => {
    expect(ids({ columns: { rate: { by: 'numbers', from: 120, to: null } } })).toEqual(['2']);
    expect(ids({ columns: { postCode: { by: 'codes', codes: ['c', 'b'] } } })).toEqual([null, '2', '1']);
    expect(ids({ columns: { over: { by: 'state', state: 'filled' } } })).toEqual([null, '3']);
    expect(ids({ columns: { rate: { by: 'state', state: 'empty' } } })).toEqual([null]);
    const both: Listing['columns'] = {
      over: { by: 'state', state: 'empty' },
      divisionId: { by: 'codes', codes: ['ward'] },
    };
    expect(ids({ columns: both })).toEqual(['2']);
    expect(ids({ text: 'лаб', columns: both })).toEqual([]);
  });

  it('are left by what is changed or wrong in that very column', () => {
    const issue = { kind: 'staffingPosition', id: '1', field: 'rate', code: 'KD-2001', severity: 'error' } as const;
    const rows = [
      row('1', 'lab', 'c', { issues: [issue] }),
      row('2', 'lab', 'c', { issues: [{ ...issue, severity: 'warning' }], changed: ['staffingPosition.note'] }),
    ];
    const left = (key: string, state: ColumnState) =>
      listed(rows, { ...WHOLE, columns: { [key]: { by: 'state', state } } }, NAMES, '2026-11-21').map(({ id }) => id);
    expect(left('rate', 'error')).toEqual(['1']);
    expect(left('note', 'error')).toEqual([]);
    expect(left('note', 'changed')).toEqual(['2']);
    expect(left('rate', 'changed')).toEqual([]);
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
