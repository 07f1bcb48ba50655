import type { Database } from './open.ts';

/** Pages in the log from which a commit carries them over into the store itself, as SQLite has it. */
const USUAL = 1000;

/**
 * One large write in one transaction. It is durable and answered once it is in the log; carrying thousands of pages over
 * into the store costs as much again and is done after the answer, else the next small edit would pay for it.
 */
export function writeMuch<T>(db: Database, write: () => T): T {
  db.pragma('wal_autocheckpoint = 0');
  try {
    return db.transaction(write).immediate();
  } finally {
    db.pragma(`wal_autocheckpoint = ${USUAL}`);
    setImmediate(() => {
      if (db.open) db.pragma('wal_checkpoint(PASSIVE)');
    });
  }
}
