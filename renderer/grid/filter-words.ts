import type { ColumnFilter } from '#shared/contract/column-filter.ts';
import type { Messages } from '#shared/text/translate.ts';
import type { Format } from '../app/format.ts';
import { rangeText } from './filter-range.ts';
import { type GridColumn, typeOf } from './grid-model.ts';

/** A filter in words, for its chip: «Ставка: 0,25–0,50». */
export function filterWords<R>(
  column: GridColumn<R>,
  filter: ColumnFilter,
  { views }: Messages,
  format: Format,
): string {
  return views.chip(column.label, conditionOf());

  function conditionOf(): string {
    switch (filter.by) {
      case 'state':
        return views.state[filter.state].toLowerCase();
      case 'text':
        return filter.how === 'starts' ? views.starting(filter.text) : views.containing(filter.text);
      case 'codes': {
        const [first = '', ...others] = filter.codes;
        return views.andMore(column.codes?.byCode.get(first)?.name ?? first, others.length);
      }
      default: {
        const { from, to } = rangeText(typeOf(column), filter, format);
        return views.range(from, to);
      }
    }
  }
}
