import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

const SIX_HOURS = 6 * 3_600_000;
let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  registry.isPoor = true;
  registry.pageSize = 4;
  fillRegistry(registry, 30);
  desk = openSyncDesk({ registry });
  await desk.run();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

const isThere = (person: string) => desk.entities.get('person', desk.idOf('person', person)) !== null;

describe('a registry that does not tell deletions', () => {
  it('is asked for all ids now and then, and what is gone there goes here', async () => {
    registry.remove('employment', 'e1');
    registry.remove('person', 'p1');
    await desk.run();
    expect(isThere('p1')).toBe(true);
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(isThere('p1')).toBe(false);
    expect(desk.count("employment WHERE remote_id = 'e1' AND deleted_at IS NULL")).toBe(0);
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(29);
    expect(desk.count('shadow')).toBe(0);
  });

  it('does not take what is being edited here', async () => {
    const id = desk.idOf('person', 'p1');
    await desk.edit({ kind: 'person', id, field: 'phone', to: '+79071111111' });
    registry.remove('person', 'p1');
    desk.clock.advance(SIX_HOURS);
    await desk.run();
    expect(desk.field('person', id, 'phone')).toBe('+79071111111');
    expect(desk.sync.conflicts()).toMatchObject([{ entityId: id, field: '*' }]);
  });

  it('and leaves out of its list what is there takes nothing', async () => {
    const { ids } = registry;
    registry.ids = async (...input) => {
      const page = await ids.apply(registry, input);
      return page && { ...page, ids: page.ids.filter((id) => id !== 'p1') };
    };
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(isThere('p1')).toBe(true);
  });

  it('and lists next to nothing is not believed, but copied anew', async () => {
    registry.ids = async () => ({ ids: [], nextPage: null });
    registry.put('person', 'p2', { phone: '+79071111111' });
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(30);
    expect(desk.field('person', desk.idOf('person', 'p2'), 'phone')).toBe('+79071111111');
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4010' } });
  });

  it('and whose list leads in a ring ends', async () => {
    registry.ids = async () => ({ ids: [], nextPage: '1' });
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' } });
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(30);
  });

  it('and answers with somebody else takes nothing', async () => {
    registry.remove('person', 'p1');
    const { read } = registry;
    registry.read = (feed, ids, signal) =>
      read.call(
        registry,
        feed,
        ids.map((id) => (id === 'p1' ? 'p2' : id)),
        signal,
      );
    desk.clock.advance(SIX_HOURS);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' } });
    expect(isThere('p1')).toBe(true);
  });

  it('is believed all the same when the answer is lost in the middle, with the next run', async () => {
    registry.remove('person', 'p1');
    desk.clock.advance(SIX_HOURS);
    let asked = 0;
    registry.before = () => {
      if (++asked === 14) registry.fault('pull', 'unreached');
    };
    expect((await desk.run()).phase).toBe('offline');
    expect(isThere('p1')).toBe(true);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(isThere('p1')).toBe(false);
  });
});

describe('a registry that tells deletions', () => {
  it('is never asked for a list', async () => {
    registry.isPoor = false;
    let lists = 0;
    registry.ids = async () => {
      lists++;
      return null;
    };
    await desk.run();
    expect(desk.count('shadow')).toBe(0);
    desk.clock.advance(SIX_HOURS);
    await desk.run();
    expect(lists).toBe(6);
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(30);
  });
});
