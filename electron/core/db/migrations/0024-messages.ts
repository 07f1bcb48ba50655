import type { Database } from '../open.ts';

/**
 * What author and approver write to each other about a request. `seq` counts in the order of arrival: who has read up to
 * one has read all before it. `told_at` is when the registry had it, of messages that were written here.
 */
const MESSAGES = `
CREATE TABLE request_message (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL, sender_id TEXT NOT NULL,
  name TEXT NOT NULL, login TEXT NOT NULL, snils TEXT, role TEXT NOT NULL, sent_at TEXT NOT NULL, text TEXT NOT NULL,
  elsewhere INTEGER NOT NULL, told_at TEXT
) STRICT;
CREATE INDEX request_message_request ON request_message (request_id);
CREATE INDEX request_message_untold ON request_message (seq) WHERE elsewhere = 0 AND told_at IS NULL;
CREATE TABLE request_message_read (
  request_id TEXT NOT NULL, user_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (request_id, user_id)
) STRICT, WITHOUT ROWID;
`;

export function messages(db: Database): void {
  db.exec(MESSAGES);
}
