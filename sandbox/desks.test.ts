import type {
  Binary,
  Communication,
  DocumentReference,
  Practitioner,
  Provenance,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../electron/core/attachments/test-files.ts';
import { readEnvelope } from '../electron/core/changes/envelope.ts';
import type { Registry } from '../electron/core/registry/port.ts';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import type { EntityId } from '../shared/domain/values.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';

/** Desks of one clinic around this registry, over HTTP, with real signatures. */
const PEOPLE = 40;
let sandbox: Sandbox;
let author: SyncDesk;
let other: SyncDesk;
let chief: SyncDesk;
let requestId: EntityId;
let remoteId: string;
let next = 5;
/** Done once before the chief doctor's desk submits anything. */
let beforeSubmit: (() => Promise<void>) | null;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
});
afterAll(() => sandbox.stop());

/** @param transactions whether the registry has them */
async function open(transactions: boolean): Promise<void> {
  sandbox.configure({ transactions });
  const [clerk, approver] = await Promise.all([sandbox.token('kadrovik'), sandbox.token('glavvrach')]);
  author = openDeskAt(sandbox, async () => clerk);
  other = openDeskAt(sandbox, async () => clerk);
  chief = openDeskAt(sandbox, async () => approver, { through: watched });
  // Only the chief doctor's desk knows who approves: the others go by the certificate.
  for (const desk of [author, other]) desk.db.prepare(`DELETE FROM app_user WHERE role = 'approver'`).run();
  beforeSubmit = null;
  await runAll();
  remoteId = clinicSource({ people: PEOPLE }).personAt(next++).person.remoteId;
  requestId = await changePhone('+79070000001');
}
afterEach(async () => {
  sandbox.resetFaults();
  for (const desk of [author, other, chief]) {
    await desk.sync.dispose();
    desk.db.close();
  }
});

function watched(registry: Registry): Registry {
  return {
    ...registry,
    async submit(...parts) {
      const first = beforeSubmit;
      beforeSubmit = null;
      await first?.();
      return registry.submit(...parts);
    },
  };
}

const changePhone = (to: string) =>
  author.edit({ kind: 'person', id: author.idOf('person', remoteId), field: 'phone', to });
const submit = () => author.handlers.changes.submit({ requestId }, author.editor);
const states = () => [author, other, chief].map((desk) => desk.state(requestId));
const all = <T extends Resource>(type: T['resourceType']) => sandbox.state(type) as T[];
const tasks = () => all<Task>('Task').filter(({ identifier }) => identifier?.[0]?.value === requestId);
const approvals = () =>
  all<Provenance>('Provenance').filter(({ entity }) => entity?.[0]?.what.reference === `Task/${tasks()[0]?.id}`);
const practitioner = () => sandbox.state('Practitioner', remoteId) as Practitioner;
async function runAll(): Promise<void> {
  for (const desk of [author, other, chief]) expect(await desk.run()).toMatchObject({ error: null });
}
async function approved(): Promise<void> {
  await submit();
  await author.run();
  await chief.run();
  await chief.sign(requestId);
}

