import type { Database } from '../open.ts';

/**
 * Messages and bulletins travel by packages, too. `carried` says that a desk which exchanges by packages has a message,
 * because it came from there or came back from there; `told_at` is when the registry had it, whoever wrote it. Bulletins
 * keep the bytes that were signed: only those can be passed on.
 */
const CONTENTS = `
ALTER TABLE request_message ADD COLUMN carried INTEGER NOT NULL DEFAULT 0;
UPDATE request_message SET told_at = sent_at WHERE elsewhere = 1;
DROP INDEX request_message_untold;
CREATE INDEX request_message_untold ON request_message (seq) WHERE told_at IS NULL;
ALTER TABLE bulletin ADD COLUMN content BLOB;
ALTER TABLE bulletin ADD COLUMN cms BLOB;
ALTER TABLE package ADD COLUMN messages INTEGER NOT NULL DEFAULT 0;
`;

export function packageContents(db: Database): void {
  db.exec(CONTENTS);
}
