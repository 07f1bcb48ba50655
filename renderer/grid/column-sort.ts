import type { SortColumn } from 'react-data-grid';

/** The order with one column more; a column that is in it turns round, then leaves it. */
export function alsoBy(sort: readonly SortColumn[], columnKey: string): readonly SortColumn[] {
  const known = sort.find((column) => column.columnKey === columnKey);
  if (known === undefined) return [...sort, { columnKey, direction: 'ASC' }];
  if (known.direction === 'DESC') return sort.filter((column) => column !== known);
  return sort.map((column) => (column === known ? { columnKey, direction: 'DESC' } : column));
}
