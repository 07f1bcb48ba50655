import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import type { RemoteChild } from '../registry/port.ts';
import { employmentFields, fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { newHire } from './testing/requests.ts';

/** Two desks that have not seen the same of the registry when they hear of one another's requests. */
let registry: FakeRegistry;
let author: SyncDesk;
let other: SyncDesk;

const AWARD: RemoteChild = {
  kind: 'award',
  remoteId: 'p1/a1',
  localId: null,
  fields: { name: 'Грамота', number: '7', awardDate: '2020-01-01' },
};
const there = () => registry.current('employment', 'e1')?.fields;
const states = (id: EntityId) => [author, other].map((desk) => desk.state(id));
const view = (desk: SyncDesk, requestId: EntityId) => desk.handlers.changes.get({ requestId }, desk.approver);
async function runAll(): Promise<void> {
  for (const desk of [author, other]) expect((await desk.run()).error).toBeNull();
}

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  [author, other] = [openSyncDesk({ registry }), openSyncDesk({ registry })];
  await runAll();
});
afterEach(() => Promise.all([author, other].map((desk) => desk.sync.dispose())));

describe('a request about a record that this desk has never seen', () => {
  // Of what has come and gone meanwhile such a registry tells the end first, and the rest is no news.
  beforeEach(() => {
    registry.order = 'newest-first';
  });

  const lines = async (requestId: EntityId) => {
    const { subjects } = await view(other, requestId);
    return subjects.map(({ subjectId, entities }) => [
      subjectId,
      ...entities.map(({ kind, operation, fields }) => [kind, operation, fields.map(({ field }) => field)]),
    ]);
  };
  const person = () => other.idOf('person', 'p1');

  async function takeOut(): Promise<EntityId> {
    registry.put('person', 'p1', {}, [AWARD]);
    await author.run();
    const id = author.idOf('award', 'p1/a1');
    const { requestId } = await author.handlers.staff.removeChild({ kind: 'award', id }, author.editor);
    await author.approve(requestId);
    await author.run();
    expect(author.state(requestId)).toBe('accepted');
    return requestId;
  }

  it('and took it out is shown, by its author’s word of what it was', async () => {
    const requestId = await takeOut();
    await other.run();
    await other.run();
    expect(states(requestId)).toEqual(['accepted', 'accepted']);
    expect(await lines(requestId)).toEqual([
      [person(), ['award', 'delete', ['awardDate', 'name', 'number', 'personId']]],
    ]);
    expect(other.count('parked_envelope')).toBe(0);
    expect(other.entities.list('award', 'personId', person())).toEqual([]);
    // Should it come back, it is the one that the request spoke of.
    const hidden = other.idOf('award', 'p1/a1');
    registry.put('person', 'p1', {}, [AWARD]);
    await other.run();
    expect(other.entities.list('award', 'personId', person())).toMatchObject([{ entity: { id: hidden, number: '7' } }]);
  });

  it('and changed it before a clerk of the registry deleted it is shown, whoever it belonged to', async () => {
    registry.put('person', 'new', { ...registry.current('person', 'p1')?.fields, snils: null, lastName: 'Ушедшая' });
    registry.put('employment', 'enew', { ...employmentFields(9), personId: 'new' });
    await author.run();
    const id = author.idOf('employment', 'enew');
    const requestId = await author.edit({ kind: 'employment', id, field: 'rate', to: 50 });
    await author.approve(requestId);
    await author.run();
    registry.remove('employment', 'enew');
    registry.remove('person', 'new');
    await other.run();
    await other.run();
    expect(states(requestId)).toEqual(['accepted', 'accepted']);
    const { subjects } = await view(other, requestId);
    expect(subjects).toMatchObject([{ title: 'Ушедшая Иван', entities: [{ kind: 'employment' }] }]);
    expect(other.count('person WHERE deleted_at IS NULL')).toBe(4);
    expect(other.count('staff_line')).toBe(4);
  });

  it('and that is still to come waits for it', async () => {
    const { inbox } = registry.told;
    // After all else was pulled a record appears, and is changed by a request at once.
    let requestId = '';
    registry.told.inbox = async (...input) => {
      registry.told.inbox = inbox;
      requestId = await takeOut();
      registry.put('person', 'p1', {}, [AWARD]);
      return inbox.apply(registry.told, input);
    };
    await other.run();
    expect([other.count('change_request'), other.count('parked_envelope')]).toEqual([0, 1]);
    expect(other.count(`award WHERE remote_id = 'p1/a1'`)).toBe(0);
    await other.run();
    expect(states(requestId)).toEqual(['accepted', 'accepted']);
    expect(other.entities.list('award', 'personId', person())).toHaveLength(1);
  });

  it('and is not over waits, for nobody here can judge it', async () => {
    registry.put('person', 'p1', {}, [AWARD]);
    await author.run();
    const requestId = await author.edit({ kind: 'award', id: author.idOf('award', 'p1/a1'), field: 'number', to: '8' });
    await author.handlers.changes.submit({ requestId }, author.editor);
    await author.run();
    registry.put('person', 'p1', {}, []);
    await other.run();
    await other.run();
    expect([other.count('change_request'), other.count('parked_envelope')]).toEqual([0, 1]);
  });
});

