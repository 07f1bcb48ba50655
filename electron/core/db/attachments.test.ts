import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { AttachmentStore } from '../attachments/store.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';

it('a store of the first schema takes files of its records', () => {
  const db = new Sqlite(':memory:');
  firstSchema(db);
  db.pragma('user_version = 1');
  migrate(db);
  const store = new AttachmentStore(db);
  store.putContent('ab', Uint8Array.of(1, 2));
  store.insert('a', { kind: 'division', id: 'd' }, 'order');
  const version = { version: 1, fileName: 'Приказ.pdf', type: 'pdf', bytes: 2, pages: 1, coarse: false } as const;
  store.insertVersion('a', { ...version, sha256: 'ab', addedAt: '2026-11-21T09:00:00.000Z', addedBy: 'К' });
  expect(store.of([{ kind: 'division', id: 'd' }])).toMatchObject([{ id: 'a', fileName: 'Приказ.pdf', version: 1 }]);
  expect(store.content('ab')).toEqual(Buffer.of(1, 2));
});
