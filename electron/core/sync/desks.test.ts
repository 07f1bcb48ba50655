import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityId } from '#shared/domain/values.ts';
import { png } from '../attachments/test-files.ts';
import { envelopeText } from '../changes/envelope.ts';
import { fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { newHire } from './testing/requests.ts';

/** Two desks of clerks and the chief doctor's, around one registry. */
let registry: FakeRegistry;
let author: SyncDesk;
let other: SyncDesk;
let chief: SyncDesk;
let requestId: EntityId;

const PHONE = '+79070000001';
const phone = () => registry.current('person', 'p1')?.fields.phone;
const change = (desk: SyncDesk, to = PHONE) =>
  desk.edit({ kind: 'person', id: desk.idOf('person', 'p1'), field: 'phone', to });
const submit = (desk = author, id = requestId) => desk.handlers.changes.submit({ requestId: id }, desk.editor);
const view = (desk: SyncDesk, id = requestId) => desk.handlers.changes.get({ requestId: id }, desk.approver);
const states = () => [author, other, chief].map((desk) => desk.state(requestId));
async function runAll(): Promise<void> {
  for (const desk of [author, other, chief]) expect((await desk.run()).error).toBeNull();
}

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  [author, other, chief] = [openSyncDesk({ registry }), openSyncDesk({ registry }), openSyncDesk({ registry })];
  await runAll();
  requestId = await change(author);
});
afterEach(() => Promise.all([author, other, chief].map((desk) => desk.sync.dispose())));