describe.each([true, false])('desks around a registry (transactions: %s)', (transactions) => {
  beforeEach(() => open(transactions));

  it('pass a request on with its file, approve it, and send it once', async () => {
    const owner = { kind: 'person', id: author.idOf('person', remoteId) } as const;
    const content = png(320, 200 + next);
    const file = { fileName: 'заявление.png', content };
    await author.handlers.attachments.add({ owner, kind: 'application', file }, author.editor);
    await submit();
    await author.run();
    expect(tasks()).toMatchObject([{ status: 'requested', businessStatus: { coding: [{ code: 'submitted' }] } }]);
    const [document] = all<DocumentReference>('DocumentReference').slice(-1);
    expect(document?.content[0]?.attachment).toMatchObject({ contentType: 'image/png', size: content.length });
    const binaryId = document?.content[0]?.attachment.url?.split('/')[1] ?? '';
    const binary = sandbox.state('Binary', binaryId) as Binary;
    expect(Buffer.from(binary.data ?? '', 'base64').equals(content)).toBe(true);

    await chief.run();
    const { attachments, summary } = await chief.handlers.changes.get({ requestId }, chief.approver);
    expect(summary.elsewhere).toEqual({ login: author.editor.user?.userId, snils: '90000000094' });
    const opened = await chief.handlers.attachments.open({ attachmentId: attachments[0]?.id ?? '' }, chief.approver);
    expect(Buffer.from(opened.content ?? []).equals(content)).toBe(true);
    await chief.sign(requestId);
    sandbox.fault({ path: '/fhir/Practitioner', method: 'PUT', action: 'drop', times: 1 });
    if (transactions) sandbox.fault({ path: '/fhir', method: 'POST', action: 'drop', times: 1 });
    await chief.run();
    expect([chief.state(requestId), tasks()[0]?.status]).not.toContain('completed');
    sandbox.resetFaults();

    await other.run();
    expect(other.state(requestId)).toBe('accepted');
    chief.clock.advance(600_000);
    await runAll();
    expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
    expect(tasks()).toMatchObject([{ status: 'completed' }]);
    expect(approvals()).toHaveLength(1);
    expect(practitioner()).toMatchObject({ meta: { versionId: '2' } });
    expect(JSON.stringify(practitioner().telecom)).toContain('+79070000001');
  });

  it('send the same request once, also both at the same time', async () => {
    await approved();
    // The other desk has it too, and is quicker.
    beforeSubmit = async () => {
      await other.run();
    };
    expect(await chief.run()).toMatchObject({ error: null });
    await runAll();
    expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
    expect(practitioner().meta?.versionId).toBe('2');
    expect([tasks().length, approvals().length]).toEqual([1, 1]);
  });

  it('do not send what its author withdraws at the last moment', async () => {
    await approved();
    beforeSubmit = async () => {
      await author.handlers.changes.withdraw({ requestId }, author.editor);
      await author.run();
    };
    expect(await chief.run()).toMatchObject({ error: null });
    await runAll();
    expect([author.state(requestId), chief.state(requestId)]).toEqual(['withdrawn', 'withdrawn']);
    expect([tasks()[0]?.status, practitioner().meta?.versionId]).toEqual(['cancelled', '1']);
    expect(approvals()).toEqual([]);
  });
});

