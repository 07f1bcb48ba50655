import type { Bundle, Practitioner, Provenance, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import { snilsOf } from '../electron/core/training/numbers.ts';
import type { EntityId } from '../shared/domain/values.ts';
import type { FaultInput } from './control/faults.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { TestClient } from './testing.ts';
import { openDeskAt } from './testing-desk.ts';

/** Requests sent piece by piece, to a registry without transactions, that is cut off at every piece in turn. */
const PEOPLE = 40;
let sandbox: Sandbox;
let desk: SyncDesk;
let next = 5;
let free = 96_000_000;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
  sandbox.configure({ transactions: false });
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  desk = openDeskAt(sandbox);
  await desk.run();
});
afterEach(async () => {
  sandbox.resetFaults();
  await desk.sync.dispose();
  desk.db.close();
});

const there = <T extends Resource>(type: T['resourceType'], id: string): T => sandbox.state(type, id) as T;
const tasksOf = (requestId: EntityId): Task[] =>
  (sandbox.state('Task') as Task[]).filter(({ identifier }) => identifier?.[0]?.value === requestId);

/** Exactly one completed Task with exactly one approval. */
function expectPapers(requestId: EntityId): void {
  const tasks = tasksOf(requestId);
  expect(tasks).toMatchObject([{ status: 'completed' }]);
  const about = (sandbox.state('Provenance') as Provenance[]).filter(({ entity }) =>
    entity?.some(({ what }) => what.reference === `Task/${tasks[0]?.id}`),
  );
  expect(about).toHaveLength(1);
  expect(JSON.stringify(about)).not.toContain('urn:uuid');
}

function someone(): { id: EntityId; remoteId: string } {
  const { remoteId } = clinicSource({ people: PEOPLE }).personAt(next++).person;
  return { id: desk.idOf('person', remoteId), remoteId };
}

async function hired(): Promise<{ requestId: EntityId; personId: EntityId; snils: string }> {
  const source = clinicSource({ people: PEOPLE }).personAt(20);
  const [employment] = source.employments;
  if (employment === undefined) throw new Error('no employment');
  const { remoteId: _, ...person } = source.person;
  const { remoteId: __, divisionRemoteId, ...fields } = employment;
  const snils = snilsOf(free++);
  const divisionId = desk.idOf('division', divisionRemoteId);
  const begun = { ...fields, divisionId, personnelNumber: snils.slice(3, 9) };
  const made = await desk.handlers.staff.hire(
    {
      person: { ...person, snils, lastName: 'Нанятая' },
      employment: { ...begun, endDate: null, endReason: null, endOrder: null, endOrderDate: null },
    },
    desk.editor,
  );
  await desk.approve(made.requestId);
  return { ...made, snils };
}

/** Until nothing is spoilt any more, with a new engine after every break. */
async function runToTheEnd(): Promise<void> {
  for (let left = 5; left > 0; left--) {
    const { error, queued } = await desk.run();
    if (error === null && queued === 0) return;
    await desk.restart();
    desk.clock.advance(300_000);
  }
  throw new Error('The queue does not move');
}

/** Every write of a request in turn; the last round finds nothing to spoil. */
async function atEveryWrite(
  method: 'POST' | 'PUT' | 'DELETE',
  action: FaultInput['action'],
  round: () => Promise<void>,
): Promise<number> {
  for (let after = 0; ; after++) {
    sandbox.resetFaults();
    sandbox.fault({ path: '/fhir', method, action, after, times: 1 });
    await round();
    if (sandbox.faults()[0]?.hits === 0) return after;
  }
}

