import type { Database } from '../open.ts';

/**
 * What each account of this workstation is told. `fact` names what happened, so that nobody is told of it twice; `facts`
 * are the values of the text, JSON. `shown_at` is when it came up on the screen by itself: what has none was missed.
 */
const NOTIFICATIONS = `
CREATE TABLE notification (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL, fact TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
  subject_kind TEXT, subject_id TEXT, facts TEXT NOT NULL, read_at TEXT, shown_at TEXT, UNIQUE (user_id, fact)
) STRICT;
CREATE INDEX notification_unread ON notification (user_id, kind) WHERE read_at IS NULL;
CREATE TABLE notification_settings (user_id TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

export function notifications(db: Database): void {
  db.exec(NOTIFICATIONS);
}
