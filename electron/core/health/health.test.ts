import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { approvedChange, openClinic } from '../sync/testing/requests.ts';
import { createHealth } from './health.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-health-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('equals what the files and tables say', async () => {
  const file = join(folder, 'store.db');
  const { desk, registry } = openClinic({ path: file });
  await desk.run();
  registry.fault('submit', 'unreached');
  await approvedChange(desk);
  await desk.run();
  desk.db.pragma('wal_checkpoint(PASSIVE)');
  const health = createHealth({ db: desk.db, file, clock: desk.clock });
  const read = health.read();
  const pages = Number(desk.db.pragma('page_count', { simple: true }));
  expect(read).toMatchObject({
    databaseBytes: pages * Number(desk.db.pragma('page_size', { simple: true })),
    walBytes: statSync(`${file}-wal`).size,
    copied: desk.count('replica'),
    parked: desk.count('parked'),
    queued: 1,
    lastSuccess: desk.db.prepare("SELECT max(ended_at) FROM sync_session WHERE outcome = 'success'").pluck().get(),
    jobs: [],
  });
  expect(read.walBytes).toBeGreaterThan(0);
  expect(read.copied).toBeGreaterThan(4);
  await desk.sync.dispose();
  desk.db.close();
});

it('keeps how long the newest jobs took, also over a restart, and not those that were stopped', () => {
  const { desk } = openClinic();
  const job = (method: string, milliseconds: number, code?: 'KD-6001' | 'KD-6002') => ({
    ...{ jobId: 'j', method, milliseconds },
    result:
      code === undefined
        ? ({ ok: true, value: {} } as const)
        : ({ ok: false, error: { code, correlationId: 'c' } } as const),
  });
  const parts = { db: desk.db, file: null, clock: desk.clock };
  const health = createHealth(parts);
  health.jobEnded(job('reports.run', 1200.4));
  health.jobEnded(job('journal.verify', 5, 'KD-6002'));
  health.jobEnded(job('bulk.apply', 40, 'KD-6001'));
  const endedAt = desk.clock.now();
  expect(createHealth(parts).read().jobs).toEqual([
    { method: 'bulk.apply', endedAt, milliseconds: 40, code: 'KD-6001' },
    { method: 'reports.run', endedAt, milliseconds: 1200, code: null },
  ]);
  for (let i = 0; i < 250; i++) health.jobEnded(job('reports.run', i));
  expect(desk.count('job_run')).toBe(200);
  expect(health.read()).toMatchObject({ databaseBytes: 0, walBytes: 0, jobs: { length: 20 } });
  desk.db.close();
});
