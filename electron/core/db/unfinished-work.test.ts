import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { HireDraftStore } from '../staff/hire-draft-store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema keeps unfinished hirings', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const drafts = new HireDraftStore(db);
  drafts.keep('u', { step: 1, form: { a: 'b' } }, '2026-11-21T09:00:00.000Z');
  expect(drafts.of('u')).toEqual({ step: 1, form: { a: 'b' }, savedAt: '2026-11-21T09:00:00.000Z' });
});
