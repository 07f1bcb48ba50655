import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ColumnFilter } from '#shared/contract/column-filter.ts';
import { type StaffRow, staff } from '#shared/contract/staff.ts';
import { STAFF_SORT_KEYS, StaffFilter, type StaffSort, statesOf } from '#shared/contract/staff-filter.ts';
import { STAFF_COLUMN_KEYS, STAFF_COLUMNS, type StaffColumn, staffColumnType } from '#shared/domain/staff-columns.ts';
import { filterKindOf } from '#shared/rules/column-filter.ts';
import { foldText } from '#shared/text/fold.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { edit } from './test-staff.ts';

/** Ninety days from the day of the test's clock. */
const SOON = '2027-02-19';
let desk: TestDesk;
let people: readonly StaffRow[];

/** People with gaps, with errors, and with changes, so that every state is there. */
beforeAll(async () => {
  desk = openTestDesk();
  const { people: ids } = fillClinic(desk, 150);
  desk.db.transaction(() => {
    ids.forEach((id, i) => {
      if (i % 7 === 0) desk.entities.patch('person', id, { snils: null });
      if (i % 11 === 0) desk.entities.patch('person', id, { birthDate: '2025-01-01', phone: '12' });
      if (i % 5 === 0) desk.entities.patch('person', id, { email: `Otdel-${i}@klinika.ru` });
    });
    desk.staffIndex.refresh(ids);
  })();
  const rows = await everybody();
  const edited = rows.filter(({ employmentId }, i) => employmentId !== null && i % 9 === 0);
  await edit(
    desk,
    edited.flatMap(({ personId, employmentId, phone, rate }, i) => [
      { kind: 'person', id: personId, field: 'phone', from: phone, to: `+7900${String(i).padStart(7, '0')}` },
      ...(employmentId === null || rate === 50
        ? []
        : [{ kind: 'employment' as const, id: employmentId, field: 'rate', from: rate, to: 50 }]),
    ]),
  );
  people = await everybody();
});
afterAll(() => desk.db.close());

async function found(filter: unknown, sort: StaffSort = [{ key: 'lastName', descending: false }]): Promise<StaffRow[]> {
  const input = staff.openView.input.parse({ filter, sort, first: 1000 });
  return staff.openView.output.parse(await desk.handlers.staff.openView(input, desk.editor)).rows;
}
const everybody = () => found({ employed: 'all' });

/** What a filter means, told by the row that is shown. */
function holds(row: StaffRow, column: StaffColumn, filter: ColumnFilter): boolean {
  const value = row[column];
  const shown = typeof value === 'string' ? plain(column, value) : value;
  const kind = STAFF_COLUMNS[column];
  switch (filter.by) {
    case 'text': {
      const sought = plain(column, filter.text);
      if (sought === '') return true;
      return filter.how === 'starts' ? String(shown ?? '').startsWith(sought) : String(shown ?? '').includes(sought);
    }
    case 'codes':
      return filter.codes.includes(String(value));
    case 'days':
    case 'numbers':
      return (
        value !== null && (filter.from === null || value >= filter.from) && (filter.to === null || value <= filter.to)
      );
    case 'state':
      break;
  }
  const id = kind === 'person' ? row.personId : row.employmentId;
  switch (filter.state) {
    case 'empty':
      return shown === null || shown === '';
    case 'filled':
      return shown !== null && shown !== '';
    case 'expiring':
      return value !== null && value <= SOON;
    case 'changed':
      return row.changed.includes(`${kind}.${column}`);
    case 'error':
      return row.issues.some(
        (one) => one.severity === 'error' && one.kind === kind && one.id === id && one.field === column,
      );
  }
}

function plain(column: StaffColumn, text: string): string {
  return column === 'snils' || column === 'phone' ? text.replaceAll(/\D/g, '') : foldText(text);
}

