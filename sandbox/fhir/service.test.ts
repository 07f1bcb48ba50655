import { gunzipSync } from 'node:zlib';
import type { Bundle, CapabilityStatement, OperationOutcome, Organization, Practitioner } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { snilsOf } from '../../electron/core/training/numbers.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { expressionOf, reasonOf, TestClient } from '../testing.ts';

let sandbox: Sandbox;
let clerk: TestClient;
let free = 95_000_000;
const freshSnils = (): string => snilsOf(free++);
const person = (snils = freshSnils(), family = 'Учебнова'): Practitioner => ({
  resourceType: 'Practitioner',
  identifier: [{ system: SYSTEM.snils[0], value: snils }],
  name: [{ family, given: ['Анна'] }],
});

beforeAll(async () => {
  sandbox = await startSandbox({ people: 40 });
  clerk = await TestClient.as(sandbox, 'kadrovik');
});
afterAll(() => sandbox.stop());

describe('reading', () => {
  test('tells what it can without a token', async () => {
    const before = Date.now();
    const { status, headers, body } = await new TestClient(sandbox.fhir).get<CapabilityStatement>('metadata');
    expect(status).toBe(200);
    const date = Date.parse(headers.get('date') ?? '');
    // It has whole seconds.
    expect(date).toBeGreaterThan(before - 1000);
    expect(date).toBeLessThanOrEqual(Date.now());
    const types = body.rest?.[0]?.resource;
    expect(types?.find((one) => one.type === 'Practitioner')?.interaction).toContainEqual({ code: 'history-type' });
    expect(body.rest?.[0]?.interaction).toContainEqual({ code: 'transaction' });
  });

  test('says so when a poorer server is played', async () => {
    sandbox.configure({ typeHistory: false, transactions: false });
    const { body } = await clerk.get<CapabilityStatement>('metadata');
    expect(JSON.stringify(body)).not.toMatch(/history-type|history-system|"transaction"/);
    expect((await clerk.get('Practitioner/_history')).status).toBe(400);
    expect((await clerk.transaction<OperationOutcome>([])).status).toBe(400);
    sandbox.configure({ typeHistory: true, transactions: true });
    expect((await clerk.get('Practitioner/_history')).status).toBe(200);
  });

  test('asks for a token and for a role', async () => {
    expect((await new TestClient(sandbox.fhir).get('Practitioner')).status).toBe(401);
    expect((await new TestClient(sandbox.fhir, 'forged').get('Practitioner')).status).toBe(401);
    const viewer = await TestClient.as(sandbox, 'nabludatel');
    expect((await viewer.get('Practitioner')).status).toBe(200);
    expect((await viewer.send('POST', 'Practitioner', person())).status).toBe(403);
    expect((await viewer.send('DELETE', 'Practitioner/pr-000001')).status).toBe(403);
  });

  test('gives a resource with its version, and says when there is none', async () => {
    const { status, headers, body } = await clerk.get<Practitioner>('Practitioner/pr-000001');
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('W/"1"');
    expect(body.meta?.lastUpdated).toMatch(/Z$/);
    expect((await clerk.get('Practitioner/nobody')).status).toBe(404);
    expect((await clerk.get('Patient/nobody')).status).toBe(404);
    expect((await clerk.get('Practitioner/pr-000001/_history/1')).status).toBe(200);
    expect((await clerk.get('Practitioner/pr-000001/_history/9')).status).toBe(404);
  });

  test('squeezes a large answer when asked', async () => {
    const { default: http } = await import('node:http');
    const token = await sandbox.token('kadrovik');
    const answer = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' };
      const request = http.get(`${sandbox.fhir}/Practitioner/_history`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
        );
      });
      request.on('error', reject);
    });
    expect(answer.encoding).toBe('gzip');
    const bundle: Bundle = JSON.parse(gunzipSync(answer.body).toString('utf8'));
    expect(bundle.total).toBeGreaterThanOrEqual(40);
  });

  test('searches by identifier, id, reference and time', async () => {
    const { body } = await clerk.get<Practitioner>('Practitioner/pr-000002');
    const { system, value } = body.identifier?.find((one) => one.system?.includes('snils')) ?? {};
    const found = await clerk.get<Bundle>(`Practitioner?identifier=${encodeURIComponent(`${system}|${value}`)}`);
    expect(found.body.entry?.map((entry) => entry.resource?.id)).toEqual(['pr-000002']);
    expect((await clerk.get<Bundle>('Practitioner?identifier=no|1')).body.entry).toBeUndefined();
    expect((await clerk.get<Bundle>('Practitioner?_id=pr-000001,pr-000003')).body.total).toBe(2);
    const roles = await clerk.get<Bundle>('PractitionerRole?practitioner=Practitioner/pr-000001');
    expect(roles.body.entry?.map((entry) => entry.resource?.id)).toEqual(['em-000001-1']);
    const children = await clerk.get<Bundle>('Organization?partof=Organization/div-0004');
    expect(children.body.total).toBeGreaterThan(0);
    expect((await clerk.get<Bundle>('Organization?_lastUpdated=ge2999-01-01')).body.total).toBe(0);
    const refused = await clerk.get<OperationOutcome>('Practitioner?colour=red');
    expect(refused.status).toBe(400);
    expect(
      (
        await clerk.send<Bundle>('POST', 'Practitioner/_search', '_id=pr-000001', {
          'content-type': 'application/x-www-form-urlencoded',
        })
      ).body.total,
    ).toBe(1);
  });

  test('pages a search without loss while it is being changed', async () => {
    const first = await clerk.get<Bundle>('Organization?_count=5&_sort=_lastUpdated');
    const touched = first.body.entry?.[2]?.resource as Organization;
    await clerk.send('PUT', `Organization/${touched.id}`, { ...touched, alias: ['Другое имя'] });
    const next = first.body.link?.find((link) => link.relation === 'next')?.url ?? '';
    const rest = await clerk.pages(next);
    const ids = [...(first.body.entry ?? []), ...rest].map((entry) => entry.resource?.id);
    expect(new Set(ids).size).toBe(13);
    expect(ids.filter((id) => id === touched.id)).toHaveLength(2);
    const newest = await clerk.get<Bundle>('Organization?_count=1&_sort=-_lastUpdated');
    expect(newest.body.entry?.[0]?.resource?.id).toBe(touched.id);
  });
});

