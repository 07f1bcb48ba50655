import type { ListLook } from '#shared/contract/lists.ts';
import type { StaffingRow } from '#shared/contract/staffing.ts';
import { foldText } from '#shared/text/fold.ts';
import { conditionsOf } from '../../grid/column-conditions.ts';
import { STAFFING_VALUES } from './staffing-columns.ts';

/** What of a table is shown, and in which order. */
export interface Listing extends Pick<ListLook, 'columns' | 'sort'> {
  readonly text: string;
  /** The division with everything below it. */
  readonly divisionId: string | null;
  readonly only: 'vacancies' | 'over' | null;
}

export const WHOLE: Listing = { text: '', divisionId: null, only: null, columns: {}, sort: [] };

/** Whether rows are left out. */
export function isFiltered({ text, divisionId, only, columns }: Listing): boolean {
  return text !== '' || divisionId !== null || only !== null || Object.keys(columns).length > 0;
}

/** Words and places that rows are found and ordered by. */
export interface Names {
  readonly division: (id: string | null) => string;
  readonly post: (code: string | null) => string;
  /** Place in the tree, parents before children. */
  readonly place: (divisionId: string | null) => number;
  readonly isBelow: (divisionId: string | null, ancestorId: string) => boolean;
}

/** A row keeps this key while its values change. */
export function rowKey({ id, divisionId, postCode }: StaffingRow): string {
  return id ?? `${divisionId ?? ''} ${postCode ?? ''}`;
}

/** The rows that fit, by division and post unless another order is chosen. */
export function listed(rows: readonly StaffingRow[], listing: Listing, names: Names, today: string): StaffingRow[] {
  const words = foldText(listing.text).split(' ');
  const holds = conditionsOf(STAFFING_VALUES, listing.columns, { marksOf: (row) => row, today });
  const found = rows.filter((row) => fits(row, listing, names) && hasWords(row, words, names) && holds(row));
  return found.sort((a, b) => {
    for (const { key, descending } of listing.sort) {
      const order = compared(a, b, key, names);
      if (order !== 0) return descending ? -order : order;
    }
    return compared(a, b, 'divisionId', names) || compared(a, b, 'postCode', names);
  });
}

/**
 * Fresh rows in the places of those shown, so that nothing jumps or goes while it is edited; what was not `known` before
 * stands after `after`, or at the end.
 */
export function refreshed(
  shown: readonly StaffingRow[],
  fresh: readonly StaffingRow[],
  known: ReadonlySet<string>,
  after: string | null,
): StaffingRow[] {
  const byKey = new Map(fresh.map((row) => [rowKey(row), row]));
  const kept = shown.flatMap((row) => byKey.get(rowKey(row)) ?? []);
  const added = fresh.filter((row) => !known.has(rowKey(row)));
  const at = after === null ? -1 : kept.findIndex((row) => rowKey(row) === after);
  return at < 0 ? [...kept, ...added] : kept.toSpliced(at + 1, 0, ...added);
}

function fits(row: StaffingRow, { divisionId, only }: Listing, names: Names): boolean {
  if (only === 'vacancies' && row.vacancy === 0) return false;
  if (only === 'over' && row.over === 0) return false;
  return divisionId === null || row.divisionId === divisionId || names.isBelow(row.divisionId, divisionId);
}

function hasWords(row: StaffingRow, words: readonly string[], names: Names): boolean {
  const text = ` ${foldText(`${names.division(row.divisionId)} ${names.post(row.postCode)} ${row.localPostName ?? ''}`)}`;
  return words.every((word) => text.includes(` ${word}`));
}

function compared(a: StaffingRow, b: StaffingRow, key: string, names: Names): number {
  if (key === 'divisionId') return names.place(a.divisionId) - names.place(b.divisionId);
  const [x, y] = [sortValue(a, key, names), sortValue(b, key, names)];
  return x === y ? 0 : x < y ? -1 : 1;
}

function sortValue(row: StaffingRow, key: string, names: Names): string | number {
  if (key === 'postCode') return foldText(names.post(row.postCode));
  const value: unknown = row[key as keyof StaffingRow];
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? foldText(value) : '';
}
