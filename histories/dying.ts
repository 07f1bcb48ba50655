import BetterSqlite3 from 'better-sqlite3';
import type { Database } from '../electron/core/db/open.ts';

/** What every further statement of a dead process meets. */
export class Death extends Error {}

/** One desk at a time. */
let doomed: { readonly db: Database; left: number; isDead: boolean } | null = null;

/** Counts one statement or message of a desk. @throws Death */
export function step(db: Database): void {
  if (doomed === null || doomed.db !== db) return;
  if (doomed.isDead || doomed.left-- <= 0) {
    doomed.isDead = true;
    throw new Death();
  }
}

/** From here on the desk over this store lives for so many statements and messages; BEGIN and COMMIT are statements. */
export function doom(db: Database, left: number): void {
  doomed = { db, left, isDead: false };
}

/**
 * Ends what `doom` began. What was not committed is gone, as it is after `kill -9`.
 *
 * @returns whether the desk has died meanwhile
 */
export function raise(db: Database): boolean {
  const isDead = doomed?.db === db && doomed.isDead;
  doomed = null;
  if (isDead && db.inTransaction) db.exec('ROLLBACK');
  return isDead;
}

let isCounting = false;

/** Lets every statement of every store of this process be counted. */
export function countStatements(): void {
  if (isCounting) return;
  isCounting = true;
  const probe = new BetterSqlite3(':memory:');
  const statement = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<string, (...of: unknown[]) => unknown>;
  for (const name of ['run', 'get', 'all', 'iterate']) {
    const real = statement[name];
    if (real === undefined) throw new Error(`No ${name}`);
    statement[name] = function counted(this: { readonly database: Database; readonly source: string }, ...of) {
      // Settings of the connection change nothing that outlives it, and are set again when nobody waits for them.
      if (doomed !== null && !this.source.startsWith('PRAGMA')) step(this.database);
      return Reflect.apply(real, this, of);
    };
  }
  probe.close();
}
