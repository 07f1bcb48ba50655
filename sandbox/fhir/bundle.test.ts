import { randomUUID } from 'node:crypto';
import type { Bundle, OperationOutcome, Practitioner, PractitionerRole, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { snilsOf } from '../../electron/core/training/numbers.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { expressionOf, reasonOf, TestClient } from '../testing.ts';

let sandbox: Sandbox;
let chief: TestClient;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 40 });
  chief = await TestClient.as(sandbox, 'glavvrach');
});
afterAll(() => sandbox.stop());

const task = (request: string): Task => ({
  resourceType: 'Task',
  identifier: [{ system: SYSTEM.requestId[0], value: request }],
  status: 'completed',
  intent: 'order',
});
const taskEntry = (request: string) => ({
  resource: task(request),
  request: {
    method: 'POST' as const,
    url: 'Task',
    ifNoneExist: `identifier=${SYSTEM.requestId[0]}|${request}`,
  },
});

test('writes all of a change request or nothing', async () => {
  const { body: before } = await chief.get<Practitioner>('Practitioner/pr-000005');
  const entries = [
    {
      resource: { ...before, active: false },
      request: { method: 'PUT' as const, url: 'Practitioner/pr-000005', ifMatch: 'W/"1"' },
    },
    {
      resource: {
        resourceType: 'Practitioner' as const,
        identifier: [{ system: SYSTEM.snils[0], value: '90000000082' }],
      },
      request: { method: 'POST' as const, url: 'Practitioner' },
    },
    taskEntry('request-1'),
  ];
  const total = async (): Promise<number | undefined> => (await chief.get<Bundle>('_history?_count=1')).body.total;
  const commits = await total();
  const refused = await chief.transaction<OperationOutcome>(entries);
  expect([refused.status, expressionOf(refused)]).toEqual([422, 'Bundle.entry[1].resource.identifier[0].value']);
  expect(await total()).toBe(commits);
  expect((await chief.get<Practitioner>('Practitioner/pr-000005')).body).toEqual(before);
  expect(sandbox.state('Task')).toEqual([]);

  const stale = await chief.transaction<OperationOutcome>([
    taskEntry('request-1'),
    {
      resource: { ...before, active: false },
      request: { method: 'PUT', url: 'Practitioner/pr-000005', ifMatch: 'W/"7"' },
    },
  ]);
  expect([stale.status, reasonOf(stale)]).toEqual([412, 'VERSION']);
  expect(await total()).toBe(commits);

  const [update, , mark] = entries;
  const accepted = await chief.transaction([update, mark].filter((entry) => entry !== undefined));
  expect(accepted.body.entry?.map((entry) => entry.response?.status)).toEqual(['200 OK', '201 Created']);
  expect(accepted.body.entry?.[0]?.response).toMatchObject({
    etag: 'W/"2"',
    location: 'Practitioner/pr-000005/_history/2',
  });
  expect(await total()).toBe((commits ?? 0) + 2);
});

test('applies the same request once, however often it comes', async () => {
  const first = await chief.transaction([taskEntry('request-2')], { prefer: 'return=representation' });
  const second = await chief.transaction([taskEntry('request-2')], { prefer: 'return=representation' });
  expect(first.body.entry?.[0]?.response?.status).toBe('201 Created');
  expect(second.body.entry?.[0]?.response?.status).toBe('200 OK');
  expect(second.body.entry?.[0]?.resource?.id).toBe(first.body.entry?.[0]?.resource?.id);
});

test('resolves references inside the bundle, also to what a conditional create found', async () => {
  const personUrn = `urn:uuid:${randomUUID()}`;
  const snils = snilsOf(96_000_001);
  const hire = (unit: string) => [
    {
      resource: {
        resourceType: 'PractitionerRole' as const,
        practitioner: { reference: personUrn },
        organization: { reference: `Organization/${unit}` },
      },
      request: { method: 'POST' as const, url: 'PractitionerRole' },
    },
    {
      fullUrl: personUrn,
      resource: {
        resourceType: 'Practitioner' as const,
        identifier: [{ system: SYSTEM.snils[1], value: snils }],
        name: [{ family: 'Учебнова', given: ['Анна'] }],
      },
      request: { method: 'POST' as const, url: 'Practitioner', ifNoneExist: `identifier=${SYSTEM.snils[1]}|${snils}` },
    },
  ];
  const whole = { prefer: 'return=representation' };
  // The role stands before the person whom it names.
  const first = await chief.transaction(hire('div-0004'), whole);
  const role = first.body.entry?.[0]?.resource as PractitionerRole;
  const person = first.body.entry?.[1]?.resource as Practitioner;
  expect(role.practitioner?.reference).toBe(`Practitioner/${person.id}`);
  const second = await chief.transaction(hire('div-0005').toReversed(), whole);
  expect(second.body.entry?.[1]?.resource).toMatchObject({ practitioner: role.practitioner });
  const nowhere = await chief.transaction<OperationOutcome>(hire('div-9999'));
  expect([nowhere.status, expressionOf(nowhere)]).toEqual([422, 'Bundle.entry[0].resource.organization.reference']);
  const astray = await chief.transaction<OperationOutcome>(hire('div-0006').slice(0, 1));
  expect(astray.status).toBe(400);
});

test('takes a large request', async () => {
  const entries = Array.from({ length: 30 }, (_, index) => ({
    resource: {
      resourceType: 'Practitioner' as const,
      id: `new-${index}`,
      identifier: [{ system: SYSTEM.snils[0], value: snilsOf(97_000_000 + index) }],
    },
    request: { method: 'PUT' as const, url: `Practitioner/new-${index}` },
  }));
  const { status, body } = await chief.transaction([...entries, taskEntry('request-3')]);
  expect(status).toBe(200);
  expect(body.entry).toHaveLength(31);
  const deleted = await chief.transaction([
    { request: { method: 'DELETE', url: 'Practitioner/new-3', ifMatch: 'W/"1"' } },
  ]);
  expect(deleted.body.entry?.[0]?.response).toMatchObject({ status: '204 No Content', etag: 'W/"2"' });
});

test('refuses one resource twice in a bundle', async () => {
  const entry = { request: { method: 'DELETE' as const, url: 'Practitioner/pr-000006' } };
  expect((await chief.transaction<OperationOutcome>([entry, entry])).status).toBe(400);
  expect((await chief.get('Practitioner/pr-000006')).status).toBe(200);
});

test('does the entries of a batch each on its own', async () => {
  const { body } = await chief.send<Bundle>('POST', '', {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [
      { request: { method: 'GET', url: 'Practitioner/pr-000001' } },
      { request: { method: 'GET', url: 'Practitioner/nobody' } },
      taskEntry('request-4'),
    ],
  });
  expect(body.entry?.map((entry) => entry.response?.status)).toEqual(['200', '404', '201']);
});
