import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../electron/core/clock.ts';
import { columnsOf, mapRows } from '../electron/core/dictionaries/mapping.ts';
import { TRAINING_DICTIONARIES } from '../electron/core/dictionaries/training.ts';
import type { DictionaryRegistry } from '../electron/core/registry/dictionaries.ts';
import { createFhirDictionaries } from '../electron/core/registry/fhir/code-systems.ts';
import { DICTIONARY } from '../shared/domain/fields.ts';
import { type Sandbox, startSandbox } from './index.ts';

const never = new AbortController().signal;
let sandbox: Sandbox;
let registry: DictionaryRegistry;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 3 });
  registry = createFhirDictionaries({
    fetch,
    endpoints: [sandbox.fhir],
    accessToken: () => sandbox.token('kadrovik'),
    clock: systemClock(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
});
afterAll(() => sandbox.stop());

test('the registry hands out dictionaries, the posts in two versions', async () => {
  const offered = await registry.versions(never);
  expect(offered.map(({ oid, version }) => [oid, version])).toEqual([
    [DICTIONARY.posts, '9.6'],
    [DICTIONARY.specialties, '5.4'],
    [DICTIONARY.regions, '6.5'],
    [DICTIONARY.posts, '9.7 (учебная)'],
  ]);
});

test('the desk reads them row by row as they were meant; the next version of the posts closes one', async () => {
  for (const { oid, version, reference } of await registry.versions(never)) {
    const { table } = await registry.read(reference, never);
    const around = { publishedOn: '2026-10-01', wasGroup: () => undefined };
    const { rows, problems } = mapRows(table, columnsOf(table.columns), around);
    const meant = TRAINING_DICTIONARIES.find((one) => one.oid === oid)?.rows ?? [];
    expect(problems).toEqual([]);
    const isNext = version.startsWith('9.7');
    expect(rows).toEqual(meant.map((row) => (isNext && row.code === '203' ? { ...row, closedOn: '2026-10-01' } : row)));
  }
});
