import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { type ColumnFilters, withFilter } from './column-conditions.ts';
import { filterWords } from './filter-words.ts';
import type { GridColumn } from './grid-model.ts';

/** A part of what a list is filtered by. */
export interface FilterChip {
  readonly key: string;
  readonly label: string;
  readonly onRemove: () => void;
}

interface FilterChipsProps {
  readonly chips: readonly FilterChip[];
  /** Takes everything away; not offered for null. */
  readonly onClear: (() => void) | null;
}

/** What is chosen, as chips that can be taken away one by one or all at once. */
export function FilterChips({ chips, onClear }: FilterChipsProps) {
  const { staff, common } = useMessages();
  return (
    <>
      {chips.map(({ key, label, onRemove }) => (
        <Button
          key={key}
          size="small"
          shape="circular"
          icon={<DismissRegular />}
          iconPosition="after"
          aria-label={staff.removeFilter(label)}
          onClick={onRemove}
        >
          {label}
        </Button>
      ))}
      {onClear !== null && (
        <Button size="small" appearance="subtle" onClick={onClear}>
          {common.clearFilter}
        </Button>
      )}
    </>
  );
}

/** Chips of the columns that are filtered. @param columns all of them, also hidden ones: a filter names its column */
export function useColumnChips<R>(
  columns: readonly GridColumn<R>[],
  filters: ColumnFilters,
  onFilters: (filters: ColumnFilters) => void,
): FilterChip[] {
  const texts = useMessages();
  const format = useFormat();
  return columns.flatMap((column) => {
    const { key } = column;
    const filter = filters[key];
    if (filter === undefined) return [];
    const label = filterWords(column, filter, texts, format);
    return [{ key, label, onRemove: () => onFilters(withFilter(filters, key, null)) }];
  });
}
