import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { BulletinStore } from '../bulletins/store.ts';
import { MessageStore } from '../changes/message-store.ts';
import { migrate } from './migrate.ts';

const AT = '2026-11-21T09:00:00.000Z';

it('what other desks wrote before is not told to them again, and a bulletin without its signature is not passed on', () => {
  const db = new Sqlite(':memory:');
  migrate(db, 25);
  const message = db.prepare(`INSERT INTO request_message
      (id, request_id, sender_id, name, login, role, sent_at, text, elsewhere)
    VALUES (?, 'r', 'a', 'А', 'a', 'editor', '${AT}', 'Раз', ?)`);
  message.run('ours', 0);
  message.run('theirs', 1);
  db.exec(`INSERT INTO shared_request (request_id, place, stamp) VALUES ('r', '1', 's');
    INSERT INTO bulletin VALUES ('b', 1, 'works', 'Работы', '', '${AT}', '2027-01-01T00:00:00.000Z', 'Издатель', 0)`);
  migrate(db);
  const messages = new MessageStore(db);
  expect(messages.untold().map(({ id }) => id)).toEqual(['ours']);
  expect([messages.of('r').length, messages.uncarried('r')]).toEqual([2, 2]);
  expect(new BulletinStore(db).current(AT)).toEqual([]);
});
