import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/values.ts';
import { credential, employmentFields, fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

const DAY = 86_400_000;
let registry: FakeRegistry;
let desk: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 3);
  desk = openSyncDesk({ registry });
  await desk.run();
});

const subject = () => ({ kind: 'person' as const, id: desk.idOf('person', 'p1') });
const versions = async () => (await desk.handlers.history.versions(subject(), desk.editor)).versions;
const put = (fields: Record<string, FieldValue>, children = [credential(1)]) =>
  registry.put('person', 'p1', { ...personFields(1), ...fields }, children);

describe('the history of a card', () => {
  it('does not begin with the first copy: what came in it was always there', async () => {
    expect(await versions()).toEqual([]);
    desk.clock.advance(DAY);
    await desk.run();
    expect(await versions()).toEqual([]);
  });

  it('names what the registry changed, so that the name of a former day is known', async () => {
    const { lastName } = personFields(1);
    const before = desk.clock.today();
    desk.clock.advance(DAY);
    put({ lastName: 'Переменова' });
    await desk.run();
    expect(await versions()).toMatchObject([
      { actor: 'registry', action: 'sync.change', changes: [{ field: 'lastName', from: lastName, to: 'Переменова' }] },
    ]);
    const { person } = await desk.handlers.staff.card({ personId: subject().id, onDay: before }, desk.editor);
    expect(person.lastName).toBe(lastName);
  });

  it('has records that the registry took out, gave back and added', async () => {
    put({}, []);
    await desk.run();
    desk.clock.advance(DAY);
    put({});
    await desk.run();
    desk.clock.advance(DAY);
    registry.put('employment', 'e9', { ...employmentFields(9), personId: 'p1', positionType: '4' });
    await desk.run();
    const found = await versions();
    expect(found.map(({ changes }) => changes[0]?.kind)).toEqual(['employment', 'credential', 'credential']);
    const between = async (from: number, to?: number) => {
      const input = { subject: subject(), from, ...(to === undefined ? {} : { to }) };
      const { entities } = await desk.handlers.history.compare(input, desk.editor);
      return entities.map(({ kind, operation }) => `${operation} ${kind}`);
    };
    const [, again, gone] = found.map(({ seq }) => seq);
    expect(await between((gone ?? 0) - 1, gone)).toEqual(['delete credential']);
    expect(await between(gone ?? 0, again)).toEqual(['create credential']);
    expect(await between(again ?? 0)).toEqual(['create employment']);
  });
});
