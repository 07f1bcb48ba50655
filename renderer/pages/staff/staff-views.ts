import type { StaffSort } from '#shared/contract/staff-filter.ts';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { BUILT_IN_VIEWS, type BuiltInView, type SavedView, type ViewChoice } from '#shared/contract/staff-views.ts';
import type { StaffColumn } from '#shared/domain/staff-columns.ts';
import type { Layout } from '../../grid/column-layout.ts';
import { BY_NAME } from './staff-desk.ts';
import { keptLayout } from './use-staff-layout.ts';

const FILTERS: Readonly<Record<BuiltInView, StaffFilter>> = {
  all: StaffFilter.parse({}),
  noSnils: StaffFilter.parse({ columns: { snils: { by: 'state', state: 'empty' } } }),
  expiring: StaffFilter.parse({ only: 'expiring' }),
  changed: StaffFilter.parse({ employed: 'all', only: 'changed' }),
  errors: StaffFilter.parse({ only: 'errors' }),
  dismissed: StaffFilter.parse({ employed: 'dismissed' }),
};

/** What a view shows; `layout` is null where it leaves the columns as they lie. */
export interface ViewContent {
  readonly filter: StaffFilter;
  readonly sort: StaffSort;
  readonly layout: Layout<StaffColumn> | null;
}

/** Undefined for a view that is no longer there. */
export function contentOf(choice: ViewChoice, views: readonly SavedView[]): ViewContent | undefined {
  const builtIn = BUILT_IN_VIEWS.find((name) => name === choice);
  if (builtIn !== undefined) return { filter: FILTERS[builtIn], sort: BY_NAME, layout: null };
  return views.find(({ id }) => id === choice);
}

/** The list stands as the view has it. */
export function shows(content: ViewContent, now: ViewContent & { readonly layout: Layout<StaffColumn> }): boolean {
  const { filter, sort, layout } = content;
  return (
    sameContent(filter, now.filter) &&
    sameContent(sort, now.sort) &&
    (layout === null || sameContent(keptLayout(layout), keptLayout(now.layout)))
  );
}

/** Equal whatever the order of the fields. */
export function sameContent(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, ordered(field)]));
}
