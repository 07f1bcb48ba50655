import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../attachments/test-files.ts';
import { approve } from '../changes/test-requests.ts';
import { fillRegistry } from '../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { newHire } from '../sync/testing/requests.ts';
import { refusal } from '../test-books.ts';
import { threadBox } from './seal-thread.ts';
import { newStick, PackageBench } from './testing/desk.ts';
import { PHRASE } from './testing/sealed.ts';

let registry: FakeRegistry;
/** Reaches the registry. */
let online: SyncDesk;
/** Never does. */
let offline: SyncDesk;
let here: PackageBench;
let there: PackageBench;
let stick: string;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 3);
  online = openSyncDesk({ registry });
  offline = openSyncDesk({ registry: new FakeRegistry() });
  await online.run();
  stick = newStick();
  here = new PackageBench(online, stick);
  there = new PackageBench(offline, stick);
  await there.take(await here.write('registry', online.editor), offline.editor);
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

async function submitted(to: string | null = '+79070000001', person = 'p1'): Promise<string> {
  const requestId = await offline.edit({ kind: 'person', id: offline.idOf('person', person), field: 'phone', to });
  await offline.handlers.changes.submit({ requestId }, offline.editor);
  return requestId;
}

const summary = (desk: SyncDesk, id: string) => desk.requests.reader.summary(id) ?? { state: null, reason: null };

const outcomes = async (bench: PackageBench, path: string, desk: SyncDesk) =>
  (await bench.preview(path, desk.editor)).requests.map(({ outcome, from, to }) => [outcome, from, to]);

