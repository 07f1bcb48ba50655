import { type FieldType, fieldDefinition } from './fields.ts';

/** Columns of the staff grid in their usual order, with the entity that has the field; none for what is worked out. */
export const STAFF_COLUMNS = {
  lastName: 'person',
  firstName: 'person',
  patronymic: 'person',
  birthDate: 'person',
  snils: 'person',
  divisionId: 'employment',
  postCode: 'employment',
  rate: 'employment',
  positionType: 'employment',
  personnelNumber: 'employment',
  beginDate: 'employment',
  endDate: 'employment',
  admittedUntil: null,
  sex: 'person',
  phone: 'person',
  email: 'person',
} as const satisfies Record<string, 'person' | 'employment' | null>;

export type StaffColumn = keyof typeof STAFF_COLUMNS;
export const STAFF_COLUMN_KEYS = Object.keys(STAFF_COLUMNS) as StaffColumn[];

/** Days of columns that end something: «истекает» asks for those that come soon or are past. */
export const EXPIRING_COLUMNS: readonly StaffColumn[] = ['endDate', 'admittedUntil'];

/** How the values of a column are read and compared. */
export function staffColumnType(column: StaffColumn): FieldType {
  const kind = STAFF_COLUMNS[column];
  return kind === null ? 'date' : (fieldDefinition(kind, column)?.type ?? 'text');
}
