import { describe, expect, it } from 'vitest';
import { fillRegistry } from '../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDeskOptions } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { createWorklists } from '../worklists/worklists.ts';

/** The business rules of the domain about the exchange with the registry, each over a real store. */
async function open(options: Partial<SyncDeskOptions> = {}) {
  const registry = new FakeRegistry();
  fillRegistry(registry, 4);
  const desk = openSyncDesk({ registry, ...options });
  await desk.run();
  const person = desk.idOf('person', 'p1');
  const change = (field: string, to: string) => desk.edit({ kind: 'person', id: person, field, to });
  const lists = createWorklists({
    ...desk,
    emit: () => undefined,
    exchange: desk.sync,
  });
  return { registry, desk, person, change, lists };
}

const PAGE = { text: '', offset: 0, limit: 100 };

describe('three-way comparison', () => {
  it('rule 12: what was changed on one side only is taken', async () => {
    const { registry, desk, person, change } = await open();
    await change('phone', '+79070000001');
    registry.put('person', 'p1', { email: 'new@clinic.example' });
    await desk.run();
    expect(desk.field('person', person, 'phone')).toBe('+79070000001');
    expect(desk.field('person', person, 'email')).toBe('new@clinic.example');
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('rule 12: an equal change is no conflict', async () => {
    const { registry, desk, change } = await open();
    await change('phone', '+79070000001');
    registry.put('person', 'p1', { phone: '+79070000001' });
    await desk.run();
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it.each(['mine', 'theirs'] as const)(
    'rule 12: changed on both sides it is a conflict of the field, decided: %s',
    async (choice) => {
      const { registry, desk, person, change, lists } = await open();
      const base = desk.field('person', person, 'phone') ?? null;
      await change('phone', '+79070000001');
      registry.put('person', 'p1', { phone: '+79070000002' });
      await desk.run();
      const { conflicts } = await lists.differences(PAGE, desk.editor);
      expect(conflicts).toMatchObject([
        { kind: 'person', personId: person, field: 'phone', base, mine: '+79070000001', theirs: '+79070000002' },
      ]);
      await lists.decideConflict({ conflictId: conflicts[0]?.id ?? '', choice }, desk.editor);
      const after = await lists.differences(PAGE, desk.editor);
      expect(after.conflicts).toEqual([]);
      expect(desk.field('person', person, 'phone')).toBe(choice === 'mine' ? '+79070000001' : '+79070000002');
      expect(after.rows.map(({ theirs, mine }) => [theirs, mine])).toEqual(
        choice === 'mine' ? [['+79070000002', '+79070000001']] : [],
      );
    },
  );
});

it('rule 13: an answer lost after sending makes no second card: nothing is sent before the registry was asked', async () => {
  const { registry, desk, change } = await open();
  const requestId = await change('phone', '+79070000001');
  await desk.approve(requestId);
  registry.fault('submit', 'lost');
  const asked: string[] = [];
  registry.before = (what) => asked.push(what);
  await desk.run();
  await desk.restart();
  desk.clock.advance(300_000);
  await desk.run();
  expect(desk.state(requestId)).toBe('accepted');
  expect(registry.taken.get(requestId)).toBe(1);
  expect(registry.all('person').size).toBe(4);
  // What the registry tells of the request, or an answer to a question for it: whichever comes first.
  expect(asked.filter((what) => what === 'submit')).toHaveLength(1);
});

it('rule 14: an edited byte behind a signature is found, nothing is sent and the request goes back to its author', async () => {
  const { registry, desk, change } = await open();
  const requestId = await change('phone', '+79070000001');
  await desk.approve(requestId);
  desk.db.prepare(`UPDATE change_field SET to_value = '"+79071234567"' WHERE request_id = ?`).run(requestId);
  await desk.run();
  expect(desk.state(requestId)).toBe('rejected');
  expect(registry.taken.size).toBe(0);
  const { signature } = await desk.handlers.changes.get({ requestId }, desk.editor);
  await desk.handlers.changes.reopen({ requestId }, desk.editor);
  expect(signature).not.toBeNull();
  expect((await desk.handlers.changes.get({ requestId }, desk.editor)).signature).toBeNull();
});
