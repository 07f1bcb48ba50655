import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DictionaryStore } from '../dictionaries/store.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { dictionaryVersions } from './migrations/0003-dictionary-versions.ts';
import { dictionaryExtras } from './migrations/0008-dictionary-extras.ts';

it('a store with dictionaries of the first schema keeps them and knows their versions', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.exec(`INSERT INTO dictionary VALUES ('1.2.3.4', '7', 'training');
    INSERT INTO dictionary_row VALUES ('1.2.3.4', '1', 'Один', NULL, 0, NULL, 0)`);
  dictionaryVersions(db);
  dictionaryExtras(db);
  const store = new DictionaryStore(db);
  expect(store.list()).toMatchObject([{ oid: '1.2.3.4', version: '7', rows: 1, source: 'training', inUse: true }]);
  const row = { code: '1', name: 'Один', parent: null, group: false, closedOn: null };
  expect(store.rows('1.2.3.4')).toEqual([row]);
  const rows = [{ ...row, extra: { FORM_30: '42', СИНОНИМ: 'Единица' } }];
  store.load({ oid: '1.2.3.4', version: '8', source: 'import', rows });
  expect(store.rows('1.2.3.4')).toEqual(rows);
  expect(store.pastRows('1.2.3.4', '7')).toEqual([row]);
});