describe('several desks around one registry', () => {
  it('a request submitted at one is approved at another and sent by a third, once', async () => {
    const owner = { kind: 'person', id: author.idOf('person', 'p1') } as const;
    const file = { fileName: 'заявление.png', content: png() };
    await author.handlers.attachments.add({ owner, kind: 'application', file }, author.editor);
    await submit();
    await author.run();
    await chief.run();
    const { summary, attachments } = await view(chief);
    expect(summary).toMatchObject({ state: 'submitted', author: author.editor.user?.name });
    expect(attachments).toMatchObject([{ fileName: 'заявление.png' }]);
    const opened = await chief.handlers.attachments.open({ attachmentId: attachments[0]?.id ?? '' }, chief.approver);
    expect(Buffer.from(opened.content ?? []).equals(png())).toBe(true);
    await chief.sign(requestId);
    registry.fault('submit', 'unreached');
    await chief.run();
    expect([chief.state(requestId), registry.taken.size]).toEqual(['queued', 0]);
    await other.run();
    expect([other.state(requestId), phone()]).toEqual(['accepted', PHONE]);
    await runAll();
    expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
    expect([...registry.taken]).toEqual([[requestId, 1]]);
    const { timeline } = await view(author);
    expect(timeline.map(({ state, actor }) => [state, actor])).toContainEqual(['approved', chief.approver.user?.name]);
    for (const desk of [author, other, chief]) {
      expect(desk.field('person', desk.idOf('person', 'p1'), 'phone')).toBe(PHONE);
      expect(desk.count('outbox')).toBe(0);
    }
    expect(author.told).toContainEqual({ name: 'data.changed', body: { kind: 'request', ids: [requestId] } });
  });

  it('what its author typed and signed since is a draft again when another has sent what was signed before', async () => {
    await submit();
    await runAll();
    await author.handlers.changes.reopen({ requestId }, author.editor);
    const id = author.idOf('person', 'p1');
    await author.edit({ kind: 'person', id, field: 'email', to: 'a@clinic.example' });
    await author.approve(requestId);
    await chief.sign(requestId);
    await chief.run();
    await runAll();
    expect([states(), phone()]).toEqual([['accepted', 'accepted', 'accepted'], PHONE]);
    const kept = { state: 'draft', field: 'email', to: 'a@clinic.example' };
    expect(author.pending.of('person', id)).toContainEqual(expect.objectContaining(kept));
    expect(author.count('outbox')).toBe(0);
  });

  it('those who send the same request at once send it once', async () => {
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    registry.fault('submit', 'unreached');
    await chief.run();
    registry.fault('submit', 'unreached');
    await author.run();
    await Promise.all([author, other, chief].map((desk) => desk.run()));
    await runAll();
    expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
    expect([...registry.taken]).toEqual([[requestId, 1]]);
  });

  it('somebody new is one person on every desk, whoever sends them', async () => {
    const hired = await author.handlers.staff.hire(newHire(author), author.editor);
    requestId = hired.requestId;
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    await chief.run();
    await runAll();
    expect(registry.created).toBe(2);
    for (const desk of [author, other, chief]) {
      expect(desk.state(requestId)).toBe('accepted');
      expect(desk.idOf('person', `r-${hired.personId}`)).toBe(hired.personId);
      expect(desk.entities.get('person', hired.personId)).not.toBeNull();
      expect(desk.count('person')).toBe(5);
    }
  });

  it('what is returned comes back with the words, and goes again', async () => {
    await submit();
    await author.run();
    await chief.run();
    const give = { requestId, subjectIds: null, reason: 'Уточните номер' };
    await chief.handlers.changes.returnSubjects(give, chief.approver);
    await chief.run();
    await author.run();
    expect((await view(author)).summary).toMatchObject({ state: 'returned', reason: 'Уточните номер' });
    await change(author, '+79070000002');
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    await runAll();
    await runAll();
    expect([states(), phone()]).toEqual([['accepted', 'accepted', 'accepted'], '+79070000002']);
  });

  it('what the registry refuses is refused on every desk, with its words', async () => {
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    registry.fault('submit', 'refuse');
    await chief.run();
    await runAll();
    expect(states()).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await view(author)).summary.reason).toBe('Так нельзя');
    await author.handlers.changes.reopen({ requestId }, author.editor);
    await runAll();
    expect(states()).toEqual(['draft', 'draft', 'draft']);
    await submit();
    await runAll();
    expect(states()).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('what is withdrawn is not sent, also when that is heard in the middle of sending', async () => {
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    registry.before = (what) => {
      if (what !== 'submit') return;
      registry.before = () => {};
      void author.handlers.changes.withdraw({ requestId }, author.editor);
      registry.told.tell(requestId, envelopeText(author.sharing.envelope(requestId).envelope));
    };
    expect((await chief.run()).error).toBeNull();
    await runAll();
    expect(states()).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect([registry.taken.size, chief.count('outbox')]).toEqual([0, 0]);
  });

  it('what comes to nothing after others have seen it is withdrawn on every desk', async () => {
    await submit();
    await runAll();
    await author.handlers.changes.reopen({ requestId }, author.editor);
    const id = author.idOf('person', 'p1');
    await author.edit({
      kind: 'person',
      id,
      field: 'phone',
      to: registry.current('person', 'p1')?.fields.phone ?? null,
    });
    await runAll();
    expect(states()).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('a refusal reaches its author, whose request says less by now', async () => {
    await author.edit({ kind: 'person', id: author.idOf('person', 'p1'), field: 'email', to: 'a@clinic.example' });
    await submit();
    await runAll();
    await chief.sign(requestId);
    registry.fault('submit', 'refuse');
    registry.put('person', 'p1', { email: 'a@clinic.example' });
    await author.run();
    expect((await view(author)).summary.fields).toBe(1);
    await chief.run();
    await runAll();
    expect(states()).toEqual(['rejected', 'rejected', 'rejected']);
    expect(author.field('person', author.idOf('person', 'p1'), 'phone')).toBe(PHONE);
  });

  it('is told anew when the registry went back to a copy from before, and takes what comes with marks used before', async () => {
    const copy = registry.time;
    registry.put('person', 'p2', { phone: '+79070000003' });
    await author.run();
    await submit();
    await author.run();
    registry.restore(copy);
    await runAll();
    await runAll();
    expect(states()).toEqual(['submitted', 'submitted', 'submitted']);
    await chief.sign(requestId);
    await runAll();
    await runAll();
    expect([states(), phone()]).toEqual([['accepted', 'accepted', 'accepted'], PHONE]);
  });

  it('is told once, although the answer was lost', async () => {
    await submit();
    registry.told.lose = ['publish'];
    expect((await author.run()).error?.code).toBe('KD-4001');
    await author.run();
    expect(registry.told.size).toBe(1);
    await chief.run();
    expect(chief.state(requestId)).toBe('submitted');
  });

  it('is never sent before others can know of it', async () => {
    await author.approve(requestId);
    registry.told.refused = 'KD-4002';
    expect((await author.run()).error?.code).toBe('KD-4002');
    expect(registry.taken.size).toBe(0);
    registry.told.refused = null;
    author.clock.advance(600_000);
    await author.run();
    expect([...registry.taken]).toEqual([[requestId, 1]]);
  });

  it('whoever may only look tells nobody anything', async () => {
    await submit();
    const silent = openSyncDesk({ registry, mayTell: false });
    await silent.run();
    await author.run();
    await silent.run();
    expect(silent.state(requestId)).toBe('submitted');
    silent.db.prepare(`UPDATE change_request SET state = 'returned'`).run();
    await silent.run();
    expect(registry.told.size).toBe(1);
    await silent.sync.dispose();
  });

  it('nonsense in the inbox stops nobody', async () => {
    registry.told.tell('019a1b2c-0000-7000-8000-0000000000ff', '{"envelope":2}');
    registry.told.tell('019a1b2c-0000-7000-8000-0000000000fe', 'nothing at all');
    await submit();
    await author.run();
    expect((await chief.run()).error).toBeNull();
    expect(chief.state(requestId)).toBe('submitted');
    expect(chief.count('change_request')).toBe(1);
  });

  it('a file whose bytes are others is not taken, and asked for again', async () => {
    const owner = { kind: 'person', id: author.idOf('person', 'p1') } as const;
    const file = { fileName: 'заявление.png', content: png() };
    const added = await author.handlers.attachments.add({ owner, kind: 'application', file }, author.editor);
    await submit();
    await author.run();
    registry.told.files.set(added?.sha256 ?? '', png(1, 1));
    await chief.run();
    expect((await view(chief)).attachments).toEqual([]);
    registry.told.files.set(added?.sha256 ?? '', png());
    await chief.run();
    expect((await view(chief)).attachments).toHaveLength(1);
  });
});
