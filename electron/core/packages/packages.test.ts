import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../attachments/test-files.ts';
import { approve } from '../changes/test-requests.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { newHire } from '../sync/testing/requests.ts';
import { PackageBench } from './testing/desk.ts';
import { dump, openPair, submitted } from './testing/pair.ts';

let registry: FakeRegistry;
let online: SyncDesk;
let offline: SyncDesk;
let here: PackageBench;
let there: PackageBench;
let stick: string;

beforeEach(async () => {
  ({ registry, online, offline, here, there, stick } = await openPair());
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

const summary = (desk: SyncDesk, id: string) => desk.requests.reader.summary(id) ?? { state: null, reason: null };

const outcomes = async (bench: PackageBench, path: string, desk: SyncDesk) =>
  (await bench.preview(path, desk.editor)).requests.map(({ outcome, from, to }) => [outcome, from, to]);

it('a request goes to the registry and its answer comes back', async () => {
  const requestId = await submitted(offline);
  const out = await there.write('requests', offline.editor);
  expect(await outcomes(here, out, online)).toEqual([['new', null, 'submitted']]);
  expect(online.count('change_request')).toBe(0);
  const { requests } = await here.take(out, online.editor);
  expect(requests).toMatchObject([
    { author: 'Кадрова Анна Сергеевна', subjects: ['Учебнова Иван Петрович'], fields: 1 },
  ]);
  await approve(online, requestId);
  await online.run();
  expect(online.state(requestId)).toBe('accepted');

  const back = await here.write('receipt', online.editor);
  expect(await outcomes(there, back, offline)).toEqual([['moves', 'submitted', 'accepted']]);
  expect(offline.state(requestId)).toBe('submitted');
  await there.take(back, offline.editor);
  expect(offline.state(requestId)).toBe('accepted');
  expect(offline.handlers.changes.get({ requestId }, offline.editor)).toMatchObject({
    signature: { verdict: 'valid' },
  });
  expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
  expect([...registry.taken.values()]).toEqual([1]);
  expect(await outcomes(there, back, offline)).toEqual([['known', 'accepted', 'accepted']]);
});

it('an approved one is signed at the desk without a network, and sent by the other', async () => {
  const requestId = await submitted(offline);
  await approve(offline, requestId);
  const out = await there.write('requests', offline.editor);
  expect(await outcomes(here, out, online)).toEqual([['new', null, 'queued']]);
  await here.take(out, online.editor);
  expect(here.kicks).toBe(1);
  await online.run();
  await there.take(await here.write('receipt', online.editor), offline.editor);
  expect([online.state(requestId), offline.state(requestId)]).toEqual(['accepted', 'accepted']);
  expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
});

it('a refusal comes back in the registry’s words, a return in the approver’s', async () => {
  const refused = await submitted(offline);
  await here.take(await there.write('requests', offline.editor), online.editor);
  await approve(online, refused);
  registry.fault('submit', 'refuse');
  await online.run();
  const [answer] = (await there.take(await here.write('receipt', online.editor), offline.editor)).requests;
  expect(answer).toMatchObject({ outcome: 'moves', from: 'submitted', to: 'rejected' });
  expect(answer?.note).toBe(summary(online, refused).reason);
  expect(summary(offline, refused)).toMatchObject({ state: 'rejected', reason: answer?.note });

  await offline.handlers.changes.reopen({ requestId: refused }, offline.editor);
  await offline.handlers.changes.submit({ requestId: refused }, offline.editor);
  await here.take(await there.write('requests', offline.editor), online.editor);
  const reason = 'Укажите номер приказа';
  await online.handlers.changes.returnSubjects({ requestId: refused, subjectIds: null, reason }, online.approver);
  await there.take(await here.write('receipt', online.editor), offline.editor);
  expect(summary(offline, refused)).toMatchObject({ state: 'returned', reason });
});

it('a part that was returned and the rest that was accepted find their places', async () => {
  const requestId = await submitted(offline, '+79070000001', 'p1');
  await offline.handlers.changes.reopen({ requestId }, offline.editor);
  await submitted(offline, '+79070000002', 'p2');
  await here.take(await there.write('requests', offline.editor), online.editor);
  const subjectIds = [online.idOf('person', 'p2')];
  const { returnedRequestId } = await online.handlers.changes.returnSubjects(
    { requestId, subjectIds, reason: 'Другой номер' },
    online.approver,
  );
  await approve(online, requestId);
  await online.run();
  await there.take(await here.write('receipt', online.editor), offline.editor);
  expect([offline.state(requestId), offline.state(returnedRequestId)]).toEqual(['accepted', 'returned']);
  expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000001');
  expect(offline.field('person', offline.idOf('person', 'p2'), 'phone')).toBe('+79070000002');
});

it('what was changed in the registry meanwhile is refused there and decided about here', async () => {
  const requestId = await submitted(offline);
  await here.take(await there.write('requests', offline.editor), online.editor);
  await approve(online, requestId);
  registry.put('person', 'p1', { phone: '+79079999999' });
  await online.run();
  expect(online.state(requestId)).toBe('rejected');
  await there.take(await here.write('receipt', online.editor), offline.editor);
  expect(offline.state(requestId)).toBe('rejected');
  expect(offline.sync.conflicts()).toMatchObject([{ field: 'phone', mine: '+79070000001', theirs: '+79079999999' }]);
});

it('somebody new is known by the same mark on both sides, with the copy of the registry', async () => {
  const hired = await offline.handlers.staff.hire(newHire(offline), offline.editor);
  await offline.handlers.changes.submit({ requestId: hired.requestId }, offline.editor);
  await here.take(await there.write('requests', offline.editor), online.editor);
  await approve(online, hired.requestId);
  await online.run();
  expect(online.state(hired.requestId)).toBe('accepted');
  const { records } = await there.take(await here.write('receipt', online.editor), offline.editor);
  expect(records).toMatchObject({ new: 2, changed: 0 });
  expect(
    offline.db.prepare('SELECT remote_id IS NOT NULL FROM person WHERE last_name = ?').pluck().all('Новикова'),
  ).toEqual([1]);
  expect(offline.count('person')).toBe(online.count('person'));
});

it('files of records go along, are looked into and kept once', async () => {
  const content = png();
  const person = { kind: 'person', id: offline.idOf('person', 'p1') } as const;
  const file = { fileName: 'приказ.png', content };
  await offline.handlers.attachments.add({ owner: person, kind: 'order', file }, offline.editor);
  await submitted(offline);
  const out = await there.write('requests', offline.editor);
  expect(await here.preview(out, online.editor)).toMatchObject({ files: 1 });
  expect(online.count('attachment')).toBe(0);
  expect(await here.take(out, online.editor)).toMatchObject({ filesRefused: 0 });
  const owner = { kind: 'person', id: online.idOf('person', 'p1') } as const;
  const { attachments } = await online.handlers.attachments.of({ owners: [owner] }, online.editor);
  expect(attachments).toMatchObject([{ fileName: 'приказ.png', version: 1 }]);
  await here.take(out, online.editor);
  expect([online.count('attachment'), online.count('attachment_version')]).toEqual([1, 1]);
});

describe('nothing twice', () => {
  it('the same package twice changes nothing but the journal of takings', async () => {
    await submitted(offline);
    const out = await there.write('requests', offline.editor);
    await here.take(out, online.editor);
    const before = dump(online);
    const again = await here.preview(out, online.editor);
    expect(again).toMatchObject({ takenAt: online.clock.now(), requests: [{ outcome: 'known' }] });
    expect(dump(online)).toEqual(before);
    await here.take(out, online.editor);
    const without = (rows: unknown) =>
      (rows as [string, unknown[]][]).filter(([table]) => !table.startsWith('journal') && table !== 'meta');
    expect(without(dump(online))).toEqual(without(before));
  });

  it('a preview writes nothing at all', async () => {
    await submitted(offline);
    const out = await there.write('requests', offline.editor);
    const before = dump(online);
    await here.preview(out, online.editor);
    expect(dump(online)).toEqual(before);
    expect(here.emitted).toEqual([]);
  });
});

it('a request about somebody who is not here yet waits for the records, and is taken with them', async () => {
  const late = openSyncDesk({ registry: new FakeRegistry() });
  const bench = new PackageBench(late, stick);
  // Its organisation alone is here.
  const copy = online.sync.copies.of('organisation', online.idOf('organisation', 'org'));
  await late.sync.copies.take(copy === null ? [] : [copy], () => undefined, new AbortController().signal);
  const requestId = await submitted(offline);
  const out = await there.write('requests', offline.editor);
  expect((await bench.take(out, late.editor)).requests).toMatchObject([{ outcome: 'waits', number: null }]);
  expect(late.count('change_request')).toBe(0);
  await bench.take(await here.write('registry', online.editor), late.editor);
  expect(late.state(requestId)).toBe('submitted');
});

describe('the author’s word', () => {
  it('a request that was taken back after it travelled is given up there, too', async () => {
    const requestId = await submitted(offline);
    await here.take(await there.write('requests', offline.editor), online.editor);
    await offline.handlers.changes.withdraw({ requestId }, offline.editor);
    await here.take(await there.write('requests', offline.editor), online.editor);
    expect(online.state(requestId)).toBe('withdrawn');
  });

  it('an older package after a newer one changes nothing', async () => {
    const requestId = await submitted(offline, '+79070000001');
    const older = await there.write('requests', offline.editor);
    await offline.handlers.changes.reopen({ requestId }, offline.editor);
    await submitted(offline, '+79070000002');
    await here.take(await there.write('requests', offline.editor), online.editor);
    expect(await outcomes(here, older, online)).toEqual([['known', 'submitted', 'submitted']]);
    await here.take(older, online.editor);
    await approve(online, requestId);
    await online.run();
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000002');
  });

  it('what is typed after the request has left stays, whatever the answer', async () => {
    const requestId = await submitted(offline, '+79070000001');
    await here.take(await there.write('requests', offline.editor), online.editor);
    await offline.handlers.changes.reopen({ requestId }, offline.editor);
    const id = offline.idOf('person', 'p1');
    await offline.edit({ kind: 'person', id, field: 'phone', to: '+79070000003' });
    await approve(online, requestId);
    await online.run();
    await there.take(await here.write('receipt', online.editor), offline.editor);
    expect(offline.state(requestId)).toBe('accepted');
    expect(offline.field('person', id, 'phone')).toBe('+79070000003');
  });
});

it('the journal tells who wrote and took what', async () => {
  await submitted(offline);
  await here.take(await there.write('requests', offline.editor), online.editor);
  const bodies = (desk: SyncDesk) => desk.db.prepare('SELECT body FROM journal').pluck().all().join('\n');
  expect(bodies(offline)).toContain('packages.write');
  expect(bodies(online)).toContain('packages.take');
  expect(here.handlers.state({}, online.editor)).toMatchObject({
    notes: expect.arrayContaining([
      expect.objectContaining({ direction: 'taken', kind: 'requests', requests: 1, by: 'Кадрова Анна Сергеевна' }),
    ]),
  });
});
