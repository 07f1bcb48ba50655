import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { AttachmentStore } from '../attachments/store.ts';
import { AttachmentTextStore } from '../attachments/text-store.ts';
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

it('files that an earlier program kept are found by their names, and those after them too', () => {
  const db = new Sqlite(':memory:');
  migrate(db, 29);
  db.exec(`INSERT INTO attachment_content VALUES ('ab', x'01');
    INSERT INTO attachment VALUES ('a', 'division', 'd', 'order', 1, '2026-11-21T09:00:00.000Z', NULL);
    INSERT INTO attachment_version VALUES
      ('a', 1, 'Приказ.pdf', 'приказ pdf', 'pdf', 1, 1, 0, 'ab', '2026-11-21T09:00:00.000Z', 'К')`);
  migrate(db);
  const store = new AttachmentStore(db);
  store.insert('b', { kind: 'division', id: 'd' }, 'order');
  const version = { version: 1, fileName: 'Приказ 2.pdf', type: 'pdf', bytes: 1, pages: 1, coarse: false } as const;
  store.insertVersion('b', { ...version, sha256: 'ab', addedAt: '2026-11-22T09:00:00.000Z', addedBy: 'К' });
  const query = { kind: null, ownerKind: null, since: null, removed: false, offset: 0, limit: 9 };
  const found = (text: string) => store.find({ ...query, text }).found.map(({ id }) => id);
  expect([found('приказ'), found('приказ 2')]).toEqual([['b', 'a'], ['b']]);
  const texts = new AttachmentTextStore(db);
  expect([texts.unreadAfter(''), texts.unread('ab')]).toEqual(['ab', { bytes: Buffer.of(1), type: 'pdf' }]);
  texts.put('ab', 'отпуск');
  expect([texts.unreadAfter(''), texts.unread('ab'), found('отпуск')]).toEqual([null, null, ['b', 'a']]);
});
