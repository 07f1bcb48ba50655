import type { SortColumn } from 'react-data-grid';

/** An order as the program knows it. */
export interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}

export function columnsOf(sort: readonly SortKey[]): readonly SortColumn[] {
  return sort.map(({ key, descending }) => ({ columnKey: key, direction: descending ? 'DESC' : 'ASC' }));
}

export function sortOf(columns: readonly SortColumn[]): SortKey[] {
  return columns.map(({ columnKey, direction }) => ({ key: columnKey, descending: direction === 'DESC' }));
}

/** The order with one column more; a column that is in it turns round, then leaves it. */
export function alsoBy(sort: readonly SortColumn[], columnKey: string): readonly SortColumn[] {
  const known = sort.find((column) => column.columnKey === columnKey);
  if (known === undefined) return [...sort, { columnKey, direction: 'ASC' }];
  if (known.direction === 'DESC') return sort.filter((column) => column !== known);
  return sort.map((column) => (column === known ? { columnKey, direction: 'DESC' } : column));
}