/** A filter of the kind of its column, mostly about values that somebody has. */
function filterOf(column: StaffColumn): fc.Arbitrary<ColumnFilter> {
  const values = [...new Set(people.map((row) => row[column]).filter((value) => value !== null))];
  const value = fc.constantFrom(...values);
  const state = fc.constantFrom(...statesOf(column)).map((one): ColumnFilter => ({ by: 'state', state: one }));
  const end = fc.option(value);
  switch (filterKindOf(staffColumnType(column))) {
    case 'codes':
      return fc.oneof(
        state,
        fc
          .array(value, { minLength: 1, maxLength: 3 })
          .map((codes): ColumnFilter => ({ by: 'codes', codes: codes.map(String) })),
      );
    case 'days':
      return fc.oneof(
        state,
        fc
          .tuple(end, end)
          .map(([from, to]): ColumnFilter => ({ by: 'days', from: from as string | null, to: to as string | null })),
      );
    case 'numbers':
      return fc.oneof(
        state,
        fc
          .tuple(end, end)
          .map(([from, to]): ColumnFilter => ({ by: 'numbers', from: from as number | null, to: to as number | null })),
      );
    case 'text':
      return fc.oneof(
        state,
        fc
          .tuple(
            fc.constantFrom('contains' as const, 'starts' as const),
            value,
            fc.nat(6),
            fc.integer({ min: 1, max: 5 }),
          )
          .map(([how, of, from, length]): ColumnFilter => {
            const cut = String(of)
              .slice(how === 'starts' ? 0 : from)
              .slice(0, length)
              .toUpperCase()
              .trim();
            return { by: 'text', how, text: cut === '' ? 'ё' : cut };
          }),
      );
  }
}

const columns = () =>
  fc
    .uniqueArray(fc.constantFrom(...STAFF_COLUMN_KEYS), { minLength: 1, maxLength: 3 })
    .chain((keys) => fc.tuple(...keys.map((key) => filterOf(key).map((filter) => [key, filter] as const))));

it('finds by columns whom a look at every row finds', async () => {
  let some = 0;
  await fc.assert(
    fc.asyncProperty(columns(), async (filters) => {
      const expected = people.filter((row) => filters.every(([key, filter]) => holds(row, key, filter)));
      if (expected.length > 0 && expected.length < people.length) some++;
      const rows = await found({ employed: 'all', columns: Object.fromEntries(filters) });
      expect(rows.map(({ personId }) => personId)).toEqual(expected.map(({ personId }) => personId));
    }),
    { numRuns: 400 },
  );
  // Filters that find nobody or everybody would prove little.
  expect(some).toBeGreaterThan(100);
});

it('orders what was found as it orders everybody', async () => {
  const sorts = fc
    .uniqueArray(fc.constantFrom(...STAFF_SORT_KEYS), { minLength: 1, maxLength: 3 })
    .chain((keys) => fc.tuple(...keys.map((key) => fc.boolean().map((descending) => ({ key, descending })))));
  await fc.assert(
    fc.asyncProperty(sorts, columns(), async (sort, filters) => {
      const all = await found({ employed: 'all' }, sort);
      const rows = await found({ employed: 'all', columns: Object.fromEntries(filters) }, sort);
      const expected = all.filter((row) => filters.every(([key, filter]) => holds(row, key, filter)));
      expect(rows).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

it('finds by words and columns at once whom each of them finds', async () => {
  const idsOf = (rows: readonly StaffRow[]) => rows.map(({ personId }) => personId);
  const names = people.flatMap(({ lastName, firstName }) => [lastName.slice(0, 2), firstName.slice(0, 3)]);
  const words = fc.tuple(fc.constantFrom('медицинская', 'врач', 'отделение'), fc.constantFrom(...names));
  let some = 0;
  await fc.assert(
    fc.asyncProperty(words, columns(), async ([post, name], filters) => {
      const each = await Promise.all([post, name].map(async (text) => idsOf(await found({ employed: 'all', text }))));
      const expected = people.filter(
        (row) =>
          each.every((ids) => ids.includes(row.personId)) && filters.every(([key, filter]) => holds(row, key, filter)),
      );
      if (expected.length > 0) some++;
      const filter = { employed: 'all', text: `${post} ${name}`, columns: Object.fromEntries(filters) };
      expect(idsOf(await found(filter))).toEqual(idsOf(expected));
    }),
    { numRuns: 100 },
  );
  // Few people answer to all of it: about fifteen tries of a hundred find anybody.
  expect(some).toBeGreaterThan(0);
});

it('refuses a question that its column cannot answer', () => {
  const fits = (column: string, filter: unknown) => StaffFilter.safeParse({ columns: { [column]: filter } }).success;
  expect(fits('rate', { by: 'numbers', from: 25, to: null })).toBe(true);
  expect(fits('rate', { by: 'text', how: 'contains', text: '2' })).toBe(false);
  expect(fits('lastName', { by: 'state', state: 'expiring' })).toBe(false);
  expect(fits('admittedUntil', { by: 'state', state: 'changed' })).toBe(false);
  expect(fits('search', { by: 'state', state: 'empty' })).toBe(false);
});