it('a desk whose first copy is cut off passes over no request', async () => {
  const told: EntityId[] = [];
  for (const person of ['p1', 'p2']) {
    const id = author.idOf('person', person);
    told.push(await author.edit({ kind: 'person', id, field: 'phone', to: '+79160000009' }));
    await author.handlers.changes.submit({ requestId: told.at(-1) ?? '' }, author.editor);
    await author.run();
  }
  const third = openSyncDesk({ registry });
  registry.fault('pull', 'garbled');
  expect((await third.run()).error?.code).toBe('KD-4003');
  expect((await third.run()).error).toBeNull();
  expect(told.map((requestId) => third.state(requestId))).toEqual(['submitted', 'submitted']);
  await third.sync.dispose();
});

describe('a request that another desk sends', () => {
  const edit = (desk: SyncDesk, field: string, to: FieldValue) =>
    desk.edit({ kind: 'employment', id: desk.idOf('employment', 'e1'), field, to });
  let requestId: EntityId;

  beforeEach(async () => {
    requestId = await edit(author, 'contractNumber', '5/24');
    await author.handlers.changes.submit({ requestId }, author.editor);
    await runAll();
    await other.sign(requestId);
  });

  it('is not sent where the registry has something else beside the changed field than its author saw', async () => {
    registry.put('employment', 'e1', { contractDate: '2024-01-09' });
    await other.run();
    expect(there()).toMatchObject({ contractDate: '2024-01-09', contractNumber: '1/20' });
    await runAll();
    expect(states(requestId)).toEqual(['rejected', 'rejected']);
    expect((await view(author, requestId)).summary.reason).toBe('KD-4007');
    // Its author decides, at their own desk.
    expect(author.sync.conflicts().map(({ field }) => field)).toEqual(['contractNumber', 'contractDate']);
    expect(other.sync.conflicts()).toEqual([]);
  });

  it('is sent where something else has changed', async () => {
    registry.put('employment', 'e1', { rate: 50 });
    await other.run();
    expect(there()).toMatchObject({ rate: 50, contractNumber: '5/24' });
  });

  it('and was approved there in part is measured by what its author saw, not by what is shown there', async () => {
    await author.handlers.changes.reopen({ requestId }, author.editor);
    const mail = { kind: 'person', id: author.idOf('person', 'p2'), field: 'email', to: 'a@clinic.example' } as const;
    await author.edit(mail);
    await author.handlers.changes.submit({ requestId }, author.editor);
    await author.run();
    registry.put('employment', 'e1', { contractDate: '2024-01-09' });
    await other.run();
    const give = { requestId, subjectIds: [other.idOf('person', 'p2')], reason: 'Нет такой почты' };
    await other.handlers.changes.returnSubjects(give, other.approver);
    await other.sign(requestId);
    await other.run();
    expect(there()).toMatchObject({ contractDate: '2024-01-09', contractNumber: '1/20' });
    expect(other.state(requestId)).toBe('rejected');
  });

  it('is not held up by what is drafted there', async () => {
    await edit(other, 'contractDate', '2024-01-09');
    await edit(other, 'rate', 50);
    await other.run();
    expect([other.state(requestId), there()?.contractNumber]).toEqual(['accepted', '5/24']);
  });

  it('is not held up by what has to be decided there', async () => {
    registry.fault('submit', 'unreached');
    await edit(other, 'contractNumber', '6/24');
    await edit(other, 'rate', 50);
    registry.put('employment', 'e1', { rate: 75 });
    await other.run();
    expect(other.sync.conflicts().map(({ field }) => field)).toEqual(['rate']);
    other.clock.advance(600_000);
    await other.run();
    expect([other.state(requestId), there()?.contractNumber]).toEqual(['accepted', '5/24']);
  });
});

