import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOf, userOf } from '../changes/actor.ts';
import type { SyncDesk } from './testing/desk.ts';
import type { FakeRegistry } from './testing/fake-registry.ts';
import { approvedChange, openClinic } from './testing/requests.ts';

let desk: SyncDesk;
let registry: FakeRegistry;
beforeEach(async () => {
  ({ desk, registry } = openClinic());
  await desk.run();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

const clerk = () => actorOf(userOf(desk.editor));
const person = (remoteId = 'p1') => desk.idOf('person', remoteId);

/** Changed here, and otherwise in the registry. */
async function differ(remoteId: string, field: string, mine: string, theirs: string | null): Promise<string> {
  const requestId = await desk.edit({ kind: 'person', id: person(remoteId), field, to: mine });
  registry.put('person', remoteId, { [field]: theirs });
  await desk.run();
  return requestId;
}

describe('both sides of a decision', () => {
  it('say who wrote what and when', async () => {
    const before = desk.field('person', person(), 'phone');
    const requestId = await differ('p1', 'phone', '+79070000001', '+79071111111');
    expect(desk.sync.sidesOf('person', person(), 'phone')).toMatchObject({
      deleted: null,
      fields: [{ field: 'phone', base: before, mine: '+79070000001', theirs: '+79071111111', differs: true }],
      mine: { requestId, number: 1, state: 'draft', author: 'Кадрова Анна Сергеевна' },
      theirsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      foundAt: desk.clock.now(),
      signed: false,
    });
    expect(desk.sync.sidesOf('person', person(), 'email')).toBeNull();
    expect(desk.sync.sidesOf('person', person('p2'), 'phone')).toBeNull();
  });

  it('show the row with its mark, and it can still be edited', async () => {
    await differ('p1', 'phone', '+79070000001', '+79071111111');
    const rows = async () => (await desk.handlers.staff.rowsOf({ personIds: [person()] }, desk.editor)).rows;
    expect(await rows()).toMatchObject([{ conflicts: ['person.phone'], phone: '+79070000001' }]);
    await desk.edit({ kind: 'person', id: person(), field: 'email', to: 'a@clinic.example' });
    await desk.edit({ kind: 'person', id: person(), field: 'phone', to: '+79070000002' });
    expect(await rows()).toMatchObject([{ conflicts: ['person.phone'], phone: '+79070000002' }]);
    const card = await desk.handlers.staff.card({ personId: person() }, desk.editor);
    expect(card.conflicts).toEqual([{ kind: 'person', id: person(), field: 'phone' }]);
    desk.decide(desk.sync.conflicts()[0]?.id ?? '', 'theirs');
    expect(await rows()).toMatchObject([{ conflicts: [], phone: '+79071111111' }]);
  });

  it('name the side that deleted the record', async () => {
    await desk.edit({ kind: 'person', id: person(), field: 'phone', to: '+79070000001' });
    registry.remove('person', 'p1');
    await desk.run();
    expect(desk.sync.sidesOf('person', person(), 'phone')).toMatchObject({
      deleted: 'there',
      fields: [{ field: 'phone', mine: '+79070000001', theirs: null, differs: true }],
    });
  });

  it('say that what is signed has to wait for its answer', async () => {
    registry.fault('submit', 'unreached');
    await approvedChange(desk);
    await desk.run();
    registry.put('person', 'p1', { phone: '+79071111111' });
    registry.fault('find', 'unreached');
    await desk.run();
    expect(desk.sync.sidesOf('person', person(), 'phone')).toMatchObject({ signed: true, mine: { state: 'queued' } });
    expect(() => desk.decide(desk.sync.conflicts()[0]?.id ?? '', 'mine')).toThrow(
      expect.objectContaining({ code: 'KD-3003' }),
    );
  });
});

describe('the same choice about many', () => {
  it('is made in one step and told in the journal; what cannot be decided is left', async () => {
    await differ('p1', 'phone', '+79070000001', '+79071111111');
    await differ('p2', 'phone', '+79070000002', '+79072222222');
    await desk.edit({ kind: 'person', id: person('p3'), field: 'phone', to: '+79070000003' });
    registry.remove('person', 'p3');
    await desk.run();
    const ids = desk.sync.conflicts().map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(desk.sync.decideAll(ids, 'mine', clerk())).toEqual({ decided: 2, left: 1 });
    expect(desk.sync.conflicts()).toMatchObject([{ field: '*' }]);
    expect(desk.field('person', person('p1'), 'phone')).toBe('+79070000001');
    expect(desk.sync.decideAll(ids, 'theirs', clerk())).toEqual({ decided: 1, left: 0 });
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 50, text: '' }, desk.editor);
    const decisions = entries.filter(({ action }) => action === 'sync.decision');
    expect(decisions.map(({ actor, role }) => [actor, role])).toEqual(
      Array(3).fill(['Кадрова Анна Сергеевна', 'editor']),
    );
  });

  it('is not half made when something unforeseen happens', async () => {
    await differ('p1', 'phone', '+79070000001', '+79071111111');
    await differ('p2', 'phone', '+79070000002', '+79072222222');
    const ids = desk.sync.conflicts().map(({ id }) => id);
    desk.db.exec(`CREATE TRIGGER full BEFORE UPDATE ON conflict WHEN NEW.id = '${ids[1]}' AND NEW.decision IS NOT NULL
      BEGIN SELECT raise(ABORT, 'full'); END`);
    expect(() => desk.sync.decideAll(ids, 'theirs', clerk())).toThrow('full');
    expect(desk.sync.conflicts()).toHaveLength(2);
    expect(desk.field('person', person('p1'), 'phone')).toBe('+79070000001');
  });
});
