import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { MessageStore } from '../changes/message-store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema has no messages, and keeps what is written, as far as it was read', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  const at = '2026-11-21T09:00:00.000Z';
  db.prepare(`INSERT INTO change_request (id, number, state, author_id, created_at, changed_at)
    VALUES ('r', 1, 'submitted', 'a', '${at}', '${at}')`).run();
  migrate(db);
  const store = new MessageStore(db);
  const sender = { id: 'a', name: 'А', login: 'a', snils: null, role: 'editor' } as const;
  const message = { requestId: 'r', sender, text: 'Раз', sentAt: at };
  const heard = { by: 'registry', toldAt: at } as const;
  expect(store.insert({ ...message, id: 'm1' }, heard)).toBe(true);
  expect(store.insert({ ...message, id: 'm1', text: 'Иначе' }, heard)).toBe(false);
  store.setRead('r', 'b');
  // It came later, and says that it was written before.
  store.insert({ ...message, id: 'm2', text: 'Два', sentAt: '2026-11-20T09:00:00.000Z' }, heard);
  expect(store.list('r', 'b').map(({ text, isNew }) => [text, isNew])).toEqual([
    ['Два', true],
    ['Раз', false],
  ]);
  expect(store.unread('b')).toEqual([{ requestId: 'r', count: 1 }]);
  expect(store.unread('a')).toEqual([]);
});