describe('desks around a registry', () => {
  beforeEach(() => open(true));

  it('hear why a request was returned, in a Communication as well', async () => {
    await submit();
    await author.run();
    await chief.run();
    const give = { requestId, subjectIds: null, reason: 'Уточните номер' };
    await chief.handlers.changes.returnSubjects(give, chief.approver);
    await chief.run();
    await author.run();
    const { summary } = await author.handlers.changes.get({ requestId }, author.editor);
    expect(summary).toMatchObject({ state: 'returned', reason: 'Уточните номер' });
    expect(tasks()).toMatchObject([{ status: 'rejected', statusReason: { text: 'Уточните номер' } }]);
    const comments = all<Communication>('Communication').filter(
      ({ about }) => about?.[0]?.identifier?.value === requestId,
    );
    expect(comments).toMatchObject([
      { payload: [{ contentString: 'Уточните номер' }], sender: { display: chief.approver.user?.name } },
    ]);
    await changePhone('+79070000002');
    await submit();
    await author.run();
    await chief.run();
    await chief.sign(requestId);
    await runAll();
    expect(chief.state(requestId)).toBe('accepted');
    await runAll();
    expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it.each(['drop', 'dropAnswer'] as const)(
    'write to each other, each word once, whatever is cut off (%s)',
    async (action) => {
      const { sendMessage, messages } = author.handlers.changes;
      await submit();
      await author.run();
      const { id } = await sendMessage({ requestId, text: 'Приказ принесут завтра' }, author.editor);
      sandbox.fault({ path: '/fhir/Communication', method: 'POST', action, times: 1 });
      await author.run();
      expect((await messages({ requestId }, author.editor)).messages).toMatchObject([{ id, told: false }]);
      await chief.run();
      await chief.handlers.changes.sendMessage({ requestId, text: 'Хорошо, подожду' }, chief.approver);
      for (const desk of [author, chief, other, author]) expect(await desk.run()).toMatchObject({ error: null });
      for (const desk of [author, chief, other]) {
        const said = (await desk.handlers.changes.messages({ requestId }, desk.editor)).messages;
        expect(said.map(({ text }) => text).sort()).toEqual(['Приказ принесут завтра', 'Хорошо, подожду']);
        expect(said.find((one) => one.id === id)).toMatchObject({ sender: author.editor.user?.name, told: true });
      }
      const written = all<Communication>('Communication').filter(
        ({ about }) => about?.[0]?.identifier?.value === requestId,
      );
      expect(written).toHaveLength(2);
      expect(written[0]).toMatchObject({
        category: [{ coding: [{ code: 'message' }] }],
        sender: { display: author.editor.user?.name, identifier: { value: '90000000094' } },
        payload: [{ contentString: 'Приказ принесут завтра' }, {}],
      });
    },
  );

  it('hear of planned works, signed by the publisher, and believe nobody else', async () => {
    const severity = 'works';
    await sandbox.publish({ severity, title: 'Ночью' });
    await sandbox.publish({
      severity,
      title: 'Прошли',
      endsAt: '2020-01-02T00:00:00Z',
      startsAt: '2020-01-01T00:00:00Z',
    });
    await sandbox.publish({ severity, title: 'Пришлите пароль', forged: true });
    for (let times = 0; times < 2; times++) await runAll();
    for (const desk of [author, other, chief]) {
      const { bulletins } = await desk.handlers.bulletins.list({}, desk.editor);
      expect(bulletins.map(({ title }) => title)).toEqual(['Ночью']);
      const { entries } = await desk.handlers.journal.list({ before: null, limit: 500, text: '' }, desk.editor);
      const told = entries.map(({ action }) => action).filter((action) => action.startsWith('bulletins.'));
      expect(told.sort()).toEqual(['bulletins.forged', 'bulletins.over', 'bulletins.taken']);
    }
  });

  it('hear nothing in Communications that are no messages of desks', async () => {
    await submit();
    await author.run();
    const sender = { display: 'Реестр' };
    await sandbox.put({
      resourceType: 'Communication',
      status: 'completed',
      sender,
      payload: [{ contentString: 'x' }],
    });
    await sandbox.put({ resourceType: 'Communication', status: 'completed', payload: 'nonsense' });
    expect(await chief.run()).toMatchObject({ error: null });
    expect((await chief.handlers.changes.messages({ requestId }, chief.approver)).messages).toEqual([]);
  });

  it.each(['drop', 'dropAnswer'] as const)('tell of a request once, whatever write is cut off (%s)', async (action) => {
    const owner = { kind: 'person', id: author.idOf('person', remoteId) } as const;
    const file = { fileName: 'заявление.png', content: png(320, 300 + next) };
    await author.handlers.attachments.add({ owner, kind: 'application', file }, author.editor);
    await submit();
    let writes = 0;
    for (let hits = 1; hits > 0; writes++) {
      sandbox.resetFaults();
      sandbox.fault({ path: '/fhir', method: 'POST', action, after: writes, times: 1 });
      await author.run();
      hits = sandbox.faults()[0]?.hits ?? 0;
      if (writes > 10) throw new Error('It never ends');
    }
    sandbox.resetFaults();
    await author.run();
    expect(tasks()).toHaveLength(1);
    await chief.run();
    expect(chief.state(requestId)).toBe('submitted');
    expect((await chief.handlers.changes.get({ requestId }, chief.approver)).attachments).toHaveLength(1);
  });

  it('take no approval whose bytes or signature somebody has changed', async () => {
    await approved();
    sandbox.fault({ path: '/fhir', method: 'POST', action: 'drop' });
    await chief.run();
    sandbox.resetFaults();
    const [task] = tasks();
    const input = task?.input?.find(({ type }) => type.coding?.[0]?.code === 'envelope');
    const envelope = readEnvelope(Buffer.from(input?.valueBase64Binary ?? '', 'base64').toString());
    if (task === undefined || input === undefined || envelope === null) throw new Error('No envelope');
    const forged = { ...envelope, content: envelope.content?.replace('+79070000001', '+79070000009') };
    input.valueBase64Binary = Buffer.from(JSON.stringify(forged)).toString('base64');
    await sandbox.put(task);
    await other.run();
    expect(other.state(requestId)).toBe('undefined');
    expect(practitioner().meta?.versionId).toBe('1');
  });
});
