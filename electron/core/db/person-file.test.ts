import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { EntityStore } from '../entities/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema keeps its people and takes the rest of their files', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.exec(`INSERT INTO person (id, rev, last_name, first_name) VALUES ('p', 1, 'Иванова', 'Мария')`);
  db.pragma('user_version = 1');
  migrate(db);
  const store = new EntityStore(db);
  store.insert('education', 'e', { personId: 'p', educationKind: 'ext', hours: 36, theme: 'Курс' });
  expect(store.list('education', 'personId', 'p').map(({ entity }) => entity)).toMatchObject([
    { id: 'e', hours: 36, theme: 'Курс', institution: null },
  ]);
  const learned = {
    country: 'Беларусь',
    recognitionDate: '2015-01-01',
    targeted: 'yes',
    dutyMonths: 36,
    level: 'Специалитет',
  };
  store.insert('education', 'f', { personId: 'p', educationKind: 'prof', ...learned });
  expect(store.get('education', 'f')?.entity).toMatchObject({ ...learned, degree: null });
  store.insert('credential', 'c', { personId: 'p', credentialKind: 'accreditation', accreditationKind: 'periodic' });
  expect(store.get('credential', 'c')?.entity.accreditationKind).toBe('periodic');
  store.insert('address', 'a', { personId: 'p', typeCode: '1', regionCode: '77' });
  expect(store.get('address', 'a')?.entity.regionCode).toBe('77');
  store.patch('person', 'p', { isMedical: 'yes', deathDate: '2026-02-03' });
  expect(store.get('person', 'p')?.entity).toMatchObject({
    isMedical: 'yes',
    isStudent: null,
    deathDate: '2026-02-03',
  });
  store.patch('person', 'p', { countryCode: '112' });
  expect(store.get('person', 'p')?.entity.countryCode).toBe('112');
  store.insert('employment', 'w', { personId: 'p', endOrderDate: '2026-03-01' });
  expect(store.get('employment', 'w')?.entity.endOrderDate).toBe('2026-03-01');
  expect(store.get('person', 'p')?.entity.lastName).toBe('Иванова');
});
