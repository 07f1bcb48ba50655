import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Database } from '../electron/core/db/open.ts';
import { prepareLate } from './late-statements.ts';

/** Where SQLite counts the changes of a file, twice: https://www.sqlite.org/fileformat.html#the_database_header */
const COUNTS = [24, 92];

interface Open {
  readonly db: Database;
  /** Its file, past the connection. */
  readonly file: number;
}

const idle: Open[] = [];
const busy = new Map<Database, Open>();
/** More than one history can count up to. */
const STRIDE = 10_000;
let contents = 0;

/**
 * A store with this content. Its connection has served other histories before, for the sake of the statements that are
 * prepared by now; of what they left behind there is nothing.
 */
export function openStore(content: Buffer): Database {
  const fresh = Buffer.from(content);
  contents++;
  // By this it knows that what it remembers of the file is of no use.
  for (const at of COUNTS) fresh.writeUInt32BE(contents * STRIDE, at);
  const open = idle.pop() ?? create(fresh);
  const { db, file } = open;
  db.pragma('locking_mode = NORMAL');
  db.pragma('user_version');
  writeSync(file, fresh, 0, fresh.length, 0);
  ftruncateSync(file, fresh.length);
  db.pragma('locking_mode = EXCLUSIVE');
  busy.set(db, open);
  return db;
}

/** @param isSound false when it may still be in the middle of something */
export function leaveStore(db: Database, isSound: boolean): void {
  const open = busy.get(db);
  busy.delete(db);
  if (open === undefined) return;
  if (isSound && !db.inTransaction) {
    idle.push(open);
    return;
  }
  db.close();
  closeSync(open.file);
}

function create(content: Buffer): Open {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-history-'));
  const path = join(folder, 'store');
  writeFileSync(path, content);
  const open = { db: new BetterSqlite3(path), file: openSync(path, 'r+') };
  // Where the system allows it, the file loses its name and goes with the process, however that ends.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true });
  for (const setting of ['synchronous = 0', 'journal_mode = memory', 'foreign_keys = 1', 'trusted_schema = 0']) {
    open.db.pragma(setting);
  }
  prepareLate(open.db);
  defineOnce(open.db);
  return open;
}

/** A function that is defined anew, though it is the same, costs every statement that is prepared. */
function defineOnce(db: Database): void {
  const define = db.function.bind(db) as (...of: unknown[]) => unknown;
  const known = new Set<unknown>();
  db.function = ((...of: unknown[]) => {
    if (!known.has(of[0])) define(...of);
    known.add(of[0]);
    return db;
  }) as typeof db.function;
}
