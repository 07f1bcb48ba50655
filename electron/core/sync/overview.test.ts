import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncDesk } from './testing/desk.ts';
import type { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange, openClinic } from './testing/requests.ts';

let desk: SyncDesk;
let registry: FakeRegistry;
beforeEach(async () => {
  ({ desk, registry } = openClinic({ everySeconds: 60 }));
  await desk.run();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

const waiting = async () => (await desk.sync.handlers.overview({}, desk.editor)).waiting;
const sessions = async (before: string | null = null, limit = 50) =>
  desk.sync.handlers.sessions({ before, limit }, desk.editor);

it('says what goes with the next exchange, and when that begins', async () => {
  const requestId = await approvedChange(desk);
  expect(await waiting()).toMatchObject([{ requestId, number: 1, reason: 'next', attempts: 0, code: null }]);
  const { nextRunAt, everySeconds } = await desk.sync.handlers.overview({}, desk.editor);
  expect([nextRunAt, everySeconds]).toEqual([new Date(desk.clock.millis() + 60_000).toISOString(), 60]);
});

it('says what the network, the sign-in or the registry itself keeps waiting', async () => {
  await approvedChange(desk);
  registry.fault('pull', 'unreached');
  await desk.run();
  expect(await waiting()).toMatchObject([{ reason: 'offline', code: 'KD-4001' }]);
  registry.fault('submit', 'busy', 40);
  await desk.run();
  const until = new Date(desk.clock.millis() + 40_000).toISOString();
  expect(await waiting()).toMatchObject([{ reason: 'busy', code: 'KD-4002', attempts: 1, nextTryAt: until }]);
  desk.clock.advance(41_000);
  await desk.run();
  expect(await waiting()).toEqual([]);
});

it('says behind what a request is held back, and lets others go', async () => {
  registry.fault('submit', 'lost');
  const first = await approvedChange(desk);
  await desk.run();
  const second = await approvedChange(desk, '+79070000002');
  const third = await approvedChange(desk, '+79070000003', 'p2');
  expect(await waiting()).toMatchObject([
    { requestId: first, reason: 'offline', attempts: 1 },
    { requestId: second, reason: 'quarantined', behind: { requestId: first, number: 1 } },
    { requestId: third, reason: 'offline', attempts: 0, behind: null },
  ]);
});

it('gives the words of a refusal, and asks for a decision where values differ', async () => {
  registry.fault('submit', 'refuse');
  const refused = await approvedChange(desk);
  await desk.run();
  const [row] = await waiting();
  expect(row).toMatchObject({ requestId: refused, reason: 'refused' });
  expect(row?.words).toBe(desk.db.prepare('SELECT reason FROM change_request WHERE id = ?').pluck().get(refused));
  const other = await approvedChange(desk, '+79070000009', 'p2');
  registry.put('person', 'p2', { phone: '+79071111111' });
  await desk.run();
  expect(await waiting()).toMatchObject([
    { requestId: refused, reason: 'refused' },
    { requestId: other, reason: 'conflict', code: 'KD-4007' },
  ]);
});

it('lists the exchanges as they went, page by page', async () => {
  desk.clock.advance(1000);
  registry.fault('pull', 'unreached');
  await desk.run();
  desk.clock.advance(500);
  await approvedChange(desk);
  await desk.run();
  const { total, rows } = await sessions();
  expect(total).toBe(3);
  expect(rows.map(({ outcome, code, pushed }) => [outcome, code, pushed])).toEqual([
    ['success', null, 1],
    ['failed', 'KD-4001', 0],
    ['success', null, 0],
  ]);
  expect(rows[2]?.pulled).toBe(desk.count('replica'));
  expect((await sessions(rows[0]?.id, 1)).rows).toEqual([rows[1]]);
  // What is new meanwhile moves nothing between the pages.
  await desk.run();
  expect(await sessions(rows[0]?.id)).toEqual({ total: 4, rows: rows.slice(1) });
  expect((await sessions(rows[2]?.id)).rows).toEqual([]);
});

it('leads back to the oldest, however many there were', async () => {
  for (let i = 0; i < 449; i++) await desk.run();
  const ids: string[] = [];
  for (let page = await sessions(null, 200); page.rows.length > 0; page = await sessions(ids.at(-1), 200)) {
    ids.push(...page.rows.map(({ id }) => id));
  }
  expect(ids).toEqual(desk.db.prepare('SELECT id FROM sync_session ORDER BY id DESC').pluck().all());
  expect(ids).toHaveLength(450);
});

it('tells an exchange that ended with the program from one that runs', async () => {
  desk.db
    .prepare(`INSERT INTO sync_session (id, started_at, pulled, pushed) VALUES ('zzz', ?, 0, 0)`)
    .run(desk.clock.now());
  expect((await sessions()).rows[0]).toMatchObject({ id: 'zzz', outcome: 'broken', endedAt: null });
  desk.db.prepare(`DELETE FROM sync_session WHERE id = 'zzz'`).run();
  let seen: unknown;
  registry.before = () => {
    registry.before = () => {};
    seen = Promise.resolve().then(() => sessions(null, 1));
  };
  await desk.run();
  expect(await seen).toMatchObject({ rows: [{ outcome: 'running', endedAt: null }] });
});
