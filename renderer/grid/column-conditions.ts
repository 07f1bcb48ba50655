import type { ColumnFilter, ColumnState } from '#shared/contract/column-filter.ts';
import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { comparableText } from '#shared/rules/column-filter.ts';
import { addDays } from '#shared/rules/dates.ts';
import { pathsOf } from './cell-mark.ts';
import { type RowMarks, typeOf, type ValueColumn } from './grid-model.ts';

/** What columns are filtered by, by their keys. */
export type ColumnFilters = Readonly<Record<string, ColumnFilter>>;

export const NO_FILTERS: ColumnFilters = {};

/** What ends within so many days, or has ended, is «истекает». */
export const EXPIRING_DAYS = 90;

interface Around<R> {
  readonly marksOf: (row: R) => Pick<RowMarks, 'changed' | 'issues'>;
  readonly today: string;
}

/** The test of rows for lists that are here as a whole: the same meaning as filters of the program's own lists have. */
export function conditionsOf<R>(
  columns: readonly ValueColumn<R>[],
  filters: ColumnFilters,
  { marksOf, today }: Around<R>,
): (row: R) => boolean {
  const after = addDays(today, EXPIRING_DAYS + 1);
  const tests = columns.flatMap((column) => {
    const filter = filters[column.key];
    if (filter === undefined) return [];
    const { source } = column;
    const paths = source === undefined ? [] : pathsOf(source);
    if (filter.by === 'state' && (filter.state === 'changed' || filter.state === 'error')) {
      return [(row: R) => isMarked(filter.state, paths, marksOf(row))];
    }
    if (filter.by === 'state' && filter.state === 'expiring') {
      return [(row: R) => (column.endOf?.(row) ?? after) < after];
    }
    const holds = holdsOf(typeOf(column), filter);
    return [(row: R) => holds(column.valueOf(row))];
  });
  return (row) => tests.every((test) => test(row));
}

/** One filter taken up, or taken away by null. */
export function withFilter(filters: ColumnFilters, key: string, filter: ColumnFilter | null): ColumnFilters {
  const { [key]: _before, ...others } = filters;
  return filter === null ? others : { ...others, [key]: filter };
}

function isMarked(
  state: ColumnState,
  paths: readonly string[],
  { changed, issues }: Pick<RowMarks, 'changed' | 'issues'>,
): boolean {
  if (state === 'changed') return changed.some((path) => paths.includes(path));
  return issues.some(({ kind, field, severity }) => severity === 'error' && paths.includes(`${kind}.${field}`));
}

function holdsOf(type: FieldType, filter: ColumnFilter): (value: FieldValue) => boolean {
  switch (filter.by) {
    case 'state':
      return (value) => (value === null || value === '') === (filter.state === 'empty');
    case 'text': {
      const sought = comparableText(type, filter.text);
      return (value) => {
        const text = typeof value === 'string' ? comparableText(type, value) : '';
        return filter.how === 'starts' ? text.startsWith(sought) : text.includes(sought);
      };
    }
    case 'codes': {
      const codes = new Set<FieldValue>(filter.codes);
      return (value) => codes.has(value);
    }
    default: {
      const { from, to } = filter;
      return (value) => value !== null && (from === null || value >= from) && (to === null || value <= to);
    }
  }
}