describe('a request that its author goes on with while another desk sends it', () => {
  const PHONE = '+79070000001';
  const change = (desk: SyncDesk, person: string, to: FieldValue) =>
    desk.edit({ kind: 'person', id: desk.idOf('person', person), field: 'phone', to });
  const left = (kind: 'person' | 'employment', id: EntityId) =>
    author.pending.of(kind, id).map(({ operation, field, from, to }) => [operation, field, from, to]);

  async function sentByOther(requestId: EntityId, meanwhile: () => Promise<unknown>): Promise<void> {
    await author.handlers.changes.submit({ requestId }, author.editor);
    await runAll();
    await other.sign(requestId);
    await meanwhile();
    await other.run();
    await author.run();
    await author.run();
    expect(states(requestId)).toEqual(['accepted', 'accepted']);
    expect(author.sync.conflicts()).toEqual([]);
  }

  it('is a draft of what goes further than the registry', async () => {
    await change(author, 'p2', PHONE);
    const requestId = await change(author, 'p1', PHONE);
    await sentByOther(requestId, () => change(author, 'p1', '+79070000007'));
    expect(left('person', author.idOf('person', 'p1'))).toEqual([['update', 'phone', PHONE, '+79070000007']]);
    // The other line said just what the registry has taken.
    expect(left('person', author.idOf('person', 'p2'))).toEqual([]);
  });

  it('is no draft where it was signed anew with a part of it given up', async () => {
    const requestId = await change(author, 'p1', PHONE);
    await change(author, 'p2', PHONE);
    const fields = [{ kind: 'person' as const, id: author.idOf('person', 'p2'), field: 'phone' }];
    await sentByOther(requestId, async () => {
      await author.handlers.changes.reopen({ requestId }, author.editor);
      await author.handlers.changes.revert({ requestId, fields }, author.editor);
      await author.approve(requestId);
    });
    expect([author.count('change_request'), author.count('change_entity')]).toEqual([1, 2]);
  });

  it('is a draft about somebody who is there, where it made somebody new', async () => {
    const { personId, requestId } = await author.handlers.staff.hire(newHire(author), author.editor);
    await sentByOther(requestId, () => author.edit({ kind: 'person', id: personId, field: 'phone', to: PHONE }));
    expect(left('person', personId)).toEqual([['update', 'phone', null, PHONE]]);
    const [{ entity } = { entity: { id: '' } }] = author.entities.list('employment', 'personId', personId);
    expect(left('employment', entity.id)).toEqual([]);
  });

  it('is no draft of a record that it took out, also where that was signed anew', async () => {
    await change(author, 'p2', PHONE);
    const id = author.idOf('credential', 'p1/c1');
    const { requestId } = await author.handlers.staff.removeChild({ kind: 'credential', id }, author.editor);
    await sentByOther(requestId, async () => {
      await change(author, 'p2', '+79070000007');
      await author.approve(requestId);
    });
    expect(author.count('change_request')).toBe(2);
    expect(author.pending.of('credential', id)).toEqual([]);
  });
});

describe('a part that comes back to its author', () => {
  let requestId: EntityId;

  beforeEach(async () => {
    const phoneOf = (person: string) =>
      author.edit({ kind: 'person', id: author.idOf('person', person), field: 'phone', to: '+79070000001' });
    requestId = await phoneOf('p1');
    await phoneOf('p2');
    await author.handlers.changes.submit({ requestId }, author.editor);
    await runAll();
  });

  async function returnPart(): Promise<EntityId> {
    const some = { requestId, subjectIds: [other.idOf('person', 'p2')], reason: 'Нет такого номера' };
    return (await other.handlers.changes.returnSubjects(some, other.approver)).returnedRequestId;
  }

  it('after the whole was withdrawn is withdrawn, too', async () => {
    const part = await returnPart();
    await other.run();
    await author.handlers.changes.withdraw({ requestId }, author.editor);
    await runAll();
    await runAll();
    expect([states(requestId), states(part)]).toEqual([
      ['withdrawn', 'withdrawn'],
      ['withdrawn', 'withdrawn'],
    ]);
    expect(author.field('person', author.idOf('person', 'p2'), 'phone')).toBe('+79071000002');
  });

  it.each(['signed', 'applied'])(
    'after the whole was %s is withdrawn, and the whole stays as it was signed',
    async (how) => {
      await author.sign(requestId);
      if (how === 'applied') expect((await author.run()).error).toBeNull();
      const part = await returnPart();
      // The part comes to its author before the author's desk tells, or sends, anything.
      registry.told.lose = ['find'];
      await other.run();
      for (let round = 0; round < 3; round++) await runAll();
      expect([states(requestId), states(part)]).toEqual([
        ['accepted', 'accepted'],
        ['withdrawn', 'withdrawn'],
      ]);
      const people = async (desk: SyncDesk) =>
        (await view(desk, requestId)).subjects.map(({ subjectId }) => subjectId).sort();
      for (const desk of [author, other]) {
        expect(await people(desk)).toEqual([desk.idOf('person', 'p1'), desk.idOf('person', 'p2')].sort());
      }
      expect(registry.current('person', 'p2')?.fields.phone).toBe('+79070000001');
    },
  );
});

it('somebody new whom another desk has sent is made as they were meant when the registry has lost them again', async () => {
  const { personId, requestId } = await author.handlers.staff.hire(newHire(author), author.editor);
  await author.handlers.changes.submit({ requestId }, author.editor);
  await runAll();
  const copy = registry.time;
  await other.sign(requestId);
  await other.run();
  // The author's desk takes who is there now, and hears nothing of the request.
  registry.told.lose = ['inbox'];
  expect((await author.run()).error?.code).toBe('KD-4001');
  expect([author.state(requestId), registry.created]).toEqual(['submitted', 2]);
  expect(author.pending.of('person', personId).map(({ field }) => field)).toContain('lastName');
  registry.put('person', 'p2', { phone: null });
  registry.told.lose = ['inbox'];
  await author.run();
  registry.restore(copy);
  author.clock.advance(600_000);
  await author.run();
  expect(author.pending.of('person', personId).map(({ field }) => field)).toContain('lastName');
});
