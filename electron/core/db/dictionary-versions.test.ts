import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DictionaryStore } from '../dictionaries/store.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { dictionaryVersions } from './migrations/0003-dictionary-versions.ts';

it('a store with dictionaries of the first schema keeps them and knows their versions', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.exec(`INSERT INTO dictionary VALUES ('1.2.3.4', '7', 'training');
    INSERT INTO dictionary_row VALUES ('1.2.3.4', '1', 'Один', NULL, 0, NULL, 0)`);
  dictionaryVersions(db);
  const store = new DictionaryStore(db);
  expect(store.list()).toMatchObject([{ oid: '1.2.3.4', version: '7', rows: 1, source: 'training', inUse: true }]);
  expect(store.rows('1.2.3.4')).toHaveLength(1);
});
