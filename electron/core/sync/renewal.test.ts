import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import type { Feed, RemoteChange } from '../registry/port.ts';
import { employmentFields, fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange } from './testing/requests.ts';

const PEOPLE = 30;
let registry: FakeRegistry;
let desk: SyncDesk;
/** Time of the copy that the registry is taken back to. */
let copy: number;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, PEOPLE);
  desk = openSyncDesk({ registry });
  await desk.run();
  copy = registry.time;
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

/** Of a registry that remembers no deletions. */
function unknown({ kinds: [kind = 'person'] }: Feed, remoteId: string): RemoteChange {
  return { kind, remoteId, version: '0', content: { state: 'deleted', unknown: true }, raw: '{"version":0,"at":0}' };
}

const phone = (person: string) => desk.field('person', desk.idOf('person', person), 'phone');
const usual = (index: number) => String(personFields(index).phone);

/** What came after the copy, and is lost with it: a change, a new one, and a deletion. */
async function goOn(): Promise<void> {
  registry.put('person', 'p1', { phone: '+79071111111' });
  registry.put('person', 'new', { ...personFields(90), snils: null });
  registry.remove('employment', 'e3');
  registry.remove('person', 'p3');
  await desk.run();
  expect(phone('p1')).toBe('+79071111111');
  expect(desk.count("person WHERE deleted_at IS NULL AND remote_id = 'p3'")).toBe(0);
}

