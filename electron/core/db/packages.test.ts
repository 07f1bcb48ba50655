import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { PackageStore } from '../packages/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema keeps which packages were written and taken, each once', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const store = new PackageStore(db);
  const note = { id: 'p', kind: 'requests', by: 'Кадрова', requests: 2, messages: 3, records: 0 } as const;
  store.note({ ...note, direction: 'taken', at: '2026-11-21T09:00:00.000Z' });
  store.note({ ...note, direction: 'taken', at: '2026-11-22T09:00:00.000Z' });
  store.note({ ...note, direction: 'written', at: '2026-11-20T09:00:00.000Z' });
  expect(store.notes().map(({ direction, at }) => [direction, at])).toEqual([
    ['taken', '2026-11-21T09:00:00.000Z'],
    ['written', '2026-11-20T09:00:00.000Z'],
  ]);
  expect([store.takenAt('p'), store.takenAt('q')]).toEqual(['2026-11-21T09:00:00.000Z', null]);
  store.setTravelled(['r', 's', 'r'], 'in');
  expect([store.travelled('in'), store.travelled('out')]).toEqual([['r', 's'], []]);
});
