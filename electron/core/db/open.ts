import BetterSqlite3 from 'better-sqlite3';
import { DeskError } from '#shared/contract/result.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';

export type Database = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement<unknown[]>;

/** The whole database of 50,000 people fits, which makes reads as fast as without a cipher. KiB, negative by SQLite's convention. */
const CACHE_KIB = -200_000;

/** What SQLite must answer when asked back; a store that is not durable is not used. */
const SETTINGS: readonly (readonly [pragma: string, value: string | number])[] = [
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['busy_timeout', 5000],
  ['temp_store', 2],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
];

/**
 * Opens (or creates) an encrypted store and brings its schema up to date.
 *
 * @param path file, or `:memory:` for the training clinic
 * @param key the raw 32-byte database key
 * @param schema to bring it up to; an older one makes a store as an earlier program left it
 * @throws DeskError KD-5001 wrong key or unreadable file · KD-5002 damaged · KD-5003 newer than the program
 */
export function openDatabase(path: string, key: Uint8Array, schema = SCHEMA_VERSION): Database {
  const db = new BetterSqlite3(path);
  try {
    // A store in memory leaves nothing on a disk, and SQLite has no cipher for it.
    if (path !== ':memory:') unlock(db, key);
    for (const [pragma, value] of SETTINGS) {
      db.pragma(`${pragma} = ${value}`);
      const got: unknown = db.pragma(pragma, { simple: true });
      if (path !== ':memory:' && got !== value) throw new DeskError('KD-5001', { params: { pragma } });
    }
    db.pragma(`cache_size = ${CACHE_KIB}`);
    migrate(db, schema);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof DeskError ? error : new DeskError(codeOf(error), { cause: error });
  }
}

/** A second connection for workers: reads a snapshot and can write nothing. */
export function openReader(path: string, key: Uint8Array): Database {
  const db = new BetterSqlite3(path, { readonly: true });
  unlock(db, key);
  // SQLite does not encrypt its temporary files: a long list being sorted would lie on the disk as it is.
  db.pragma('temp_store = MEMORY');
  db.pragma('query_only = 1');
  db.pragma('cell_size_check = 1');
  db.pragma('trusted_schema = 0');
  return db;
}

function unlock(db: Database, key: Uint8Array): void {
  if (key.length !== 32) throw new DeskError('KD-5001', { params: { reason: 'key length' } });
  // AEGIS-256: each page is authenticated, and with the AES of the processor it costs about as much as no cipher.
  db.pragma(`cipher='aegis'`);
  // A raw key: the store's key is random, so a second key derivation inside SQLite would only cost time.
  db.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

function codeOf(error: unknown): 'KD-5001' | 'KD-5002' | 'KD-5004' {
  const code = error instanceof BetterSqlite3.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_CORRUPT')) return 'KD-5002';
  return code === 'SQLITE_FULL' || code === 'SQLITE_READONLY' ? 'KD-5004' : 'KD-5001';
}
