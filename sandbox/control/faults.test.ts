import type { Bundle, Practitioner } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../electron/core/registry/fhir/profile.ts';
import { snilsOf } from '../../electron/core/training/numbers.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { TestClient } from '../testing.ts';

let sandbox: Sandbox;
let clerk: TestClient;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 40 });
  clerk = await TestClient.as(sandbox, 'kadrovik');
});
afterEach(() => sandbox.resetFaults());
afterAll(() => sandbox.stop());

const door = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${sandbox.control}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};
let free = 93_000_000;
const person = (): Practitioner => ({
  resourceType: 'Practitioner',
  identifier: [{ system: SYSTEM.snils[0], value: snilsOf(free++) }],
});
const total = async (): Promise<number | undefined> => (await clerk.get<Bundle>('Practitioner?_count=1')).body.total;

test('a dropped request never arrived, a dropped answer was done', async () => {
  const before = await total();
  expect((await door('POST', '/_fault', { path: '/fhir', method: 'POST', action: 'drop', times: 1 })).status).toBe(200);
  await expect(clerk.send('POST', 'Practitioner', person())).rejects.toThrow();
  expect(await total()).toBe(before);
  await door('POST', '/_fault', [{ path: '/fhir', method: 'POST', action: 'dropAnswer', times: 1 }]);
  await expect(clerk.send('POST', 'Practitioner', person())).rejects.toThrow();
  expect(await total()).toBe((before ?? 0) + 1);
  expect((await clerk.send('POST', 'Practitioner', person())).status).toBe(201);
  expect((await door('GET', '/_fault')).body).toMatchObject([
    { action: 'drop', hits: 1 },
    { action: 'dropAnswer', hits: 1 },
  ]);
});

test('refusals carry a Retry-After and end by themselves', async () => {
  sandbox.fault({ path: '/fhir/Practitioner', action: 'status', status: 429, retryAfter: 7, times: 2, after: 1 });
  const one = () => fetch(`${sandbox.fhir}/Practitioner`);
  expect((await one()).status).toBe(401);
  const refused = await one();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await one()).status).toBe(429);
  expect((await one()).status).toBe(401);
});

test('a delivery that comes twice is handled twice, a delay lasts', async () => {
  const before = (await clerk.get<Practitioner>('Practitioner/pr-000003')).body;
  sandbox.fault(
    { method: 'PUT', action: 'duplicate', times: 1 },
    { method: 'PUT', action: 'delay', ms: 120, times: 1 },
  );
  const started = performance.now();
  const { headers } = await clerk.send('PUT', 'Practitioner/pr-000003', { ...before, active: false });
  expect(headers.get('etag')).toBe('W/"3"');
  expect(performance.now() - started).toBeGreaterThan(110);
});

test('a held exchange is handled when it is let go, whoever still waits for it', async () => {
  const heard: string[] = [];
  const stop = sandbox.listen(({ at, method }) => heard.push(`${at} ${method}`));
  const before = (await clerk.get<Practitioner>('Practitioner/pr-000003')).body;
  sandbox.fault({ method: 'PUT', action: 'hold' });
  const gone = new AbortController();
  const put = fetch(`${sandbox.fhir}/Practitioner/pr-000003`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await sandbox.token('kadrovik')}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ ...before, birthDate: '1972-02-02' }),
    signal: gone.signal,
  });
  const lost = expect(put).rejects.toThrow();
  await expect.poll(() => heard).toContain('held PUT');
  expect(sandbox.state('Practitioner', 'pr-000003')).toEqual(before);
  gone.abort();
  await lost;
  sandbox.resetFaults();
  await expect.poll(() => sandbox.state('Practitioner', 'pr-000003')).toMatchObject({ birthDate: '1972-02-02' });
  expect(heard).toContain('answered GET');
  stop();
});

