import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { putUser } from '../access/store.ts';
import { ContactStore } from '../contacts/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('an account of the first schema has no contacts, and keeps those it is given over its next sign-in', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  const at = '2026-11-21T09:00:00.000Z';
  db.prepare(`INSERT INTO app_user (id, subject, name, snils, role, organisation, confirmed, confirmed_at)
    VALUES ('a', 's', 'А', '90000000094', 'viewer', 'Б', 1, '${at}')`).run();
  migrate(db);
  const store = new ContactStore(db);
  expect(store.contacts('a')).toEqual({ phone: null, email: null });
  expect([store.snils('a'), store.snils('b')]).toEqual(['90000000094', null]);

  const contacts = { phone: '+79123456789', email: 'a@example.ru' };
  store.set('a', contacts);
  const user = { userId: 'b', subject: 's', name: 'А', snils: null, role: 'editor', confirmed: true } as const;
  putUser(db, { ...user, organisation: 'Б', organisationOid: null }, at);
  expect(store.contacts('a')).toEqual(contacts);
});
