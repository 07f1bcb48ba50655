import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { HealthStore } from '../health/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema can keep how long jobs take', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const store = new HealthStore(db);
  const run = { method: 'reports.run', endedAt: '2026-11-21T09:00:00.000Z', milliseconds: 5, code: null };
  store.addRun(run);
  expect(store.newestRuns(5)).toEqual([run]);
});