test('the test door tells of exchanges as they happen', async () => {
  const end = new AbortController();
  const { body } = await fetch(`${sandbox.control}/_watch`, { signal: end.signal });
  await clerk.get('Practitioner/pr-000003');
  const told = await body?.getReader().read();
  expect(JSON.parse(new TextDecoder().decode(told?.value).split('\n')[0] ?? '')).toEqual({
    at: 'asked',
    method: 'GET',
    url: '/fhir/Practitioner/pr-000003',
  });
  end.abort();
});

test('a body is cut or garbled', async () => {
  sandbox.fault({ path: '/fhir/Practitioner', action: 'cut', times: 1 });
  await expect(clerk.get('Practitioner/_history?_count=20')).rejects.toThrow();
  sandbox.fault({ path: '/fhir/Practitioner', action: 'garble', times: 1 });
  await expect(clerk.get('Practitioner/_history?_count=20')).rejects.toThrow(SyntaxError);
  expect((await clerk.get('Practitioner/_history?_count=20')).status).toBe(200);
});

test('an answer is slow, or any text at all', async () => {
  sandbox.fault({ path: '/fhir/Practitioner', action: 'slow', ms: 200, times: 1 });
  const started = performance.now();
  expect((await clerk.get<Bundle>('Practitioner/_history?_count=20')).body.entry).toHaveLength(20);
  expect(performance.now() - started).toBeGreaterThan(150);
  const body = JSON.stringify({
    resourceType: 'Bundle',
    entry: 'none',
    link: [{ relation: 'next', url: 'https://evil.example' }],
  });
  sandbox.fault({ path: '/fhir', action: 'status', status: 200, body, contentType: 'application/fhir+json', times: 1 });
  expect((await clerk.get<{ entry: string }>('Practitioner/_history')).body.entry).toBe('none');
  sandbox.fault({ path: '/fhir', method: 'POST', action: 'status', status: 502, times: 1 });
  const large = await fetch(`${sandbox.fhir}/Practitioner`, { method: 'POST', body: 'x'.repeat(5_000_000) });
  expect(large.status).toBe(502);
});

test('the sign-in can be spoilt too', async () => {
  const address = `${sandbox.issuer}/.well-known/openid-configuration`;
  const whole = await (await fetch(address)).text();
  sandbox.fault({ path: '/oidc', action: 'status', status: 503, times: 1 });
  expect((await fetch(address)).status).toBe(503);
  sandbox.fault({ path: '/oidc', action: 'dropAnswer', times: 1 });
  await expect(fetch(address)).rejects.toThrow();
  sandbox.fault({ path: '/oidc', action: 'cut', times: 1 });
  await expect(fetch(address).then((response) => response.text())).rejects.toThrow();
  expect(await (await fetch(address)).text()).toBe(whole);
});

test('a wrong rule is refused with words', async () => {
  const { status, body } = await door('POST', '/_fault', { action: 'explode' });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('action');
  expect((await door('GET', '/_nothing')).status).toBe(404);
});

test('the state can be read and changed from outside', async () => {
  expect((await door('GET', '/_state')).body).toMatchObject({ Organization: 13 });
  const found = (await door('GET', '/_state/Practitioner/pr-000004')).body as Practitioner;
  await door('PUT', '/_state/Practitioner/pr-000004', { ...found, birthDate: '1970-01-01' });
  expect((await clerk.get<Practitioner>('Practitioner/pr-000004')).body).toMatchObject({
    birthDate: '1970-01-01',
    meta: { versionId: '2' },
  });
  expect((await door('POST', '/_state/Task', { resourceType: 'Task', status: 'draft', intent: 'order' })).status).toBe(
    200,
  );
  expect((await door('GET', '/_state/Task')).body).toHaveLength(1);
  await door('DELETE', '/_state/Practitioner/pr-000004');
  expect((await clerk.get('Practitioner/pr-000004')).status).toBe(410);
  expect((await door('GET', '/_token?login=nobody')).status).toBe(404);
  expect((await door('POST', '/_settings', { clockShiftMs: 0 })).status).toBe(200);
});
