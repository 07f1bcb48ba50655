import type { Practitioner } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';

/** A desk before registries that are poorer than they should be, or go back, or are only half there. */
const PEOPLE = 40;
const SIX_HOURS = 6 * 3_600_000;
let sandbox: Sandbox;
let desk: SyncDesk | undefined;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
});
afterAll(() => sandbox.stop());
afterEach(async () => {
  sandbox.resetFaults();
  sandbox.configure({ typeHistory: true, historyFrom: null, gzip: true });
  await desk?.sync.dispose();
  desk?.db.close();
});

async function opened(...endpoints: string[]): Promise<SyncDesk> {
  const token = await sandbox.token('kadrovik');
  desk = openDeskAt(sandbox, async () => token, endpoints.length > 0 ? { endpoints } : {});
  expect(await desk.run()).toMatchObject({ error: null, complete: true });
  return desk;
}
const remoteIdOf = (index: number): string => clinicSource({ people: PEOPLE }).personAt(index).person.remoteId;
const there = (id: string) => sandbox.state('Practitioner', id) as Practitioner;
const bornOn = (of: SyncDesk, id: string) => of.field('person', of.idOf('person', id), 'birthDate');

describe('a registry', () => {
  it('without a history tells deletions by its list', async () => {
    sandbox.configure({ typeHistory: false });
    const here = await opened();
    const id = remoteIdOf(30);
    await sandbox.remove('Practitioner', id);
    await here.run();
    expect(here.entities.get('person', here.idOf('person', id))).not.toBeNull();
    here.clock.advance(SIX_HOURS);
    expect(await here.run()).toMatchObject({ error: null });
    expect(here.entities.get('person', here.idOf('person', id))).toBeNull();
  });

  it('that went back to an older copy is copied anew, and what is not sent stays', async () => {
    const here = await opened();
    const [id, other] = [remoteIdOf(31), remoteIdOf(32)];
    const before = bornOn(here, id);
    const copy = sandbox.copy();
    await sandbox.put({ ...there(id), birthDate: '1971-01-01' });
    await here.run();
    expect(bornOn(here, id)).toBe('1971-01-01');
    const edited = { kind: 'person', id: here.idOf('person', other), field: 'phone' } as const;
    await here.edit({ ...edited, to: '+79071112233' });
    sandbox.restore(copy);
    expect(await here.run()).toMatchObject({ error: null });
    expect(bornOn(here, id)).toBe(before);
    expect(here.field('person', edited.id, 'phone')).toBe('+79071112233');
    expect(there(id).meta?.versionId).toBe('1');
  });

  it('whose history is gone is copied anew', async () => {
    const here = await opened();
    const id = remoteIdOf(33);
    await sandbox.put({ ...there(id), birthDate: '1971-02-02' });
    sandbox.configure({ historyFrom: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await here.run()).toMatchObject({ error: null });
    expect(bornOn(here, id)).toBe('1971-02-02');
  });

  it('that compresses nothing is understood as well', async () => {
    sandbox.configure({ gzip: false });
    expect((await opened()).count('person')).toBeGreaterThanOrEqual(PEOPLE - 1);
  });

  it('one of whose two addresses is down is asked at the other', async () => {
    sandbox.fault({ path: '/fhir', action: 'drop' });
    const here = await opened(sandbox.fhir, sandbox.spare);
    const id = here.idOf('person', remoteIdOf(34));
    const requestId = await here.edit({ kind: 'person', id, field: 'phone', to: '+79071112244' });
    await here.approve(requestId);
    expect(await here.run()).toMatchObject({ error: null, queued: 0 });
    expect(here.state(requestId)).toBe('accepted');
    expect(sandbox.faults()[0]?.hits).toBeLessThan(10);
  });
});
