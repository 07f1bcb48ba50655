import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import { fieldNames } from '#shared/domain/fields.ts';
import { EntityStore } from '../entities/store.ts';
import { ReplicaStore } from '../sync/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import type { Database } from './open.ts';

it('a store of the first schema keeps its divisions and takes the rest of the registries', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  db.exec(`INSERT INTO division (id, rev, organisation_id, level, name) VALUES ('d', 1, 'o', 'division', 'Аптека')`);
  migrate(db);
  const store = new EntityStore(db);
  expect(store.get('division', 'd')?.entity).toMatchObject({ name: 'Аптека', bedCount: null });
  store.insert('staffingPosition', 'p', { documentId: 's', divisionId: 'd', postCode: '71', rate: 250 });
  expect(store.list('staffingPosition', 'documentId', 's').map(({ entity }) => entity.rate)).toEqual([250]);
});

it('what the copies of an older store say besides is to be read from them again; a new store has nothing to read', () => {
  const rereadAfter = (db: Database) => new ReplicaStore(db).rereadAfter();
  const [older, fresh] = [new Sqlite(':memory:'), new Sqlite(':memory:')];
  migrate(older, 26);
  older.exec(`INSERT INTO replica (entity_id, kind, version, raw) VALUES ('p', 'person', '1', '{}')`);
  migrate(older);
  migrate(fresh);
  expect([rereadAfter(older), rereadAfter(fresh)]).toEqual(['', null]);
});

it.each(ENTITY_KINDS)('every field of %s has its column', (kind) => {
  const db = new Sqlite(':memory:');
  migrate(db);
  const store = new EntityStore(db);
  const columns = db.pragma(`table_info(${kind})`) as { name: string }[];
  expect(columns).toHaveLength(fieldNames(kind).length + 4);
  expect(store.get(kind, 'nobody')).toBeNull();
});
