import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRegistry } from '../registry/memory.ts';
import { clinicSource } from '../training/generate.ts';
import { personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk, type SyncDeskOptions } from './testing/desk.ts';
import type { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange, openClinic } from './testing/requests.ts';

let registry: FakeRegistry;
let desk: SyncDesk;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function open(options: Partial<SyncDeskOptions> = {}): void {
  ({ registry, desk } = openClinic(options));
}

describe('a pull', () => {
  beforeEach(() => open());

  it('shows how far it is', async () => {
    registry.pageSize = 2;
    await desk.run();
    const pulling = desk.states.filter(({ phase }) => phase === 'pulling').map(({ done, total }) => [done, total]);
    expect(pulling.at(-1)).toEqual([11, 11]);
    expect(pulling.map(([done]) => done)).toEqual(
      [...pulling.map(([done]) => done)].sort((a, b) => Number(a) - Number(b)),
    );
    expect(desk.states.at(-1)).toMatchObject({ phase: 'idle', complete: true, total: null });
    expect(desk.states.at(-1)?.lastSuccess).not.toBeNull();
  });

  it('goes on where it was cancelled', async () => {
    registry.pageSize = 1;
    let pages = 0;
    registry.before = () => {
      if (++pages === 6) void desk.sync.handlers.cancel({}, desk.editor);
    };
    const stopped = await desk.run();
    expect(stopped).toMatchObject({ phase: 'idle', complete: false, error: null });
    const before = desk.count('replica');
    expect(before).toBeGreaterThan(2);
    expect(before).toBeLessThan(11);
    registry.before = () => pages++;
    pages = 0;
    await desk.restart();
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('replica')).toBe(11);
    // Three feeds of 4, 3 and 4 pages and three empty ones: what was there is not asked for again, but for the newest.
    expect(pages).toBeLessThanOrEqual(11 - before + 1 + 3 + 1);
  });

  it('shows the post of somebody who was edited before it came', async () => {
    let pages = 0;
    registry.before = () => {
      if (++pages === 4) void desk.sync.handlers.cancel({}, desk.editor);
    };
    await desk.run();
    const shown = () =>
      desk.db.prepare('SELECT count(*) FROM staff_line WHERE employment_id IS NOT NULL').pluck().get();
    await desk.edit({ kind: 'person', id: desk.idOf('person', 'p1'), field: 'phone', to: '+79070000009' });
    expect([desk.count('staff_line'), shown(), desk.count('employment')]).toEqual([1, 0, 0]);
    await desk.run();
    expect([desk.count('staff_line'), shown()]).toEqual([4, 4]);
  });

  it('shows everybody in the end, also who is employed nowhere and whose copy was stopped half way', async () => {
    registry.put('person', 'p8', personFields(8));
    registry.pageSize = 1;
    let pages = 0;
    registry.before = () => {
      // In the middle of the employments.
      if (++pages === 11) void desk.sync.handlers.cancel({}, desk.editor);
    };
    await desk.run();
    expect(desk.count('employment')).toBeGreaterThan(0);
    expect(desk.count('staff_line')).toBeLessThan(desk.count('person'));
    await desk.restart();
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('staff_line')).toBe(5);
    const shown = desk.db.prepare('SELECT count(*) FROM staff_line WHERE employment_id IS NOT NULL').pluck().get();
    expect(shown).toBe(4);
  });

  it('tells of people once more when they are in the list at last, so that nobody goes on counting none', async () => {
    registry.put('person', 'p8', personFields(8));
    await desk.run();
    const id = desk.idOf('person', 'p8');
    const told = desk.told.map(({ body }) => body as { readonly kind: string; readonly ids: readonly string[] | null });
    // With their page, and with their lines.
    expect(told.filter(({ kind, ids }) => kind === 'person' && ids?.includes(id))).toHaveLength(2);
  });

  it('joins the one that runs', async () => {
    let pulls = 0;
    registry.before = () => pulls++;
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    expect(pulls).toBe(registry.feeds.length);
  });

  it('without a network keeps what is there, says so, and comes back with growing pauses', async () => {
    open({ everySeconds: 300 });
    await desk.run();
    const pauses: (number | null)[] = [];
    for (let i = 0; i < 10; i++) {
      registry.fault('pull', 'unreached');
      const state = await desk.run();
      expect(state).toMatchObject({ phase: 'offline', complete: true, error: { code: 'KD-4001' } });
      pauses.push(desk.clock.next);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 40, 40, 40, 40, 40].map((seconds) => seconds * 1000));
    expect(desk.count('person')).toBe(4);
    await desk.run();
    expect(desk.clock.next).toBe(300_000);
  });

  it('waits as long as the registry asks', async () => {
    open({ everySeconds: 5 });
    registry.fault('pull', 'busy', 40);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4002' } });
    expect(desk.clock.next).toBe(40_000);
  });

  it('of garbage is named and leaves the last good state, and sending goes on', async () => {
    const requestId = await approvedChange(desk);
    registry.fault('pull', 'garbled');
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003', detail: 'not JSON' } });
    expect(desk.count('person')).toBe(4);
    expect(desk.state(requestId)).toBe('accepted');
  });

  it('whose pages lead in a ring ends, and the next one begins anew', async () => {
    const { pull } = registry;
    registry.pull = async (...input) => ({ ...(await pull.apply(registry, input)), nextPage: '0 0 11' });
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' } });
    registry.pull = pull;
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('person')).toBe(4);
  });

  it('begins by itself when the network is back, and again after the time of the policy', async () => {
    open({ everySeconds: 60 });
    desk.sync.online(false);
    expect(desk.states.at(-1)?.phase).toBe('offline');
    desk.sync.online(true);
    await desk.run();
    expect(desk.count('person')).toBe(4);
    registry.put('person', 'p0', { phone: '7' });
    desk.clock.advance(60_000);
    await desk.run();
    expect(desk.field('person', desk.idOf('person', 'p0'), 'phone')).toBe('7');
  });
});

describe('stopping', () => {
  it('waits for what runs and then touches nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sync-'));
    folders.push(folder);
    open({ path: join(folder, 'store.db'), everySeconds: 5 });
    registry.pageSize = 1;
    const running = desk.run();
    await desk.sync.dispose();
    await running;
    expect(desk.clock.next).toBeNull();
    const told = desk.states.length;
    desk.db.close();
    desk.sync.kick();
    desk.clock.advance(600_000);
    expect(desk.states.length).toBe(told);
  });
});

describe('without a registry in the policy', () => {
  it('nothing is exchanged, and that is said', async () => {
    desk = openSyncDesk({ registry: null });
    expect(await desk.run()).toMatchObject({ phase: 'failed', complete: false, error: { code: 'KD-1010' } });
  });
});

describe('the training clinic', () => {
  it('is filled once and never exchanges', async () => {
    const memory = createMemoryRegistry(clinicSource({ people: 700 }), '2026-11-21T09:00:00.000Z');
    desk = openSyncDesk({ registry: memory, training: true, everySeconds: 5 });
    await desk.sync.start();
    expect(desk.count('person')).toBe(700);
    expect(desk.count('staff_line')).toBe(700);
    expect(desk.count('parked')).toBe(0);
    expect(desk.sync.handlers.state({}, desk.editor)).toMatchObject({ phase: 'idle', complete: true, error: null });
    await expect(desk.sync.handlers.run({}, desk.editor)).rejects.toMatchObject({ code: 'KD-4008' });
    expect(desk.clock.next).toBeNull();
  });
});
