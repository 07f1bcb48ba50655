import { expect, it } from 'vitest';
import { lists as contract, type ListLook } from '#shared/contract/lists.ts';
import { openTestDesk } from '../test-books.ts';

const LOOK: ListLook = {
  columns: { rate: { by: 'numbers', from: 50, to: null }, note: { by: 'state', state: 'filled' } },
  sort: [{ key: 'rate', descending: true }],
  layout: {
    columns: [
      { key: 'note', hidden: true },
      { key: 'rate', width: 120, hidden: false },
    ],
    frozen: 2,
  },
};

it('keeps how each user left each list, the newest look of it', async () => {
  const { handlers, editor, otherEditor } = openTestDesk();
  const { lists } = handlers;
  const of = async (list: 'staffing' | 'divisions', who = editor) =>
    contract.look.output.parse(await lists.look({ list }, who));
  expect(await of('staffing')).toBeNull();

  await lists.keepLook(contract.keepLook.input.parse({ list: 'staffing', look: { columns: {}, sort: [] } }), editor);
  await lists.keepLook(contract.keepLook.input.parse({ list: 'staffing', look: LOOK }), editor);
  expect(await of('staffing')).toEqual(LOOK);
  expect(await of('divisions')).toBeNull();
  expect(await of('staffing', otherEditor)).toBeNull();
});

it('lays the columns as usual where a look was kept before they could be laid', async () => {
  const { db, handlers, editor } = openTestDesk();
  await handlers.lists.keepLook({ list: 'staffing', look: LOOK }, editor);
  db.prepare(`UPDATE list_look SET body = json_remove(body, '$.layout')`).run();
  expect(await handlers.lists.look({ list: 'staffing' }, editor)).toEqual({
    ...LOOK,
    layout: { columns: [], frozen: 1 },
  });
});

it('opens a list as new where a newer program has left it', async () => {
  const { db, handlers, editor } = openTestDesk();
  await handlers.lists.keepLook({ list: 'divisions', look: LOOK }, editor);
  db.prepare(`UPDATE list_look SET body = '{"columns":{"rate":{"by":"magic"}},"sort":[]}'`).run();
  expect(await handlers.lists.look({ list: 'divisions' }, editor)).toBeNull();
});
