import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { OutboxStore } from '../sync/outbox-store.ts';
import { ReplicaStore } from '../sync/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema keeps what waits to be sent and where its copy ended', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  db.exec(`INSERT INTO outbox VALUES ('r', 1, '{}', 'here', 2, '2026-11-21T09:00:00.000Z', 'KD-4001');
    INSERT INTO sync_cursor VALUES ('people', '7', NULL, 1)`);
  migrate(db);
  expect(new OutboxStore(db).get('r')).toMatchObject({ wire: '{}', attempts: 2, isStale: false });
  const replica = new ReplicaStore(db);
  expect(replica.cursor('people')).toEqual({ cursor: '7', page: null, complete: true });
  expect(replica.listedAt('people')).toBeNull();
});
