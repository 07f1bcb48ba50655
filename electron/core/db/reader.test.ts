import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, openReader } from './open.ts';

const KEY = randomBytes(32);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reader-'));
  path = join(folder, 'desk.db');
  const db = openDatabase(path, KEY);
  db.exec(`CREATE TABLE line (name TEXT NOT NULL) STRICT;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    INSERT INTO line SELECT hex(randomblob(500)) FROM n`);
  db.close();
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a reader writes nothing', () => {
  const db = openReader(path, KEY);
  expect(() => db.exec('DELETE FROM line')).toThrow(/readonly|query_only/i);
  db.close();
});

test.runIf(process.platform === 'linux')('a reader sorts a long list without a file on the disk', () => {
  const db = openReader(path, KEY);
  const rows = db.prepare('SELECT name FROM line ORDER BY name').iterate();
  rows.next();
  // SQLite deletes its temporary files as soon as they are open, so they are found among the open ones only.
  const open = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(join('/proc/self/fd', fd));
    } catch {
      return '';
    }
  });
  rows.return?.();
  db.close();
  expect(open.filter((file) => file.includes('etilqs'))).toEqual([]);
});
