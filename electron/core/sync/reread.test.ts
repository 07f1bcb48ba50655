import { beforeEach, expect, it } from 'vitest';
import { fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 3);
  desk = openSyncDesk({ registry });
  await desk.run();
  // As a program left it that did not keep the phone yet.
  desk.db.exec(`UPDATE person SET phone = NULL; INSERT INTO meta (key, value) VALUES ('replica.reread', '')`);
});

const phoneOf = (remoteId: string) => desk.entities.get('person', desk.idOf('person', remoteId))?.entity.phone;
const note = () => desk.db.prepare(`SELECT value FROM meta WHERE key = 'replica.reread'`).pluck().get();

it('what the kept copies say besides is there after the next exchange, once', async () => {
  expect(phoneOf('p1')).toBeNull();
  await desk.run();
  expect([phoneOf('p1'), phoneOf('p2')]).toEqual([personFields(1).phone, personFields(2).phone]);
  expect(note()).toBeUndefined();
  const subject = { kind: 'person' as const, id: desk.idOf('person', 'p1') };
  expect((await desk.handlers.history.versions(subject, desk.editor)).versions).toEqual([]);
  desk.db.exec('UPDATE person SET phone = NULL');
  await desk.run();
  expect(phoneOf('p1')).toBeNull();
});

it('no registry need be reached for that', async () => {
  registry.before = () => registry.fault('pull', 'unreached');
  const { error } = await desk.run();
  expect(error?.code).toBe('KD-4001');
  expect([phoneOf('p1'), note()]).toEqual([personFields(1).phone, undefined]);
});

it('what was typed meanwhile is asked about, not overwritten', async () => {
  await desk.edit({ kind: 'person', id: desk.idOf('person', 'p1'), field: 'phone', to: '+79070000009' });
  await desk.run();
  expect(phoneOf('p1')).toBe('+79070000009');
  expect(desk.sync.conflicts()).toMatchObject([{ field: 'phone', theirs: personFields(1).phone }]);
});

it('goes on where it was stopped', async () => {
  const [last] = desk.db.prepare('SELECT max(entity_id) FROM replica').pluck().all() as string[];
  desk.db.prepare(`UPDATE meta SET value = ? WHERE key = 'replica.reread'`).run(last);
  await desk.run();
  expect(phoneOf('p1')).toBeNull();
  expect(note()).toBeUndefined();
});
