import { z } from 'zod';
import { EXPIRING_COLUMNS, STAFF_COLUMN_KEYS, STAFF_COLUMNS, staffColumnType } from '../domain/staff-columns.ts';
import { EntityId } from '../domain/values.ts';
import { filterKindOf } from '../rules/column-filter.ts';
import { COLUMN_STATES, ColumnFilter, type ColumnState } from './column-filter.ts';

const ColumnFilters = z
  .partialRecord(z.enum(STAFF_COLUMN_KEYS), ColumnFilter)
  .refine((columns) => STAFF_COLUMN_KEYS.every((key) => fits(key, columns[key])));

function fits(column: (typeof STAFF_COLUMN_KEYS)[number], filter: ColumnFilter | undefined): boolean {
  if (filter === undefined) return true;
  return filter.by === 'state'
    ? statesOf(column).includes(filter.state)
    : filter.by === filterKindOf(staffColumnType(column));
}

/** States that a column of the staff grid may be asked for. */
export function statesOf(column: (typeof STAFF_COLUMN_KEYS)[number]): readonly ColumnState[] {
  return COLUMN_STATES.filter((state) => {
    if (state === 'expiring') return EXPIRING_COLUMNS.includes(column);
    return state === 'empty' || state === 'filled' || STAFF_COLUMNS[column] !== null;
  });
}

export const StaffFilter = z.object({
  /** Words of a name in any order, digits of СНИЛС, personnel number, post or division. */
  text: z.string().max(200).default(''),
  divisionId: EntityId.nullable().default(null),
  employed: z.enum(['open', 'dismissed', 'all']).default('open'),
  only: z.enum(['changed', 'errors', 'expiring']).nullable().default(null),
  /** Besides all that: what each column named must hold. */
  columns: ColumnFilters.default({}),
});
export type StaffFilter = z.infer<typeof StaffFilter>;

/** Columns of the grid that can be sorted by. */
export const STAFF_SORT_KEYS = [
  'lastName',
  'firstName',
  'patronymic',
  'birthDate',
  'snils',
  'divisionId',
  'postCode',
  'rate',
  'personnelNumber',
  'beginDate',
  'endDate',
  'admittedUntil',
] as const;

/** The first column counts most. */
export const StaffSort = z.array(z.object({ key: z.enum(STAFF_SORT_KEYS), descending: z.boolean() })).max(3);
export type StaffSort = z.infer<typeof StaffSort>;
