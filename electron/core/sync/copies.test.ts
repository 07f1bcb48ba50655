import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../test-books.ts';
import type { CopyPage } from './copies.ts';
import { credential, fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

const never = new AbortController().signal;
let registry: FakeRegistry;
let online: SyncDesk;
let offline: SyncDesk;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  online = openSyncDesk({ registry });
  offline = openSyncDesk({ registry: new FakeRegistry() });
  await online.run();
});

async function pages(desk = online): Promise<CopyPage[]> {
  const read: CopyPage[] = [];
  for await (const page of desk.sync.copies.read(never)) read.push(page);
  return read;
}

const take = (list: readonly CopyPage[], signal = never) => offline.sync.copies.take(list, () => undefined, signal);

/** Everything that is there, without the ids of a desk's own. */
function contents(desk: SyncDesk): unknown[] {
  const all = (sql: string) => desk.db.prepare(sql).raw().all();
  return [
    all('SELECT remote_id, last_name, phone FROM person WHERE deleted_at IS NULL ORDER BY 1'),
    all(`SELECT e.remote_id, p.remote_id, d.remote_id FROM employment e JOIN person p ON p.id = e.person_id
      JOIN division d ON d.id = e.division_id WHERE e.deleted_at IS NULL ORDER BY 1`),
    all(`SELECT c.remote_id, c.number FROM credential c JOIN person p ON p.id = c.person_id
      WHERE c.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY 1`),
  ];
}

describe('a desk that cannot reach the registry', () => {
  it('has what the other desk has, and goes on from there when it can', async () => {
    await take(await pages());
    expect(contents(offline)).toEqual(contents(online));
    expect(offline.count('staff_line')).toBe(4);
    expect(offline.sync.handlers.state({}, offline.editor)).toMatchObject({ complete: true });
    // Requests of other desks are no part of the copy.
    const cursor = `SELECT kind, cursor, page, complete FROM sync_cursor WHERE kind NOT IN ('requests', 'notes') ORDER BY kind`;
    expect(offline.db.prepare(cursor).all()).toEqual(online.db.prepare(cursor).all());
  });

  it('takes what has changed, what is new and what is gone', async () => {
    await take(await pages());
    registry.put('person', 'p1', { phone: '+79075555555' }, [credential(1, { number: '77 7' })]);
    registry.remove('employment', 'e2');
    registry.put('person', 'p9', { ...registry.current('person', 'p0')?.fields, lastName: 'Новый' }, []);
    await online.run();
    const counts = (await pages()).map((page) => offline.sync.copies.compare(page));
    const sum = (of: 'new' | 'changed' | 'known') => counts.reduce((all, one) => all + one[of], 0);
    expect([sum('new'), sum('changed')]).toEqual([1, 2]);
    await take(await pages());
    expect(contents(offline)).toEqual(contents(online));
    expect(offline.field('person', offline.idOf('person', 'p1'), 'phone')).toBe('+79075555555');
    expect(offline.entities.get('employment', offline.idOf('employment', 'e2'))).toBeNull();
  });

  it('keeps what is typed, and says where the registry has something else', async () => {
    await take(await pages());
    await offline.edit({ kind: 'person', id: offline.idOf('person', 'p1'), field: 'phone', to: '+79071111111' });
    registry.put('person', 'p1', { phone: '+79072222222' });
    await online.run();
    await take(await pages());
    expect(offline.field('person', offline.idOf('person', 'p1'), 'phone')).toBe('+79071111111');
    expect(offline.sync.conflicts()).toMatchObject([{ field: 'phone', theirs: '+79072222222' }]);
  });

  it('passes on what waits for something that has not come', async () => {
    registry.put('employment', 'e9', { ...registry.current('employment', 'e0')?.fields, personId: 'p8' });
    await online.run();
    await take(await pages());
    expect(offline.count('parked')).toBe(online.count('parked'));
    registry.put('person', 'p8', { ...registry.current('person', 'p0')?.fields, lastName: 'Поздний' }, []);
    await online.run();
    await take(await pages());
    expect(contents(offline)).toEqual(contents(online));
    expect(offline.count('parked')).toBe(0);
  });
});

it('the journal tells that it came in a package, page by page, and nothing when nothing came', async () => {
  const list = await pages();
  await take(list);
  const entries = () =>
    Number(offline.db.prepare(`SELECT count(*) FROM journal WHERE body LIKE '%sync.package%'`).pluck().get());
  const before = entries();
  expect(before).toBe(list.filter(({ copies }) => copies.length > 0).length);
  await take(list);
  expect(entries()).toBe(before);
});

it('does not lead a desk that has asked the registry itself back to an older place', async () => {
  const old = await pages();
  registry.put('person', 'p1', { phone: '+79075555555' });
  offline = openSyncDesk({ registry });
  await offline.run();
  const cursor = () => offline.db.prepare('SELECT cursor FROM sync_cursor ORDER BY kind').pluck().all();
  const before = cursor();
  await take(old);
  expect(cursor()).toEqual(before);
  expect(offline.field('person', offline.idOf('person', 'p1'), 'phone')).toBe('+79075555555');
});

it('stopped in between it keeps what is taken, does not call itself complete, and is taken again to its end', async () => {
  const list = await pages();
  const stop = new AbortController();
  const stopped = offline.sync.copies.take(list, () => stop.abort(), stop.signal);
  expect((await refusal(() => stopped)).code).toBe('KD-6002');
  expect(offline.count('person')).toBe(4);
  expect(offline.sync.handlers.state({}, offline.editor)).toMatchObject({ complete: false });
  await take(list);
  expect(contents(offline)).toEqual(contents(online));
});

it('touches nothing after the desk was closed', async () => {
  const list = await pages();
  const taking = refusal(() => take(list));
  await offline.sync.dispose();
  const before = offline.count('person');
  expect((await taking).code).toBe('KD-6002');
  expect(offline.count('person')).toBe(before);
});

it.each([
  ['another registry’s', { feed: 'Patient', cursor: null, copies: [] }],
  [
    'no text that a registry writes',
    { feed: 'people', cursor: null, copies: [{ kind: 'person', remoteId: 'x', version: '1', raw: '{' }] },
  ],
] as const)('a page that is %s', async (_, page) => {
  expect((await refusal(() => take([page]))).code).toBe('KD-4003');
  expect(offline.count('person')).toBe(0);
});

it('older and newer ones in any order, again and again, end in the newest', async () => {
  const shots = [await pages()];
  for (const [person, phone] of [
    ['p0', '+79070000010'],
    ['p1', null],
    ['p0', '+79070000011'],
  ] as const) {
    registry.put('person', person, { phone });
    await online.run();
    shots.push(await pages());
  }
  registry.remove('employment', 'e3');
  registry.remove('person', 'p3');
  await online.run();
  shots.push(await pages());
  const last = shots.length - 1;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(last), { maxLength: 8 }), fc.nat(8), async (order, at) => {
      offline = openSyncDesk({ registry: new FakeRegistry() });
      // Whatever comes before and after it, the newest comes once at least.
      for (const shot of order.toSpliced(at, 0, last)) await take(shots[shot] ?? []);
      expect(contents(offline)).toEqual(contents(online));
    }),
    { numRuns: 30 },
  );
});
