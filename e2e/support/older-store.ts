import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '../../electron/core/db/open.ts';
import { reading, type StoreFile } from './store.ts';

/**
 * Writes what a store holds into a new file as an earlier program would have left it: with the schema that the steps up
 * to then make, and everything in it that there was already.
 */
export function writeOlder(file: StoreFile, path: string, schema: number): void {
  rmSync(path, { force: true });
  const older = openDatabase(path, file.key, schema);
  try {
    // The rows come table by table; those of the full-text index lie in tables that only SQLite itself writes else.
    older.pragma('foreign_keys = OFF');
    older.unsafeMode(true);
    reading(file, (now) => older.transaction(() => copy(now, older))());
  } finally {
    older.close();
  }
}

function copy(now: Database, older: Database): void {
  for (const table of tablesOf(older)) {
    const known = new Set(columnsOf(now, table));
    const columns = columnsOf(older, table).filter((column) => known.has(column));
    if (columns.length === 0) continue;
    const values = columns.map(() => '?').join(', ');
    const insert = older.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${values})`);
    for (const row of rowsOf(now, table, columns)) insert.run(...row);
  }
}

export function tablesOf(db: Database): string[] {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
    AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`);
  return tables.pluck().all() as string[];
}

export function columnsOf(db: Database, table: string): string[] {
  return (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
}

export function rowsOf(db: Database, table: string, columns: readonly string[]): unknown[][] {
  return db
    .prepare(`SELECT ${columns.join(', ')} FROM ${table}`)
    .raw()
    .all() as unknown[][];
}
