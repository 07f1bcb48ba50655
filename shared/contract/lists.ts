import { z } from 'zod';
import { ColumnFilter } from './column-filter.ts';
import { columnLayout, USUAL_LAYOUT } from './column-layout.ts';
import { command, query } from './define.ts';

/** Lists that have no views of their own: each user finds them as they were left. */
export const KEPT_LISTS = ['staffing', 'divisions'] as const;
export const KeptList = z.enum(KEPT_LISTS);
export type KeptList = z.infer<typeof KeptList>;

const ColumnKey = z.string().min(1).max(40);
/**
 * What the columns of a list are asked for, its order, the first column counting most, and how the columns lie; a program
 * that no longer has a column leaves it out.
 */
export const ListLook = z.object({
  columns: z.record(ColumnKey, ColumnFilter),
  sort: z.array(z.object({ key: ColumnKey, descending: z.boolean() })).max(20),
  layout: columnLayout(ColumnKey, 40).default(USUAL_LAYOUT),
});
export type ListLook = z.infer<typeof ListLook>;

/** How users left their lists. What a filter names may be personal data, so it stays in the store. */
export const lists = {
  /** Null for who has not looked at the list yet. */
  look: query('signed-in', z.object({ list: KeptList }), ListLook.nullable()),
  keepLook: command('signed-in', z.object({ list: KeptList, look: ListLook }), z.object({})),
};
