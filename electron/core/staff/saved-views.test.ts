import { expect, it } from 'vitest';
import { StaffFilter } from '#shared/contract/staff-filter.ts';
import { type SavedView, staffViews } from '#shared/contract/staff-views.ts';
import type { CallContext } from '../core.ts';
import { openTestDesk, refusal } from '../test-books.ts';

const VIEW: Omit<SavedView, 'id'> & { id: null } = {
  id: null,
  name: 'Ставка меньше половины',
  filter: StaffFilter.parse({ columns: { rate: { by: 'numbers', from: null, to: 49 } } }),
  sort: [
    { key: 'divisionId', descending: false },
    { key: 'rate', descending: true },
  ],
  layout: {
    columns: [
      { key: 'rate', width: 90, hidden: false },
      { key: 'email', hidden: true },
    ],
    frozen: 1,
  },
};

it('keeps the views of each user apart, changes, opens with and removes them', async () => {
  const { handlers, editor, otherEditor } = openTestDesk();
  const { staff } = handlers;
  const of = async (who: CallContext) => staffViews.savedViews.output.parse(await staff.savedViews({}, who));
  expect(await of(editor)).toEqual({ views: [], opensWith: 'all' });

  const { id } = staffViews.saveView.output.parse(await staff.saveView(VIEW, editor));
  await staff.openWithView({ view: id }, editor);
  expect(await of(editor)).toEqual({ views: [{ ...VIEW, id }], opensWith: id });
  expect(await of(otherEditor)).toEqual({ views: [], opensWith: 'all' });

  await staff.saveView({ ...VIEW, id, name: 'Меньше половины', sort: [] }, editor);
  expect((await of(editor)).views).toEqual([{ ...VIEW, id, name: 'Меньше половины', sort: [] }]);

  expect((await refusal(() => staff.saveView({ ...VIEW, name: 'Меньше половины' }, editor))).code).toBe('KD-3021');
  expect((await refusal(() => staff.saveView({ ...VIEW, id }, otherEditor))).code).toBe('KD-3008');
  expect((await refusal(() => staff.openWithView({ view: id }, otherEditor))).code).toBe('KD-3008');
  expect((await refusal(() => staff.removeView({ id }, otherEditor))).code).toBe('KD-3008');
  // Somebody else may use the name.
  await staff.saveView({ ...VIEW, name: 'Меньше половины' }, otherEditor);

  expect(await staff.removeView({ id }, editor)).toEqual({ views: [], opensWith: 'all' });
  expect((await of(otherEditor)).views).toHaveLength(1);
});

it('leaves out a view that this program cannot read', async () => {
  const { handlers, editor, db } = openTestDesk();
  await handlers.staff.saveView(VIEW, editor);
  db.prepare(`UPDATE saved_view SET body = json_set(body, '$.sort[0].key', 'planet')`).run();
  expect(await handlers.staff.savedViews({}, editor)).toEqual({ views: [], opensWith: 'all' });
});
