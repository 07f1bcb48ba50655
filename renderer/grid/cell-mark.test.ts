import { expect, it } from 'vitest';
import type { Issue } from '#shared/contract/staff.ts';
import { messages } from '#shared/text/translate.ts';
import { cellMark, conflictIn, isInConflict } from './cell-mark.ts';
import type { GridColumn, RowMarks } from './grid-model.ts';

const texts = messages('ru');
const column: GridColumn<null> = {
  key: 'name',
  label: 'Наименование',
  width: 100,
  source: { kind: 'division', field: 'name', also: ['bedCount', 'phone'], idOf: () => 'd1' },
  valueOf: () => 'Отделение',
};
const markOf = (marks: Partial<RowMarks>) =>
  cellMark(column, null, undefined, { changed: [], issues: [], waiting: null, ...marks }, null, texts);

it('tells of its own field without naming it, of fields without a column by their names', () => {
  expect(markOf({})).toBeNull();
  expect(markOf({ changed: ['division.typeCode'] })).toBeNull();
  expect(markOf({ changed: ['division.name'] })).toMatchObject({ tone: 'changed', note: texts.staff.grid.changed });
  const beds = texts.fields['division.bedCount'];
  expect(markOf({ changed: ['division.bedCount'] })).toMatchObject({
    tone: 'changed',
    note: texts.staff.grid.changedFields(beds),
  });
});

it('tells of what is wrong in such a field, only where it is of the same record', () => {
  const issue: Issue = { kind: 'division', id: 'd1', field: 'bedCount', code: 'KD-2001', severity: 'error' };
  expect(markOf({ issues: [issue] })).toMatchObject({ tone: 'error' });
  expect(markOf({ issues: [{ ...issue, id: 'd2' }] })).toBeNull();
});

it('is to be decided with such a field, or with the whole record', () => {
  const marks = { changed: [], issues: [], waiting: null };
  for (const path of ['division.phone', 'division.*']) {
    expect(isInConflict(column, { ...marks, conflicts: [path] })).toBe(true);
  }
  expect(isInConflict(column, { ...marks, conflicts: ['division.oid'] })).toBe(false);
  // What is asked for is the field that differs, not the one whose column it stands in.
  expect(conflictIn(column, { ...marks, conflicts: ['division.phone'] })).toBe('phone');
  expect(conflictIn(column, { ...marks, conflicts: ['division.*'] })).toBe('name');
  expect(markOf({ conflicts: ['division.phone'] })).toMatchObject({ tone: 'conflict' });
});
