import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/values.ts';
import type { RemoteChild } from '../registry/port.ts';
import { credential, fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 3);
  registry.put('person', 'p1', {}, [credential(1), award()]);
  desk = openSyncDesk({ registry });
  await desk.run();
});

function award(fields: Record<string, FieldValue> = {}): RemoteChild {
  const own = { name: 'Грамота', number: '7', awardDate: '2020-01-01', ...fields };
  return { kind: 'award', remoteId: 'p1/a1', localId: null, fields: own };
}
const awards = (): string[] => desk.entities.list('award', 'personId', person()).map(({ entity }) => entity.name ?? '');
const person = (): string => desk.idOf('person', 'p1');
const there = (): (RemoteChild['fields'][string] | undefined)[] =>
  (registry.current('person', 'p1')?.children ?? [])
    .filter(({ kind }) => kind === 'award')
    .map(({ fields }) => fields.name);

async function remove(): Promise<string> {
  const id = desk.idOf('award', 'p1/a1');
  return (await desk.handlers.staff.removeChild({ kind: 'award', id }, desk.editor)).requestId;
}

describe('a record of a file', () => {
  it('that is new goes into its owner’s resource and comes back as the same one', async () => {
    const leave = { leaveReason: 'long', beginDate: '2026-01-01', endDate: '2026-12-31' };
    const ownerId = desk.idOf('employment', 'e1');
    const { id, requestId } = await desk.handlers.staff.addChild(
      { kind: 'leave', ownerId, fields: leave },
      desk.editor,
    );
    await desk.approve(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('employment', 'e1')?.children).toMatchObject([
      { kind: 'leave', localId: id, fields: leave },
    ]);
    expect(desk.entities.list('leave', 'employmentId', ownerId)).toMatchObject([
      { entity: { id, ...leave }, remoteId: `e1/${id}` },
    ]);
    // And it can be taken out again.
    const gone = await desk.handlers.staff.removeChild({ kind: 'leave', id }, desk.editor);
    await desk.approve(gone.requestId);
    await desk.run();
    expect(desk.state(gone.requestId)).toBe('accepted');
    expect(registry.current('employment', 'e1')?.children).toEqual([]);
    expect(desk.entities.get('leave', id)).toBeNull();
  });

  it('that is deleted here goes there when the request is accepted, and stays away', async () => {
    const requestId = await remove();
    await desk.run();
    expect([awards(), there()]).toEqual([[], ['Грамота']]);
    registry.put('person', 'p1', { phone: '+79070000099' }, registry.current('person', 'p1')?.children);
    await desk.run();
    expect(awards()).toEqual([]);
    await desk.approve(requestId);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect([awards(), there()]).toEqual([[], []]);
  });

  it('that both sides delete leaves nothing to do', async () => {
    const requestId = await remove();
    await desk.approve(requestId);
    registry.put('person', 'p1', {}, [credential(1)]);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect([awards(), there()]).toEqual([[], []]);
  });

  it('that both sides delete is given up with nothing, and stays away', async () => {
    const requestId = await remove();
    registry.put('person', 'p1', {}, [credential(1)]);
    await desk.run();
    // A draft with nothing left is no draft.
    expect(desk.state(requestId)).toBe('undefined');
    expect(desk.pending.of('award', desk.idOf('award', 'p1/a1'))).toEqual([]);
    expect(awards()).toEqual([]);
  });

  it('whose deletion is refused when it is gone stays away, too', async () => {
    const requestId = await remove();
    await desk.approve(requestId);
    registry.put('person', 'p1', {}, [credential(1)]);
    registry.fault('submit', 'refuse');
    await desk.run();
    expect(desk.state(requestId)).toBe('withdrawn');
    expect(awards()).toEqual([]);
  });

  it('that is deleted here and changed there is a conflict, decided either way', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const requestId = await remove();
      registry.put('person', 'p1', {}, [credential(1), award({ name: `Новая: ${choice}` })]);
      await desk.run();
      expect(awards()).toEqual([]);
      const conflicts = desk.db.prepare('SELECT id, field FROM conflict WHERE decided_at IS NULL').all() as {
        id: string;
        field: string;
      }[];
      expect(conflicts.map(({ field }) => field)).toEqual(['name']);
      desk.decide(conflicts[0]?.id ?? '', choice);
      if (choice === 'theirs') {
        expect(awards()).toEqual([`Новая: ${choice}`]);
        expect(() => desk.pending.of('award', desk.idOf('award', 'p1/a1'))).not.toThrow();
        expect(desk.pending.of('award', desk.idOf('award', 'p1/a1'))).toEqual([]);
        continue;
      }
      await desk.handlers.changes.withdraw({ requestId }, desk.editor);
      expect(awards()).toEqual([`Новая: ${choice}`]);
    }
  });
});
