import { expect, it } from 'vitest';
import { lists as contract, type ListLook } from '#shared/contract/lists.ts';
import { openTestDesk } from '../test-books.ts';

const LOOK: ListLook = {
  columns: { rate: { by: 'numbers', from: 50, to: null }, note: { by: 'state', state: 'filled' } },
  sort: [{ key: 'rate', descending: true }],
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

it('opens a list as new where a newer program has left it', async () => {
  const { db, handlers, editor } = openTestDesk();
  await handlers.lists.keepLook({ list: 'divisions', look: LOOK }, editor);
  db.prepare(`UPDATE list_look SET body = '{"columns":{"rate":{"by":"magic"}},"sort":[]}'`).run();
  expect(await handlers.lists.look({ list: 'divisions' }, editor)).toBeNull();
});