describe('a registry that went back to an older copy of itself', () => {
  it('is noticed although nothing has changed since, and everything is as it is there', async () => {
    await goOn();
    registry.restore(copy);
    expect(await desk.run()).toMatchObject({ error: null, complete: true });
    expect(phone('p1')).toBe(usual(1));
    expect(desk.entities.get('person', desk.idOf('person', 'new'))).toBeNull();
    expect(desk.entities.get('person', desk.idOf('person', 'p3'))).not.toBeNull();
    expect(desk.count('staff_line')).toBe(PEOPLE);
    expect(desk.count('shadow')).toBe(0);
    expect((await desk.handlers.journal.verify({}, desk.editor)).brokenAt).toBeNull();
  });

  it('is noticed where nothing but deletions were lost', async () => {
    registry.put('person', 'p1', { phone: '+79071111111' });
    await desk.run();
    copy = registry.time;
    registry.remove('employment', 'e3');
    registry.remove('person', 'p3');
    await desk.run();
    registry.restore(copy);
    await desk.run();
    expect(desk.entities.get('person', desk.idOf('person', 'p3'))).not.toBeNull();
    expect(desk.entities.get('employment', desk.idOf('employment', 'e3'))).not.toBeNull();
  });

  it.each([
    ['made again', () => registry.put('employment', 'e3', employmentFields(3))],
    ['forgotten', () => (registry.read = async (feed, ids) => ids.map((remoteId) => unknown(feed, remoteId)))],
  ])('is not what has deleted something that was then %s', async (_what, then) => {
    registry.remove('employment', 'e3');
    await desk.run();
    // What is read is the deletion alone.
    desk.db.exec('DELETE FROM anchor');
    then();
    const { pull } = registry;
    const cursors: (string | null)[] = [];
    registry.pull = (feed, cursor, ...rest) => {
      cursors.push(cursor);
      return pull.call(registry, feed, cursor, ...rest);
    };
    expect((await desk.run()).error).toBeNull();
    // Nothing is copied anew.
    expect(cursors).not.toContain(null);
  });

  it('is noticed by a version that was made twice', async () => {
    await goOn();
    registry.restore(copy);
    registry.put('person', 'p1', { phone: '+79072222222' });
    registry.put('person', 'new', { ...personFields(90), snils: null });
    registry.remove('employment', 'e3');
    registry.remove('person', 'p3');
    await desk.run();
    expect(phone('p1')).toBe('+79072222222');
  });

  it('is noticed by versions that run against time', async () => {
    registry.put('person', 'p1', { phone: '+79071111111' });
    registry.put('person', 'p1', { phone: '+79071111112' });
    registry.put('person', 'p2', { phone: '+79071111113' });
    await desk.run();
    registry.restore(copy);
    // The newest thing that was seen is there again, as far as its version tells, and newer.
    for (const one of ['3', '4']) registry.put('person', 'p2', { phone: `+7907111111${one}` });
    registry.put('person', 'p1', { phone: '+79072222222' });
    await desk.run();
    expect(phone('p1')).toBe('+79072222222');
    expect(phone('p2')).toBe('+79071111114');
  });

  it('goes on from its copy as any other', async () => {
    await goOn();
    registry.restore(copy);
    await desk.run();
    registry.put('person', 'p2', { phone: '+79073333333' });
    await desk.run();
    expect(phone('p2')).toBe('+79073333333');
  });

  it('changes nothing that was not sent', async () => {
    await goOn();
    await desk.edit({ kind: 'person', id: desk.idOf('person', 'p1'), field: 'email', to: 'a@clinic.example' });
    await desk.edit({ kind: 'person', id: desk.idOf('person', 'p2'), field: 'phone', to: '+79074444444' });
    const added = desk.idOf('person', 'new');
    await desk.edit({ kind: 'person', id: added, field: 'phone', to: '+79075555555' });
    registry.restore(copy);
    await desk.run();
    expect(desk.field('person', desk.idOf('person', 'p1'), 'email')).toBe('a@clinic.example');
    expect(phone('p1')).toBe(usual(1));
    expect(phone('p2')).toBe('+79074444444');
    // Who is no longer there and is being edited here is for a person to decide about.
    expect(desk.field('person', added, 'phone')).toBe('+79075555555');
    expect(desk.sync.conflicts()).toMatchObject([{ entityId: added, field: '*' }]);
  });

  it('is copied page by page, a stop loses none, and the old rows serve meanwhile', async () => {
    await goOn();
    registry.restore(copy);
    registry.pageSize = 10;
    let asked = 0;
    registry.before = () => {
      asked++;
      expect(phone('p1')).toBe('+79071111111');
      if (asked === 4) void desk.sync.handlers.cancel({}, desk.editor);
    };
    await desk.run();
    const kept = desk.count('shadow');
    expect(kept).toBeGreaterThan(9);
    expect(kept).toBeLessThan(60);
    await desk.restart();
    const before = asked;
    await desk.run();
    // 30 people, 3 units and 30 employments by tens, three empty feeds, what is missing, and no page twice.
    expect(asked - before).toBeLessThanOrEqual(3 + 1 + 1 + 3 + 3 + 3 - kept / 10);
    expect(phone('p1')).toBe(usual(1));
  });

  it('that cannot be copied now leaves everything as it is, and nothing is sent meanwhile', async () => {
    await goOn();
    const requestId = await approvedChange(desk, '+79076666666', 'p2');
    registry.restore(copy);
    registry.before = (what) => {
      if (what === 'pull' && desk.count('shadow_cursor') > 0) registry.fault('pull', 'garbled');
    };
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' }, queued: 1 });
    expect(phone('p1')).toBe('+79071111111');
    expect(registry.taken.size).toBe(0);
    registry.before = () => {};
    registry.calm();
    expect(await desk.run()).toMatchObject({ error: null, queued: 0 });
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('person', 'p2')?.fields.phone).toBe('+79076666666');
  });

  it.each([
    ['forgot it', 0],
    ['still has it', 1],
  ])('makes a request whose answer was lost once, when it %s', async (_what, more) => {
    registry.fault('submit', 'lost');
    const requestId = await approvedChange(desk);
    await desk.run();
    expect(registry.taken.get(requestId)).toBe(1);
    const taken = registry.time;
    // Something newer, so that the desk notices when this alone is lost.
    registry.put('person', 'p5', { phone: '+79077777777' });
    registry.told.lose = ['inbox'];
    desk.clock.advance(400_000);
    await desk.run();
    registry.restore(more === 0 ? copy : taken);
    desk.clock.advance(400_000);
    expect(await desk.run()).toMatchObject({ error: null, queued: 0 });
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.taken.get(requestId)).toBe(1);
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
  });

  it('is not overwritten where its version says the same and means something else', async () => {
    registry.put('person', 'p1', { email: 'a@clinic.example' });
    const requestId = await approvedChange(desk);
    registry.fault('submit', 'unreached');
    await desk.run();
    // Frozen upon version 2; now version 2 is another one, with another phone.
    registry.restore(copy);
    registry.put('person', 'p1', { phone: '+79078888888' });
    desk.clock.advance(400_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79078888888');
    expect(desk.sync.conflicts()).toMatchObject([{ mine: '+79070000001', theirs: '+79078888888' }]);
  });

  it('is not believed when most is gone', async () => {
    await goOn();
    for (let i = 10; i < PEOPLE; i++) {
      registry.remove('employment', `e${i}`);
      registry.remove('person', `p${i}`);
    }
    const emptied = registry;
    registry = new FakeRegistry();
    fillRegistry(registry, 3);
    emptied.pull = (...input) => registry.pull(...input);
    emptied.read = (...input) => registry.read(...input);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4010' } });
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(PEOPLE);
    expect(phone('p1')).toBe('+79071111111');
  });

  it('time and again is not copied each time', async () => {
    await goOn();
    registry.restore(copy);
    await desk.run();
    registry.put('person', 'p1', { phone: '+79071111111' });
    await desk.run();
    registry.restore(copy);
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4010' } });
    expect(phone('p1')).toBe('+79071111111');
    desk.clock.advance(600_000);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(phone('p1')).toBe(usual(1));
  });
});

describe('a registry without the history that is asked for', () => {
  it('is copied anew', async () => {
    const { pull } = registry;
    let refused = 0;
    registry.pull = async (feed, cursor, ...rest) => {
      if (cursor === null) return pull.call(registry, feed, cursor, ...rest);
      refused++;
      throw new DeskError('KD-4010');
    };
    registry.put('person', 'p1', { phone: '+79071111111' });
    registry.remove('employment', 'e3');
    expect(await desk.run()).toMatchObject({ error: null });
    expect(refused).toBe(1);
    expect(phone('p1')).toBe('+79071111111');
    expect(desk.entities.get('employment', desk.idOf('employment', 'e3'))).toBeNull();
  });
});
