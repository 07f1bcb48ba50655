import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { objection } from './base.ts';
import { ConflictStore } from './conflict-store.ts';
import { Conflicts } from './conflicts.ts';
import { ReplicaStore } from './store.ts';
import { fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

it('what a person has to decide about is not sent, also where the signed bytes do not say what stood beside it', async () => {
  const registry = new FakeRegistry();
  fillRegistry(registry, 2);
  const desk = openSyncDesk({ registry });
  await desk.run();
  const id = desk.idOf('person', 'p1');
  await desk.approve(await desk.edit({ kind: 'person', id, field: 'firstName', to: 'Пётр' }));
  const [request] = desk.pending.approved();
  const [entity] = request?.entities ?? [];
  if (request === undefined || entity === undefined) throw new Error('nothing is approved');
  registry.put('person', 'p1', { lastName: 'Другов' });
  await desk.run();
  expect(desk.sync.conflicts().map(({ field }) => field)).toContain('firstName');
  // What its author saw of the changed field itself is still there.
  expect(entity.fields).toMatchObject([{ field: 'firstName', from: personFields(1).firstName }]);
  const { beside: _, ...earlier } = entity;
  const { db, entities, pending, clock } = desk;
  const conflicts = new Conflicts(new ConflictStore(db), clock, { next: v7 });
  const parts = { replica: new ReplicaStore(db), entities, conflicts, registry, pending };
  expect(objection(parts, request, earlier)).toMatchObject({ differences: [] });
});
