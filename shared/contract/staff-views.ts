import { z } from 'zod';
import { STAFF_COLUMN_KEYS } from '../domain/staff-columns.ts';
import { EntityId } from '../domain/values.ts';
import { columnLayout } from './column-layout.ts';
import { command, query } from './define.ts';
import { StaffFilter, StaffSort } from './staff-filter.ts';

export const ColumnLayout = columnLayout(z.enum(STAFF_COLUMN_KEYS), STAFF_COLUMN_KEYS.length);
export type ColumnLayout = z.infer<typeof ColumnLayout>;

/** Views that every desk has; what each shows is on the page. */
export const BUILT_IN_VIEWS = ['all', 'noSnils', 'expiring', 'changed', 'errors', 'dismissed'] as const;
export const BuiltInView = z.enum(BUILT_IN_VIEWS);
export type BuiltInView = z.infer<typeof BuiltInView>;

const Name = z.string().trim().min(1).max(60);
/** A list as its user likes to see it. */
export const SavedView = z.object({
  id: EntityId,
  name: Name,
  filter: StaffFilter,
  sort: StaffSort,
  layout: ColumnLayout,
});
export type SavedView = z.infer<typeof SavedView>;

/** One of the built-in views, or a saved one by its id. */
export const ViewChoice = z.union([BuiltInView, EntityId]);
export type ViewChoice = z.infer<typeof ViewChoice>;

const Views = z.object({ views: z.array(SavedView), opensWith: ViewChoice });

/** Views of the staff grid; each user has their own, and nobody else sees them. Every call answers how they stand now. */
export const staffViews = {
  savedViews: query('signed-in', z.object({}), Views),
  /** A new one without an `id`, else the one of that id as it is now. KD-3021 two of one name. KD-3008 there is none. */
  saveView: command('signed-in', SavedView.extend({ id: EntityId.nullable() }), Views.extend({ id: EntityId })),
  removeView: command('signed-in', z.object({ id: EntityId }), Views),
  /** The view with which the list opens. */
  openWithView: command('signed-in', z.object({ view: ViewChoice }), Views),
};
