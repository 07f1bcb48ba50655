import { expect, it } from 'vitest';
import type { ColumnFilter } from '#shared/contract/column-filter.ts';
import { conditionsOf, withFilter } from './column-conditions.ts';
import type { ValueColumn } from './grid-model.ts';

interface Row {
  readonly name: string | null;
  readonly until: string | null;
}

const COLUMNS: readonly ValueColumn<Row>[] = [
  { key: 'name', valueOf: ({ name }) => name },
  { key: 'phone', computed: 'phone', valueOf: () => '+7 (900) 111-22-33' },
  { key: 'until', computed: 'date', valueOf: ({ until }) => until, endOf: ({ until }) => until },
];
const ROWS: readonly Row[] = [
  { name: 'Отделение «Ёлка»', until: null },
  { name: 'Кабинет', until: '2027-02-19' },
  { name: null, until: '2027-02-20' },
  { name: '', until: '2020-01-01' },
];

/** Places of the rows that are left on 21 November 2026. */
function left(key: string, filter: ColumnFilter): number[] {
  const around = { marksOf: () => ({ changed: ['person.name'], issues: [] }), today: '2026-11-21' };
  const holds = conditionsOf(COLUMNS, { [key]: filter }, around);
  return ROWS.flatMap((row, at) => (holds(row) ? [at] : []));
}

it('compares text as search does, numbers with separators by their digits', () => {
  expect(left('name', { by: 'text', how: 'contains', text: 'елка' })).toEqual([0]);
  expect(left('name', { by: 'text', how: 'starts', text: 'елка' })).toEqual([]);
  expect(left('name', { by: 'text', how: 'starts', text: 'КАБ' })).toEqual([1]);
  expect(left('phone', { by: 'text', how: 'contains', text: '111 2233' })).toHaveLength(ROWS.length);
});

it('takes an empty text for nothing, and nothing is in no range', () => {
  expect(left('name', { by: 'state', state: 'empty' })).toEqual([2, 3]);
  expect(left('name', { by: 'state', state: 'filled' })).toEqual([0, 1]);
  expect(left('until', { by: 'days', from: null, to: null })).toEqual([1, 2, 3]);
  expect(left('until', { by: 'days', from: '2026-01-01', to: '2027-02-19' })).toEqual([1]);
});

it('counts as expiring what ends within ninety days, and what has ended', () => {
  expect(left('until', { by: 'state', state: 'expiring' })).toEqual([1, 3]);
});

it('finds no change in a column that nobody edits', () => {
  expect(left('name', { by: 'state', state: 'changed' })).toEqual([]);
});

it('asks nothing of columns that it does not know', () => {
  expect(left('gone', { by: 'state', state: 'empty' })).toHaveLength(ROWS.length);
});

it('takes one filter up, another instead of it, and away', () => {
  const empty = { by: 'state', state: 'empty' } as const;
  const filled = { by: 'state', state: 'filled' } as const;
  const both = withFilter(withFilter({}, 'name', empty), 'until', empty);
  expect(both).toEqual({ name: empty, until: empty });
  expect(withFilter(both, 'name', filled)).toEqual({ name: filled, until: empty });
  expect(withFilter(both, 'name', null)).toEqual({ until: empty });
});
