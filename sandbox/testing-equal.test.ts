import type { Practitioner, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';
import { COPIED_TYPES, differences } from './testing-equal.ts';

let sandbox: Sandbox;
let desk: SyncDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 40 });
  desk = openDeskAt(sandbox);
  await desk.run();
});
afterAll(async () => {
  await desk.sync.dispose();
  desk.db.close();
  await sandbox.stop();
});

const held = (): Resource[] => COPIED_TYPES.flatMap((type) => sandbox.state(type) as Resource[]);

test('a whole copy differs in nothing', () => {
  expect(differences(desk.db, held())).toEqual([]);
});

test('what was changed, added or taken away on one side alone is named', async () => {
  const one = sandbox.state('Practitioner', 'pr-000005') as Practitioner;
  await sandbox.put({ ...one, birthDate: '1970-01-01' });
  await sandbox.put({ ...one, id: 'pr-new', identifier: [] });
  await sandbox.remove('HealthcareService', (sandbox.state('HealthcareService') as Resource[])[0]?.id ?? '');
  desk.db.prepare("UPDATE credential SET number = 'another' WHERE remote_id LIKE 'pr-000006%'").run();
  const found = differences(desk.db, held());
  expect(found).toContain('person pr-000005 birthDate');
  expect(found).toContain('person pr-000005 is another copy');
  expect(found).toContain('person pr-new is not here');
  expect(found.some((one) => /^service .* is not there$/.test(one))).toBe(true);
  expect(found.some((one) => /^credential pr-000006.* number$/.test(one))).toBe(true);
});