describe('writing', () => {
  test('creates, updates under a version check, deletes and leaves a tombstone', async () => {
    const created = await clerk.send<Practitioner>('POST', 'Practitioner', person());
    expect(created.status).toBe(201);
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`${sandbox.fhir}/Practitioner/${id}/_history/1`);
    const changed = { ...created.body, active: false };
    const updated = await clerk.send('PUT', `Practitioner/${id}`, changed, { 'if-match': 'W/"1"' });
    expect([updated.status, updated.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const late = await clerk.send('PUT', `Practitioner/${id}`, changed, { 'if-match': 'W/"1"' });
    expect([late.status, reasonOf(late)]).toEqual([412, 'VERSION']);
    expect((await clerk.send('DELETE', `Practitioner/${id}`, undefined, { 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await clerk.send('DELETE', `Practitioner/${id}`)).status).toBe(200);
    expect((await clerk.get(`Practitioner/${id}`)).status).toBe(410);
    const history = await clerk.get<Bundle>(`Practitioner/${id}/_history`);
    expect(history.body.entry?.map((entry) => entry.request?.method)).toEqual(['DELETE', 'PUT', 'POST']);
    expect(history.body.entry?.[0]?.resource).toBeUndefined();
  });

  test('keeps what it does not know', async () => {
    const strange = {
      ...person(),
      extension: [{ url: 'https://else.example/x', valueDecimal: 0.25 }],
      telecom: [{ system: 'pager', value: '7', rank: 3 }],
    };
    const { body } = await clerk.send<Practitioner>('POST', 'Practitioner', strange);
    const read = await clerk.get<Practitioner>(`Practitioner/${body.id}`);
    const { id, meta, ...rest } = read.body;
    expect([typeof id, typeof meta]).toEqual(['string', 'object']);
    expect(rest).toEqual(strange);
  });

  test('creates once under If-None-Exist', async () => {
    const snils = freshSnils();
    const condition = { 'if-none-exist': `identifier=${SYSTEM.snils[0]}|${snils}` };
    const first = await clerk.send<Practitioner>('POST', 'Practitioner', person(snils), condition);
    const second = await clerk.send<Practitioner>('POST', 'Practitioner', person(snils), condition);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
    expect(second.body.meta?.versionId).toBe('1');
  });

  test('creates once also when both come at the same time', async () => {
    const snils = freshSnils();
    const condition = { 'if-none-exist': `identifier=${SYSTEM.snils[0]}|${snils}` };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => clerk.send<Practitioner>('POST', 'Practitioner', person(snils), condition)),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
  });

  test('refuses what is not FHIR and what is not right, with the place', async () => {
    expect((await clerk.send('POST', 'Practitioner', '{')).status).toBe(400);
    expect((await clerk.send('POST', 'Practitioner', { resourceType: 'Organization', name: 'Х' })).status).toBe(400);
    const malformed = await clerk.send('POST', 'Practitioner', { resourceType: 'Practitioner', shoeSize: 42 });
    expect(malformed.status).toBe(400);
    const wrong = await clerk.send('POST', 'Practitioner', person('11223344596'));
    expect([wrong.status, reasonOf(wrong), expressionOf(wrong)]).toEqual([
      422,
      'SNILS_CHECKSUM',
      'Practitioner.identifier[0].value',
    ]);
    const taken = freshSnils();
    await clerk.send('POST', 'Practitioner', person(taken));
    expect(reasonOf(await clerk.send('POST', 'Practitioner', person(taken)))).toBe('SNILS_DUPLICATE');
    const role = await clerk.send('POST', 'PractitionerRole', {
      resourceType: 'PractitionerRole',
      practitioner: { reference: 'Practitioner/nobody' },
    });
    expect([role.status, expressionOf(role)]).toEqual([422, 'PractitionerRole.practitioner.reference']);
  });
});