/** Everything that a store holds, row by row. */
function dump(desk: SyncDesk): unknown {
  const tables = desk.db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'staff_search%'`,
    )
    .pluck()
    .all() as string[];
  return tables.map((table) => [table, desk.db.prepare(`SELECT * FROM ${table}`).all()]);
}

it('a request goes to the registry and its answer comes back', async () => {
  const requestId = await submitted();
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
  const requestId = await submitted();
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
  const refused = await submitted();
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
  const requestId = await submitted('+79070000001', 'p1');
  await offline.handlers.changes.reopen({ requestId }, offline.editor);
  await submitted('+79070000002', 'p2');
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
  const requestId = await submitted();
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
  await submitted();
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
    await submitted();
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
    await submitted();
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
  const requestId = await submitted();
  const out = await there.write('requests', offline.editor);
  expect((await bench.take(out, late.editor)).requests).toMatchObject([{ outcome: 'waits', number: null }]);
  expect(late.count('change_request')).toBe(0);
  await bench.take(await here.write('registry', online.editor), late.editor);
  expect(late.state(requestId)).toBe('submitted');
});

describe('the author’s word', () => {
  it('a request that was taken back after it travelled is given up there, too', async () => {
    const requestId = await submitted();
    await here.take(await there.write('requests', offline.editor), online.editor);
    await offline.handlers.changes.withdraw({ requestId }, offline.editor);
    await here.take(await there.write('requests', offline.editor), online.editor);
    expect(online.state(requestId)).toBe('withdrawn');
  });

  it('an older package after a newer one changes nothing', async () => {
    const requestId = await submitted('+79070000001');
    const older = await there.write('requests', offline.editor);
    await offline.handlers.changes.reopen({ requestId }, offline.editor);
    await submitted('+79070000002');
    await here.take(await there.write('requests', offline.editor), online.editor);
    expect(await outcomes(here, older, online)).toEqual([['known', 'submitted', 'submitted']]);
    await here.take(older, online.editor);
    await approve(online, requestId);
    await online.run();
    expect(registry.current('person', 'p1')?.fields.phone).toBe('+79070000002');
  });

  it('what is typed after the request has left stays, whatever the answer', async () => {
    const requestId = await submitted('+79070000001');
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

describe('what is refused, with nothing written', () => {
  const refusedAs = async (action: () => unknown): Promise<string> => {
    const before = dump(online);
    const { code } = await refusal(action);
    expect(dump(online)).toEqual(before);
    return code;
  };

  it('a package of another organisation, or of another contour', async () => {
    await submitted();
    for (const owner of [
      { organisation: '1.2.643.5.9', contour: 'test' },
      { organisation: '1.2.643.5.1', contour: 'production' },
    ] as const) {
      const foreign = new PackageBench(offline, stick, { owner: () => owner });
      const path = await foreign.write('requests', offline.editor);
      expect(await refusedAs(() => here.choose(path, online.editor))).toBe('KD-6404');
    }
  });

  it('in the training clinic nothing is written and nothing is taken', async () => {
    const training = new PackageBench(online, stick, { owner: () => null });
    expect(await refusedAs(() => training.write('registry', online.editor))).toBe('KD-4008');
    expect(await refusedAs(() => training.choose(join(stick, 'registry-1.kpkg'), online.editor))).toBe('KD-4008');
    expect(training.handlers.state({}, online.editor)).toMatchObject({ requests: 0, receipts: 0, records: 0 });
  });

  it('a file that is gone, a wrong passphrase, a package that was not looked into', async () => {
    await submitted();
    const path = await there.write('requests', offline.editor);
    expect(await refusedAs(() => here.choose(join(stick, 'none.kpkg'), online.editor))).toBe('KD-6401');
    expect(await refusedAs(() => here.preview(path, online.editor, 'неверная фраза'))).toBe('KD-6405');
    const { fileId } = await here.choose(path, online.editor);
    expect(await refusedAs(() => here.handlers.take({ fileId }, online.editor))).toBe('KD-6412');
    await here.choose(path, online.editor);
    expect(await refusedAs(() => here.handlers.preview({ fileId, passphrase: PHRASE }, online.editor))).toBe('KD-6412');
  });

  it('nothing to write, and a passphrase that anybody guesses', async () => {
    expect(await refusedAs(() => here.write('requests', online.editor))).toBe('KD-6411');
    expect(await refusedAs(() => here.write('receipt', online.editor))).toBe('KD-6411');
    expect(await refusedAs(() => here.write('registry', online.editor, ' коротко   '))).toBe('KD-6410');
  });

  it('a request whose content is not what was signed is named, the others are taken', async () => {
    const bad = await submitted('+79070000001', 'p1');
    await approve(offline, bad);
    await submitted('+79070000002', 'p2');
    const path = await there.write('requests', offline.editor);
    const judge = openSyncDesk({ registry, verdict: () => 'invalid' });
    await judge.run();
    const { requests } = await new PackageBench(judge, stick).take(path, judge.editor);
    expect(requests.map(({ outcome, refusal: code }) => [outcome, code]).sort()).toEqual([
      ['new', null],
      ['refused', 'KD-3106'],
    ]);
    expect(judge.count('change_request')).toBe(1);
  });
});

describe('the signature of a package', () => {
  const view = {
    subject: 'Кадрова Анна',
    snils: null,
    organisationInn: null,
    issuer: 'УЦ',
    serialNumber: '1',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    qualified: true,
  };
  const signing = {
    name: 'test',
    inspect: () => Promise.reject(new Error()),
    sign: async (_c: unknown, _p: string, content: Uint8Array) => content.slice(0, 32),
  };
  const host = { openFile: async () => join(stick, 'key.p12'), saveFile: async () => join(stick, 'signed.kpkg') };

  async function signed(): Promise<string> {
    await submitted();
    writeFileSync(join(stick, 'key.p12'), 'key');
    const signer = new PackageBench(offline, stick, { signing, host });
    const container = await signer.handlers.chooseContainer({}, offline.editor);
    const use = { containerId: container?.containerId ?? '', password: 'x' };
    await signer.handlers.write({ kind: 'requests', passphrase: PHRASE, signing: use }, offline.editor);
    return join(stick, 'signed.kpkg');
  }

  it('is shown with who made it, whoever that is', async () => {
    const path = await signed();
    const verify = async ({ content, cms }: { content: Uint8Array; cms: Uint8Array }) => {
      expect(Buffer.from(cms)).toEqual(Buffer.from(content.slice(0, 32)));
      return { verdict: 'invalid', reasons: ['KD-3104'], certificate: new Uint8Array(), view, signedAt: null } as const;
    };
    expect(await new PackageBench(online, stick, { verify }).preview(path, online.editor)).toMatchObject({
      signer: { subject: 'Кадрова Анна', issuer: 'УЦ' },
    });
  });

  it.each(['KD-3103', 'KD-3105', 'KD-3106'] as const)(
    'that does not hold (%s) keeps the package out',
    async (reason) => {
      const path = await signed();
      const verify = async () =>
        ({ verdict: 'invalid', reasons: [reason], certificate: new Uint8Array(), view, signedAt: null }) as const;
      const bench = new PackageBench(online, stick, { verify });
      expect((await refusal(() => bench.preview(path, online.editor))).code).toBe('KD-6409');
      expect(online.count('change_request')).toBe(0);
    },
  );
});

it('on the stick lies one sealed file and nothing else, whatever fails', async () => {
  await submitted();
  const real = new PackageBench(offline, stick, { box: threadBox });
  const path = await real.write('requests', offline.editor);
  for (const secret of ['Учебнова', '+79070000001', 'Кадрова', 'files/'])
    expect(readFileSync(path).includes(secret)).toBe(false);
  const before = readdirSync(stick);
  const stopped = new AbortController();
  stopped.abort();
  real.save = path;
  const again = () =>
    real.handlers.write(
      { kind: 'requests', passphrase: PHRASE, signing: null },
      { ...offline.editor, signal: stopped.signal },
    );
  expect((await refusal(again)).code).toBe('KD-6002');
  real.save = join(stick, 'no such folder', 'x.kpkg');
  const nowhere = () => real.handlers.write({ kind: 'requests', passphrase: PHRASE, signing: null }, offline.editor);
  expect((await refusal(nowhere)).code).toBe('KD-6001');
  expect(readdirSync(stick)).toEqual(before);
  const reader = new PackageBench(online, stick, { box: threadBox });
  expect(await reader.take(path, online.editor)).toMatchObject({ requests: [{ outcome: 'new' }] });
});

it('the journal tells who wrote and took what', async () => {
  await submitted();
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
