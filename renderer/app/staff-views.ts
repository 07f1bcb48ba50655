import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '#shared/contract/index.ts';
import type { staffViews } from '#shared/contract/staff-views.ts';
import { api, call, keys } from './api.ts';

/** Views of the staff list that a user keeps, and the one it opens with. */
export type StaffViews = OutputOf<typeof staffViews.savedViews>;

export const VIEWS_KEY = [keys.staff, 'saved-views'];
export const readViews = () => call(api().staff.savedViews({}));

const NONE: StaffViews = { views: [], opensWith: 'all' };

/** None until they have been read. */
export function useStaffViews(): StaffViews {
  return useQuery({ queryKey: VIEWS_KEY, queryFn: readViews }).data ?? NONE;
}
