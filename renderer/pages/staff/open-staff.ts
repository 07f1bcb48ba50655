import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import { BUILT_IN_VIEWS, type ViewChoice } from '#shared/contract/staff-views.ts';
import { STAFF_COLUMN_KEYS, type StaffColumn } from '#shared/domain/staff-columns.ts';
import { readViews } from '../../app/staff-views.ts';
import { type Layout, wholeLayout } from '../../grid/column-layout.ts';
import { NO_FILTER, type StaffDesk } from './staff-desk.ts';
import { contentOf, sameContent } from './staff-views.ts';

interface Opening {
  readonly onDay: string | null;
  /** What the page was asked to show. */
  readonly filter: Partial<StaffFilter> | undefined;
  readonly view?: ViewChoice | undefined;
  readonly setLayout: (layout: Layout<StaffColumn>) => void;
}

/** Opens the list as it was asked for, as it was left, or with the view that its user opens it with. */
export async function openStaff(desk: StaffDesk, { onDay, filter, view: asked, setLayout }: Opening): Promise<void> {
  if (filter !== undefined) {
    const wanted = { ...NO_FILTER, ...filter };
    const view = BUILT_IN_VIEWS.find((name) => sameContent(contentOf(name, [])?.filter, wanted)) ?? 'all';
    return desk.open({ onDay, filter: wanted, view });
  }
  if (asked === undefined && desk.asked) return desk.open({ onDay });
  const views = await readViews().catch(() => null);
  const view = asked ?? views?.opensWith ?? 'all';
  const content = views === null ? undefined : contentOf(view, views.views);
  // What was typed while the views were read is what its user wants to see.
  if (content === undefined || (asked === undefined && desk.asked)) return desk.open({ onDay });
  if (content.layout !== null) setLayout(wholeLayout(content.layout, STAFF_COLUMN_KEYS));
  return desk.open({ onDay, filter: content.filter, sort: content.sort, view });
}
