import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLog } from './log.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function place() {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-log-'));
  folders.push(folder);
  return { folder: join(folder, 'logs'), now: () => new Date(Date.UTC(2026, 10, 21, 18)) };
}
const lines = (folder: string, file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { n: number });

test('one JSON object a line, moment in UTC, readable by the owner only', () => {
  const where = place();
  const log = createLog(where);
  log.write('warn', 'call.refused', { code: 'KD-9003', text: 'a\nb', n: 1 });
  log.close();
  const entry = {
    at: '2026-11-21T18:00:00.000Z',
    level: 'warn',
    event: 'call.refused',
    code: 'KD-9003',
    text: 'a\nb',
    n: 1,
  };
  expect(lines(where.folder, 'kartoteka.log')).toEqual([entry]);
  expect(statSync(join(where.folder, 'kartoteka.log')).mode & 0o077).toBe(0);
});

test('files turn over at their size, the oldest go, none is over the limit', () => {
  const where = { ...place(), maxBytes: 400, maxFiles: 3 };
  const log = createLog(where);
  for (let n = 0; n < 100; n++) log.write('info', 'x', { n });
  log.close();
  expect(readdirSync(where.folder).sort()).toEqual(['kartoteka.1.log', 'kartoteka.2.log', 'kartoteka.log']);
  for (const file of readdirSync(where.folder))
    expect(statSync(join(where.folder, file)).size).toBeLessThanOrEqual(400);
  const kept = ['kartoteka.2.log', 'kartoteka.1.log', 'kartoteka.log'].flatMap((file) => lines(where.folder, file));
  expect(kept.map(({ n }) => n)).toEqual(Array.from({ length: kept.length }, (_, at) => 100 - kept.length + at));
});

test('a second run goes on in the same file', () => {
  const where = place();
  for (const n of [1, 2]) {
    const log = createLog(where);
    log.write('info', 'x', { n });
    log.close();
  }
  expect(lines(where.folder, 'kartoteka.log').map(({ n }) => n)).toEqual([1, 2]);
});

test('a log that cannot be written stops nobody', () => {
  const where = place();
  writeFileSync(where.folder, 'a file where the folder should be');
  const log = createLog(where);
  expect(() => log.write('info', 'x')).not.toThrow();
});
