import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { NotificationStore } from '../notifications/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema tells nobody of the same fact twice', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const store = new NotificationStore(db);
  const told = {
    fact: 'f',
    kind: 'sync',
    at: '2026-11-21T09:00:00.000Z',
    subject: null,
    facts: { code: 'c' },
  } as const;
  expect([store.insert('1', 'u', told), store.insert('2', 'u', told), store.insert('3', 'v', told)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(store.newest('u', ['sync'], 10)).toMatchObject([{ id: '1', read: false, facts: { code: 'c' } }]);
});
