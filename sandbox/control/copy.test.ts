import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox } from '../index.ts';
import { TestClient } from '../testing.ts';

test('a registry goes back to a copy, and stays there when it is started again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kartoteka-copy-'));
  const first = await startSandbox({ people: 10, data });
  const door = async (path: string, body?: unknown): Promise<Response> =>
    fetch(`${first.control}${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) });
  await first.put({ resourceType: 'Organization', id: 'kept', name: 'Раньше' });
  const { copy } = (await (await door('/_copy')).json()) as { copy: number };
  await first.put({ resourceType: 'Organization', id: 'kept', name: 'Позже' });
  await first.remove('Organization', 'kept');
  await first.put({ resourceType: 'Organization', id: 'lost' });
  expect((await door('/_restore', { copy: 'yesterday' })).status).toBe(400);
  expect((await door('/_restore', { copy })).status).toBe(200);
  expect(first.state('Organization', 'kept')).toMatchObject({ name: 'Раньше', meta: { versionId: '1' } });
  expect(first.state('Organization', 'lost')).toBeNull();
  await first.put({ resourceType: 'Organization', id: 'after' });
  const history = await (await TestClient.as(first, 'kadrovik')).pages('Organization/_history?_count=1000');
  expect(history.filter(({ fullUrl }) => /\/(kept|lost|after)$/.test(fullUrl ?? ''))).toHaveLength(2);
  await first.stop();
  const second = await startSandbox({ data });
  expect(second.state('Organization', 'kept')).toMatchObject({ name: 'Раньше' });
  expect(second.state('Organization', 'lost')).toBeNull();
  expect(second.state('Organization', 'after')).toMatchObject({ id: 'after' });
  await second.stop();
  rmSync(data, { recursive: true });
});
