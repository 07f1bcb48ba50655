import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SharingStore } from '../changes/sharing-store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('requests of a store of the first schema were all made here, and are told to others', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  const at = '2026-11-21T09:00:00.000Z';
  const insert = db.prepare(`INSERT INTO change_request (id, number, state, author_id, created_at, changed_at)
    VALUES (?, ?, ?, 'a', '${at}', '${at}')`);
  insert.run('draft', 1, 'draft');
  insert.run('filed', 2, 'submitted');
  insert.run('done', 3, 'accepted');
  insert.run('given up before', 4, 'withdrawn');
  db.exec(
    `INSERT INTO request_event (request_id, seq, at, state, actor) VALUES ('filed', 1, '${at}', 'submitted', 'a')`,
  );
  migrate(db);
  expect(db.prepare('SELECT DISTINCT elsewhere FROM change_request').pluck().all()).toEqual([0]);
  const store = new SharingStore(db);
  expect(store.outgoing()).toEqual(['filed']);
  store.share('filed', 'place', store.stamp('filed'));
  expect([store.outgoing(), store.place('filed')]).toEqual([[], 'place']);
  db.prepare(`UPDATE change_request SET state = 'withdrawn' WHERE id = 'filed'`).run();
  expect(store.outgoing()).toEqual(['filed']);
});
