import { type FieldEdit, type StaffRow, staff } from '#shared/contract/staff.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { CallContext } from '../core.ts';
import type { TestDesk } from '../test-books.ts';

const ALL = StaffFilter.parse({ employed: 'all' });

/** Opens a view of everybody, or of those whom the filter leaves. */
export async function view(
  desk: TestDesk,
  filter: Partial<StaffFilter> = {},
  key = 'lastName',
  descending = false,
  who = desk.editor,
) {
  const input = staff.openView.input.parse({ filter: { ...ALL, ...filter }, sort: [{ key, descending }], first: 1000 });
  return staff.openView.output.parse(await desk.handlers.staff.openView(input, who));
}

export async function edit(desk: TestDesk, edits: FieldEdit[], who: CallContext = desk.editor) {
  const input = staff.applyEdits.input.parse({ edits });
  return staff.applyEdits.output.parse(await desk.handlers.staff.applyEdits(input, who));
}

export function lastName(row: StaffRow, to: string): FieldEdit {
  return { kind: 'person', id: row.personId, field: 'lastName', from: row.lastName, to };
}

export function first(rows: readonly StaffRow[]): StaffRow {
  const [row] = rows;
  if (row === undefined) throw new Error('No rows');
  return row;
}
