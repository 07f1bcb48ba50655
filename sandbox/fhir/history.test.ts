import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, Organization, Practitioner } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';
import { TestClient } from '../testing.ts';

describe('the type-level history', () => {
  let sandbox: Sandbox;
  let clerk: TestClient;
  beforeAll(async () => {
    sandbox = await startSandbox({ people: 40 });
    clerk = await TestClient.as(sandbox, 'kadrovik');
  });
  afterAll(() => sandbox.stop());

  test('gives every commit once, oldest first, page by page', async () => {
    const all = await clerk.pages('Practitioner/_history?_count=7');
    expect(all).toHaveLength(40);
    expect(all[0]).toMatchObject({
      fullUrl: `${sandbox.fhir}/Practitioner/pr-000001`,
      request: { method: 'POST', url: 'Practitioner' },
      response: { status: '201 Created', etag: 'W/"1"' },
    });
    const times = all.map((entry) => entry.response?.lastModified ?? '');
    expect(times).toEqual(times.toSorted());
  });

  test('goes on from an instant, deletions as tombstones, nothing lost between pages', async () => {
    const since = new Date().toISOString();
    const change = async (number: string, active: boolean): Promise<void> => {
      const { body } = await clerk.get<Practitioner>(`Practitioner/pr-${number}`);
      await clerk.send('PUT', `Practitioner/pr-${number}`, { ...body, active });
    };
    await change('000010', false);
    await clerk.send('DELETE', 'Practitioner/pr-000011');
    await change('000010', true);
    const path = `Practitioner/_history?_since=${since}&_count=2`;
    const first = await clerk.get<Bundle>(path);
    expect(first.body.total).toBe(3);
    await change('000012', false);
    const next = first.body.link?.find((link) => link.relation === 'next')?.url ?? '';
    const entries = [...(first.body.entry ?? []), ...(await clerk.pages(next))];
    expect(entries.map((entry) => `${entry.request?.method} ${entry.response?.etag}`)).toEqual([
      'PUT W/"2"',
      'DELETE W/"2"',
      'PUT W/"3"',
      'PUT W/"2"',
    ]);
    expect(entries[1]).toMatchObject({
      request: { url: 'Practitioner/pr-000011' },
      response: { status: '204 No Content' },
    });
    expect(entries[1]?.resource).toBeUndefined();
    expect((await clerk.get<Bundle>(`Practitioner/_history?_since=2999-01-01T00:00:00Z`)).body.entry).toBeUndefined();
    expect((await clerk.get(`Practitioner/_history?_since=yesterday`)).status).toBe(400);
  });

  test('can be turned round', async () => {
    const down = await clerk.pages('Practitioner/_history?_count=9&_sort=-_lastUpdated');
    const up = await clerk.pages('Practitioner/_history?_count=500');
    const key = (entry: NonNullable<Bundle['entry']>[number]): string => `${entry.fullUrl} ${entry.response?.etag}`;
    expect(down.map(key)).toEqual(up.map(key).toReversed());
    sandbox.configure({ historyOrder: 'newest-first' });
    expect((await clerk.pages('Practitioner/_history?_count=11')).map(key)).toEqual(down.map(key));
    sandbox.configure({ historyOrder: 'oldest-first' });
  });

  test('has foreign and impossible values that were put in past the rules', async () => {
    await sandbox.put({
      resourceType: 'Practitioner',
      id: 'odd',
      identifier: [{ system: 'urn:oid:1.2.643.100.3', value: '1' }],
    });
    expect((await clerk.get<Practitioner>('Practitioner/odd')).body.identifier?.[0]?.value).toBe('1');
    await sandbox.remove('Practitioner', 'odd');
    expect((await clerk.get('Practitioner/odd')).status).toBe(410);
  });

  test('tells a shifted time when its clock is wrong, and never goes back', async () => {
    sandbox.configure({ clockShiftMs: 86_400_000 });
    const { headers } = await clerk.get('metadata');
    expect(Date.parse(headers.get('date') ?? '') - Date.now()).toBeGreaterThan(86_000_000);
    await sandbox.put({ resourceType: 'Organization', id: 'late', name: 'Позже' });
    sandbox.configure({ clockShiftMs: 0 });
    await sandbox.put({ resourceType: 'Organization', id: 'later', name: 'Ещё позже' });
    const [late, later] = [
      sandbox.state('Organization', 'late'),
      sandbox.state('Organization', 'later'),
    ] as Organization[];
    expect((later?.meta?.lastUpdated ?? '') > (late?.meta?.lastUpdated ?? '')).toBe(true);
  });
});

describe('a restarted registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sandbox-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is the same one, also after a crash in the middle of a write', async () => {
    let sandbox = await startSandbox({ people: 40, data: folder });
    let clerk = await TestClient.as(sandbox, 'kadrovik');
    const { body } = await clerk.get<Practitioner>('Practitioner/pr-000001');
    await clerk.send('PUT', 'Practitioner/pr-000001', { ...body, active: false });
    await clerk.send('DELETE', 'Practitioner/pr-000002');
    const history = await clerk.pages('_history?_count=500');
    const token = await sandbox.token('kadrovik');
    const port = Number(new URL(sandbox.origin).port);
    const signer = readFileSync(sandbox.signing.container);
    await sandbox.stop();
    // With the first refusal the client lets go of the connection that was closed.
    await expect(fetch(sandbox.origin)).rejects.toThrow();

    const log = join(folder, 'commits.ndjson');
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(2);
    writeFileSync(log, '[{"type":"Practitioner","id":"half"', { flag: 'a' });

    // Another number of people is not taken: the folder is one clinic.
    sandbox = await startSandbox({ people: 60, data: folder, port });
    clerk = new TestClient(sandbox.fhir, token);
    expect(await clerk.pages('_history?_count=500')).toEqual(history);
    expect((await clerk.get('Practitioner/pr-000002')).status).toBe(410);
    expect(readFileSync(sandbox.signing.container).equals(signer)).toBe(true);
    await clerk.send('PUT', 'Practitioner/pr-000001', { ...body, active: true });
    await sandbox.stop();
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(3);
  });
});
