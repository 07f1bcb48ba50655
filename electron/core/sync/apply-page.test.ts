import { beforeEach, describe, expect, it } from 'vitest';
import { credential, fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(() => {
  registry = new FakeRegistry();
  desk = openSyncDesk({ registry });
});

async function pull(): Promise<void> {
  const { error } = await desk.run();
  expect(error).toBeNull();
}

describe('a first copy', () => {
  it('brings everything with its references, whatever the order and the size of pages', async () => {
    for (const order of ['oldest-first', 'newest-first'] as const) {
      registry = new FakeRegistry();
      registry.order = order;
      registry.pageSize = 2;
      fillRegistry(registry, 5);
      desk = openSyncDesk({ registry });
      await pull();
      const d1 = desk.idOf('division', 'd1');
      expect(desk.field('division', desk.idOf('division', 'd2'), 'parentId')).toBe(d1);
      expect(desk.field('division', d1, 'parentId')).toBeNull();
      expect(desk.field('division', desk.idOf('division', 'd2'), 'organisationId')).toBe(
        desk.idOf('organisation', 'org'),
      );
      const e3 = desk.idOf('employment', 'e3');
      expect(desk.field('employment', e3, 'personId')).toBe(desk.idOf('person', 'p3'));
      expect(desk.field('employment', e3, 'divisionId')).toBe(d1);
      expect(desk.count('credential')).toBe(5);
      expect(desk.count('staff_line')).toBe(5);
      expect(desk.count('parked')).toBe(0);
      expect(desk.sync.handlers.state({}, desk.editor)).toMatchObject({ phase: 'idle', complete: true, error: null });
    }
  });

  it('keeps what the registry wrote, character by character', async () => {
    fillRegistry(registry, 1);
    await pull();
    const raw = desk.db.prepare('SELECT raw FROM replica WHERE entity_id = ?').pluck().get(desk.idOf('person', 'p0'));
    expect(JSON.parse(String(raw)).content.snapshot.fields.lastName).toBe('Учебнов');
  });

  it('is one entry of the journal a page, without personal values', async () => {
    fillRegistry(registry, 3);
    await pull();
    const bodies = desk.db.prepare('SELECT body FROM journal').pluck().all().join('\n');
    expect(bodies.match(/sync\.page/g)).toHaveLength(3);
    expect(bodies).not.toContain('Учебнов');
    expect(bodies).toMatch(/"digest":"[0-9a-f]{64}"/);
  });
});

describe('a change of the registry', () => {
  beforeEach(async () => {
    fillRegistry(registry, 3);
    await pull();
  });

  it('is taken, and tells the windows', async () => {
    registry.put('person', 'p1', { phone: '+79075555555' });
    desk.told.length = 0;
    await pull();
    const id = desk.idOf('person', 'p1');
    expect(desk.field('person', id, 'phone')).toBe('+79075555555');
    expect(desk.told).toEqual([{ name: 'data.changed', body: { kind: 'person', ids: [id] } }]);
  });

  it('that comes again changes nothing, not even the journal', async () => {
    await pull();
    const entries = desk.count('journal');
    const revisions = desk.db.prepare('SELECT id, rev FROM person').all();
    await pull();
    expect(desk.count('journal')).toBe(entries);
    expect(desk.db.prepare('SELECT id, rev FROM person').all()).toEqual(revisions);
  });

  it('of newest-first pages wins over the older versions behind it', async () => {
    registry.order = 'newest-first';
    registry.pageSize = 1;
    for (const phone of ['1', '2', '3']) registry.put('person', 'p1', { phone });
    await pull();
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('3');
  });

  it('deletes, and the older versions behind it do not bring the entity back', async () => {
    registry.order = 'newest-first';
    registry.pageSize = 1;
    registry.put('person', 'p1', { phone: '1' });
    registry.remove('person', 'p1');
    await pull();
    expect(desk.entities.get('person', desk.idOf('person', 'p1'))).toBeNull();
    expect(desk.count('staff_line')).toBe(2);
  });

  it('that made and deleted an entity between two pulls leaves none', async () => {
    registry.order = 'newest-first';
    registry.pageSize = 1;
    registry.put('person', 'p9', personFields(9), [credential(9)]);
    registry.remove('person', 'p9');
    await pull();
    expect(desk.entities.localId('person', 'p9')).toBeNull();
    expect(desk.count('parked')).toBe(0);
  });

  it('brings a deleted entity back under its old id', async () => {
    const id = desk.idOf('person', 'p1');
    registry.remove('person', 'p1');
    await pull();
    registry.put('person', 'p1', personFields(1), [credential(1)]);
    await pull();
    expect(desk.idOf('person', 'p1')).toBe(id);
    expect(desk.field('person', id, 'lastName')).toBe('Учебнова');
    expect(desk.count('staff_line')).toBe(3);
  });

  it('merges credentials as rows: one changes, one comes, one goes', async () => {
    const id = desk.idOf('person', 'p1');
    const old = desk.entities.list('credential', 'personId', id)[0]?.entity.id;
    const second = { ...credential(1), remoteId: 'p1/c2' };
    registry.put('person', 'p1', {}, [credential(1, { number: 'новый' }), second]);
    await pull();
    expect(
      desk.entities.list('credential', 'personId', id).map(({ entity }) => [entity.id === old, entity.number]),
    ).toEqual([
      [true, 'новый'],
      [false, '98 1'],
    ]);
    registry.put('person', 'p1', {}, [second]);
    await pull();
    expect(desk.entities.list('credential', 'personId', id).map(({ remoteId }) => remoteId)).toEqual(['p1/c2']);
  });

  it('that refers to what is not there yet waits for it', async () => {
    registry.put('employment', 'e9', { ...registry.current('employment', 'e1')?.fields, personId: 'p9' });
    await pull();
    expect(desk.entities.localId('employment', 'e9')).toBeNull();
    expect(desk.count('parked')).toBe(1);
    registry.put('person', 'p9', personFields(9));
    await pull();
    expect(desk.field('employment', desk.idOf('employment', 'e9'), 'personId')).toBe(desk.idOf('person', 'p9'));
    expect(desk.count('parked')).toBe(0);
  });

  it('that cannot be read stops nothing else and is named until a readable version comes', async () => {
    registry.spoil('person', 'p1');
    registry.put('person', 'p2', { phone: '2' });
    const state = await desk.run();
    expect(state).toMatchObject({ phase: 'idle', error: { code: 'KD-4003', detail: 'person/p1: name.0' } });
    expect(desk.field('person', desk.idOf('person', 'p2'), 'phone')).toBe('2');
    expect(desk.field('person', desk.idOf('person', 'p1'), 'lastName')).toBe('Учебнова');
    registry.put('person', 'p1', { ...personFields(1), phone: '1' });
    await pull();
    expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe('1');
  });

  it('that would hang a division under itself is named and changes nothing', async () => {
    registry.put('division', 'd1', { parentId: 'd2' });
    const state = await desk.run();
    expect(state.error).toEqual({ code: 'KD-4003', detail: 'division/d1: partOf: ring' });
    expect(desk.field('division', desk.idOf('division', 'd1'), 'parentId')).toBeNull();
  });
});

describe('a change of the registry under a change of ours', () => {
  let id: string;
  beforeEach(async () => {
    fillRegistry(registry, 3);
    await pull();
    id = desk.idOf('person', 'p1');
    await desk.edit({ kind: 'person', id, field: 'phone', to: '+79070000001' });
  });

  it('of another field is taken and ours stays', async () => {
    registry.put('person', 'p1', { email: 'a@clinic.example' });
    await pull();
    expect(desk.field('person', id, 'email')).toBe('a@clinic.example');
    expect(desk.field('person', id, 'phone')).toBe('+79070000001');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('of the same field is a conflict that keeps both and is told once', async () => {
    registry.put('person', 'p1', { phone: '+79070000002' });
    await pull();
    await pull();
    expect(desk.field('person', id, 'phone')).toBe('+79070000001');
    expect(desk.sync.conflicts()).toMatchObject([
      {
        kind: 'person',
        entityId: id,
        field: 'phone',
        base: '+79071000001',
        mine: '+79070000001',
        theirs: '+79070000002',
      },
    ]);
    expect(desk.states.at(-1)?.conflicts).toBe(1);
    registry.put('person', 'p1', { phone: '+79070000003' });
    await pull();
    expect(desk.sync.conflicts()).toMatchObject([{ theirs: '+79070000003' }]);
    expect(desk.count('conflict')).toBe(1);
  });

  it('to the same value leaves nothing to do', async () => {
    registry.put('person', 'p1', { phone: '+79070000001' });
    await pull();
    expect(desk.pending.of('person', id)).toEqual([]);
    expect(desk.count('change_request')).toBe(0);
  });

  it('that deletes the entity is a conflict, and the entity stays', async () => {
    registry.remove('person', 'p1');
    await pull();
    expect(desk.entities.get('person', id)).not.toBeNull();
    expect(desk.sync.conflicts()).toMatchObject([{ entityId: id, field: '*' }]);
  });

  it('comes through when ours is given up', async () => {
    registry.put('person', 'p1', { phone: '+79070000002' });
    await pull();
    const [change] = desk.pending.of('person', id);
    await desk.handlers.changes.withdraw({ requestId: change?.requestId ?? '' }, desk.editor);
    await pull();
    expect(desk.field('person', id, 'phone')).toBe('+79070000002');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('is decided by a person: theirs', async () => {
    registry.put('person', 'p1', { phone: '+79070000002' });
    await pull();
    desk.decide(desk.sync.conflicts()[0]?.id ?? '', 'theirs');
    expect(desk.field('person', id, 'phone')).toBe('+79070000002');
    expect(desk.pending.of('person', id)).toEqual([]);
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('is decided by a person: mine, which then starts from theirs', async () => {
    registry.put('person', 'p1', { phone: '+79070000002' });
    await pull();
    desk.decide(desk.sync.conflicts()[0]?.id ?? '', 'mine');
    expect(desk.field('person', id, 'phone')).toBe('+79070000001');
    expect(desk.pending.of('person', id)).toMatchObject([{ from: '+79070000002', to: '+79070000001' }]);
    await pull();
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('that deletes it is decided by a person: theirs', async () => {
    registry.remove('person', 'p1');
    await pull();
    const conflict = desk.sync.conflicts()[0]?.id ?? '';
    expect(() => desk.decide(conflict, 'mine')).toThrow(expect.objectContaining({ code: 'KD-4007' }));
    desk.decide(conflict, 'theirs');
    expect(desk.entities.get('person', id)).toBeNull();
    expect(desk.count('staff_line')).toBe(2);
  });
});
