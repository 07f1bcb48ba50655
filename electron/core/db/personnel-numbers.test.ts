import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema finds employments by their personnel number without reading them all', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const [step] = db.prepare('EXPLAIN QUERY PLAN SELECT id FROM employment WHERE personnel_number = ?').all('77') as {
    detail: string;
  }[];
  expect(step?.detail).toMatch(/^SEARCH employment USING INDEX employment_personnel_number/);
});