describe('without transactions', () => {
  it.each(['drop', 'dropAnswer'] as const)(
    'a new employee is there once, whatever piece is cut off (%s)',
    async (action) => {
      const writes = await atEveryWrite('POST', action, async () => {
        const { requestId, personId, snils } = await hired();
        await runToTheEnd();
        expect(desk.state(requestId)).toBe('accepted');
        expectPapers(requestId);
        const client = new TestClient(sandbox.fhir, await sandbox.token('kadrovik'));
        const found = await client.get<Bundle<Practitioner>>(`Practitioner?identifier=${snils}`);
        expect(found.body.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['1']);
        const remoteId = found.body.entry?.[0]?.resource?.id ?? '';
        expect(desk.idOf('person', remoteId)).toBe(personId);
        const roles = await client.get<Bundle>(`PractitionerRole?practitioner=Practitioner/${remoteId}`);
        expect(roles.body.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['1']);
      });
      expect(writes).toBe(4);
    },
  );

  it.each(['drop', 'dropAnswer'] as const)('a change is made once, whatever piece is cut off (%s)', async (action) => {
    const writes = await atEveryWrite('PUT', action, async () => {
      const { id, remoteId } = someone();
      const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79071111111' });
      await desk.approve(requestId);
      await runToTheEnd();
      expect(desk.state(requestId)).toBe('accepted');
      expectPapers(requestId);
      expect(there<Practitioner>('Practitioner', remoteId).meta?.versionId).toBe('2');
    });
    // The person, and the Task that is opened and completed.
    expect(writes).toBe(3);
  });

  it('a change that others went on from is not taken for a conflict', async () => {
    const { id, remoteId } = someone();
    const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79071111112' });
    await desk.approve(requestId);
    sandbox.fault({ path: '/fhir/Practitioner', method: 'PUT', action: 'dropAnswer', times: 1 });
    await desk.run();
    const now = there<Practitioner>('Practitioner', remoteId);
    const telecom = [{ system: 'phone' as const, value: '+79071111113' }];
    await sandbox.put({ ...now, telecom });
    desk.clock.advance(300_000);
    // The desk has not heard of it yet when it sends again.
    sandbox.fault({ path: '/fhir/Practitioner/_history', action: 'status', status: 503, times: 1 });
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expectPapers(requestId);
    await desk.run();
    expect(desk.field('person', id, 'phone')).toBe('+79071111113');
    expect(there<Practitioner>('Practitioner', remoteId).meta?.versionId).toBe('3');
  });

  it('what others change in between is never overwritten', async () => {
    const { id, remoteId } = someone();
    const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79071111114' });
    await desk.approve(requestId);
    sandbox.fault({ path: '/fhir/Practitioner/_history', action: 'status', status: 503, times: 1 });
    const telecom = [{ system: 'phone' as const, value: '+79071111115' }];
    await sandbox.put({ ...there<Practitioner>('Practitioner', remoteId), telecom });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(there<Practitioner>('Practitioner', remoteId).telecom).toEqual(telecom);
    expect(desk.sync.conflicts()).toMatchObject([{ mine: '+79071111114', theirs: '+79071111115' }]);
  });

  it.each(['drop', 'dropAnswer'] as const)('two cards become one, whatever piece is cut off (%s)', async (action) => {
    const [one, other] = [someone(), someone()];
    const birth = ({ id }: { id: EntityId }) => String(desk.field('person', id, 'birthDate'));
    const [kept, merged] = birth(one) <= birth(other) ? [one, other] : [other, one];
    const moved = desk.entities.list('employment', 'personId', merged.id);
    // The number that both cards have for a moment is refused until the other card is gone.
    const { requestId } = await desk.handlers.staff.merge(
      { keptId: kept.id, mergedId: merged.id, take: ['snils'] },
      desk.editor,
    );
    for (const { entity } of moved) {
      if (entity.positionType !== '1') continue;
      await desk.edit({ kind: 'employment', id: entity.id, field: 'positionType', to: '2' });
    }
    await desk.approve(requestId);
    sandbox.fault({ path: '/fhir/Practitioner', method: 'DELETE', action, times: 1 });
    await runToTheEnd();
    expect(desk.state(requestId)).toBe('accepted');
    expectPapers(requestId);
    expect(there('Practitioner', merged.remoteId)).toBeNull();
    expect(there<Practitioner>('Practitioner', kept.remoteId).meta?.versionId).toBe('2');
  });

  it('a refusal in the middle keeps what was taken, and the next round of the request goes on from there', async () => {
    const [first, second] = [someone(), someone()];
    const requestId = await desk.edit({ kind: 'person', id: first.id, field: 'phone', to: '+79071111116' });
    await desk.edit({ kind: 'person', id: second.id, field: 'phone', to: '+79071111117' });
    await desk.approve(requestId);
    const issue = [{ severity: 'error', code: 'business-rule', details: { text: 'Так нельзя' } }];
    const body = JSON.stringify({ resourceType: 'OperationOutcome', issue });
    const path = `/fhir/Practitioner/${second.remoteId}`;
    sandbox.fault({ path, method: 'PUT', action: 'status', status: 422, body, times: 1 });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(tasksOf(requestId)).toMatchObject([{ status: 'failed', statusReason: { text: 'Так нельзя' } }]);
    expect(there<Practitioner>('Practitioner', first.remoteId).meta?.versionId).toBe('2');
    expect(there<Practitioner>('Practitioner', second.remoteId).meta?.versionId).toBe('1');
    await desk.run();
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    await desk.approve(requestId);
    await runToTheEnd();
    expect(desk.state(requestId)).toBe('accepted');
    expectPapers(requestId);
    for (const { remoteId } of [first, second]) {
      expect(there<Practitioner>('Practitioner', remoteId).meta?.versionId).toBe('2');
    }
  });
});
