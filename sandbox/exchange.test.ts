import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, Practitioner, Provenance, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import type { EntityId } from '../shared/domain/values.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { TestClient } from './testing.ts';
import { openDeskAt } from './testing-desk.ts';

/**
 * The program's own exchange against this registry, over HTTP: what the program's mapper says is read by a writer that
 * knows nothing of it, and the other way round.
 */
const PEOPLE = 40;
let sandbox: Sandbox;
let desk: SyncDesk;
let token: string;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
  token = await sandbox.token('kadrovik');
});
afterAll(() => sandbox.stop());

beforeEach(() => {
  desk = openDeskAt(sandbox, async () => token);
});
afterEach(async () => {
  sandbox.resetFaults();
  sandbox.configure({ historyOrder: 'oldest-first', typeHistory: true, transactions: true });
  await desk.sync.dispose();
  desk.db.close();
});

/** Someone whose phone nobody else of these tests changes. */
let next = 5;
function someone(): { id: EntityId; remoteId: string } {
  const remoteId = clinicSource({ people: PEOPLE }).personAt(next++).person.remoteId;
  return { id: desk.idOf('person', remoteId), remoteId };
}

/** Two cards become one: the older one, for whom no document is too early; what was main work beside it is internal. */
async function mergeTwo() {
  const [one, other] = [someone(), someone()];
  const birth = ({ id }: { id: EntityId }) => String(desk.field('person', id, 'birthDate'));
  const [kept, merged] = birth(one) <= birth(other) ? [one, other] : [other, one];
  const moved = desk.entities.list('employment', 'personId', merged.id);
  const { requestId } = await desk.handlers.staff.merge(
    { keptId: kept.id, mergedId: merged.id, take: ['snils'] },
    desk.editor,
  );
  for (const { entity } of moved) {
    if (entity.positionType === '1')
      await desk.edit({ kind: 'employment', id: entity.id, field: 'positionType', to: '2' });
  }
  return { kept, merged, requestId };
}

async function approvedPhone(id: EntityId, phone: string): Promise<EntityId> {
  const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: phone });
  await desk.approve(requestId);
  return requestId;
}

const there = <T extends Resource>(type: T['resourceType'], id: string): T => sandbox.state(type, id) as T;
const without = ({ meta: _, ...rest }: Practitioner): Partial<Practitioner> => rest;

function approvalsOf(requestId: EntityId): Provenance[] {
  const tasks = tasksOf(requestId).map(({ id }) => `Task/${id}`);
  return (sandbox.state('Provenance') as Provenance[]).filter(({ entity }) =>
    entity?.some(({ what }) => tasks.includes(what.reference ?? '')),
  );
}

/** Other desks are told first, by a Task of its own. */
const AFTER_THE_TASK = { after: 1, times: 1 };

function tasksOf(requestId: EntityId): Task[] {
  return (sandbox.state('Task') as Task[]).filter(({ identifier }) => identifier?.[0]?.value === requestId);
}

describe('a first copy', () => {
  it.each(['oldest-first', 'newest-first'] as const)('equals the clinic, field by field (%s)', async (historyOrder) => {
    sandbox.configure({ historyOrder });
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    const source = clinicSource({ people: PEOPLE });
    for (const { remoteId, organisationRemoteId: _, parentRemoteId, ...division } of source.divisions) {
      const found = desk.entities.get('division', desk.idOf('division', remoteId))?.entity;
      const parentId = parentRemoteId === null ? null : desk.idOf('division', parentRemoteId);
      const buildingId = desk.idOf('building', division.buildingId ?? '');
      const headPersonId = division.headPersonId === null ? null : desk.idOf('person', division.headPersonId);
      expect(found).toMatchObject({ ...division, parentId, buildingId, headPersonId });
    }
    for (let index = 20; index < PEOPLE; index++) {
      const { person, employments, credentials } = source.personAt(index);
      const { remoteId, ...fields } = person;
      const personId = desk.idOf('person', remoteId);
      expect(desk.entities.get('person', personId)?.entity).toMatchObject(fields);
      for (const { remoteId: id, divisionRemoteId, ...employment } of employments) {
        const divisionId = desk.idOf('division', divisionRemoteId);
        const found = desk.entities.get('employment', desk.idOf('employment', id))?.entity;
        expect(found).toMatchObject({ ...employment, personId, divisionId });
      }
      const own = desk.entities.list('credential', 'personId', personId).map(({ entity: { id: _id, ...one } }) => one);
      const wanted = credentials.map(({ remoteId: _remote, ...one }) => ({ ...one, personId }));
      expect(own.toSorted(byNumber)).toEqual(wanted.toSorted(byNumber));
    }
    expect(desk.count('parked')).toBe(0);
    expect(desk.count('staff_line')).toBe(PEOPLE);
  });

  it('is kept as it was written', async () => {
    await desk.run();
    const kept = desk.db.prepare("SELECT raw FROM replica WHERE kind = 'person'").pluck().all() as string[];
    expect(kept).toHaveLength(PEOPLE);
    for (const raw of kept) {
      const { id } = JSON.parse(raw) as Practitioner;
      expect(raw).toBe(JSON.stringify(there<Practitioner>('Practitioner', id ?? '')));
    }
  });

  it('goes on after a broken connection', async () => {
    sandbox.fault({ path: '/fhir/PractitionerRole/', action: 'cut', times: 1 });
    expect(await desk.run()).toMatchObject({ phase: 'offline', complete: false });
    expect(desk.count('person')).toBe(PEOPLE);
    expect(await desk.run()).toMatchObject({ phase: 'idle', complete: true });
  });

  it('of garbled text is named', async () => {
    sandbox.fault({ path: '/fhir/Practitioner/', action: 'garble', times: 1 });
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4003' } });
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
  });
});

function byNumber(a: { number: string | null }, b: { number: string | null }): number {
  return (a.number ?? '').localeCompare(b.number ?? '');
}

describe('a request', () => {
  beforeEach(async () => {
    await desk.run();
  });

  it('changes its element alone, and its signature is verified by others from what lies in the registry', async () => {
    const { id, remoteId } = someone();
    const before = there<Practitioner>('Practitioner', remoteId);
    const requestId = await approvedPhone(id, '+79071111111');
    expect(await desk.run()).toMatchObject({ error: null, queued: 0 });
    expect(desk.state(requestId)).toBe('accepted');
    const after = there<Practitioner>('Practitioner', remoteId);
    const phone = before.telecom?.find(({ system }) => system === 'phone');
    const telecom = before.telecom?.map((one) => (one === phone ? { ...one, value: '+79071111111' } : one));
    expect(JSON.stringify(without(after))).toBe(JSON.stringify({ ...without(before), telecom }));

    const [task] = tasksOf(requestId);
    const [provenance] = approvalsOf(requestId);
    expect(provenance?.target.map(({ reference }) => reference)).toContain(`Practitioner/${remoteId}`);
    const folder = mkdtempSync(join(tmpdir(), 'kartoteka-signature-'));
    try {
      const file = (name: string, base64: string | undefined): string => {
        const path = join(folder, name);
        writeFileSync(path, Buffer.from(base64 ?? '', 'base64'));
        return path;
      };
      const content = file('content.json', task?.input?.[0]?.valueBase64Binary);
      const cms = file('signature.p7s', provenance?.signature?.[0]?.data);
      const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', cms, '-purpose', 'any'];
      const trust = ['-CAfile', sandbox.signing.ca, '-out', join(folder, 'out')];
      execFileSync('openssl', [...verify, '-content', content, ...trust], { stdio: 'pipe' });
      expect(JSON.parse(readFileSync(content, 'utf8'))).toMatchObject({ requestId });
      const forged = file('forged.json', Buffer.from('{}').toString('base64'));
      expect(() => execFileSync('openssl', [...verify, '-content', forged, ...trust], { stdio: 'pipe' })).toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(['dropAnswer', 'cut', 'garble'] as const)('whose answer is lost (%s) is there once', async (action) => {
    const { id, remoteId } = someone();
    const requestId = await approvedPhone(id, '+79072222222');
    sandbox.fault({ path: '/fhir', method: 'POST', action, ...AFTER_THE_TASK });
    expect((await desk.run()).error).not.toBeNull();
    expect(tasksOf(requestId)).toHaveLength(1);
    await desk.restart();
    desk.clock.advance(300_000);
    expect(await desk.run()).toMatchObject({ error: null, queued: 0 });
    expect(desk.state(requestId)).toBe('accepted');
    expect(tasksOf(requestId)).toHaveLength(1);
    expect(there<Practitioner>('Practitioner', remoteId).meta?.versionId).toBe('2');
  });

  it('that arrives twice is there once', async () => {
    const { id, remoteId } = someone();
    const requestId = await approvedPhone(id, '+79073333333');
    sandbox.fault({ path: '/fhir', method: 'POST', action: 'duplicate', ...AFTER_THE_TASK });
    await desk.run();
    desk.clock.advance(300_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(tasksOf(requestId)).toHaveLength(1);
    expect(there<Practitioner>('Practitioner', remoteId).meta?.versionId).toBe('2');
  });

  it('is sent upon what others changed meanwhile', async () => {
    const { id, remoteId } = someone();
    const requestId = await approvedPhone(id, '+79074444444');
    // After the pull of this run, before its submission: the copy is one version behind.
    sandbox.fault({ path: '/fhir', method: 'POST', action: 'hold', ...AFTER_THE_TASK });
    const running = desk.run();
    await expect.poll(() => desk.state(requestId)).toBe('sent');
    const now = there<Practitioner>('Practitioner', remoteId);
    await sandbox.put({ ...now, birthDate: '1970-01-01' });
    sandbox.resetFaults();
    await running;
    expect(desk.state(requestId)).toBe('accepted');
    const after = there<Practitioner>('Practitioner', remoteId);
    expect(after.birthDate).toBe('1970-01-01');
    expect(after.telecom?.some(({ value }) => value === '+79074444444')).toBe(true);
    expect(desk.field('person', id, 'birthDate')).toBe('1970-01-01');
  });

  it('about what others changed as well waits for a person', async () => {
    const { id, remoteId } = someone();
    const requestId = await approvedPhone(id, '+79075555555');
    const now = there<Practitioner>('Practitioner', remoteId);
    const telecom = [{ system: 'phone' as const, value: '+79076666666' }];
    await sandbox.put({ ...now, telecom });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(tasksOf(requestId)).toMatchObject([{ status: 'failed' }]);
    expect(there<Practitioner>('Practitioner', remoteId).telecom).toEqual(telecom);
    expect(desk.sync.conflicts()).toMatchObject([{ mine: '+79075555555', theirs: '+79076666666' }]);
  });

  it('against a rule of the registry comes back with its words', async () => {
    const { id } = someone();
    const { remoteId } = someone();
    const taken = there<Practitioner>('Practitioner', remoteId).identifier?.find(({ value }) =>
      /^\d{11}$/.test(value ?? ''),
    );
    await sandbox.put({ resourceType: 'Practitioner', id: 'other', identifier: [{ ...taken, value: '11223344595' }] });
    const requestId = await desk.edit({ kind: 'person', id, field: 'snils', to: '11223344595' });
    await desk.approve(requestId);
    // The rule of this desk would stop it, had it seen the other one: the registry has the last word.
    sandbox.fault({ path: '/fhir/Practitioner/_history', action: 'status', status: 404 });
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    const [reason] = desk.db.prepare('SELECT reason FROM change_request WHERE id = ?').pluck().all(requestId);
    expect(reason).toContain('Работник с таким СНИЛС уже есть в реестре');
    await sandbox.remove('Practitioner', 'other');
  });

  it.each([
    ['dropAnswer', 20, '08765430200'],
    // Where new resources alone are sent no version guards anything.
    ['duplicate', 21, '08765430300'],
  ] as const)(
    'with a new employee and an employment is there once, whatever happens (%s)',
    async (action, place, snils) => {
      const source = clinicSource({ people: PEOPLE }).personAt(place);
      const [employment] = source.employments;
      if (employment === undefined) throw new Error('no employment');
      const { remoteId: _, ...person } = source.person;
      const { remoteId: __, divisionRemoteId, ...fields } = employment;
      const divisionId = desk.idOf('division', divisionRemoteId);
      const { personId, requestId } = await desk.handlers.staff.hire(
        {
          person: { ...person, snils, lastName: 'Нанятая' },
          employment: { ...fields, divisionId, endDate: null, endReason: null, endOrder: null, endOrderDate: null },
        },
        desk.editor,
      );
      await desk.approve(requestId);
      sandbox.fault({ path: '/fhir', method: 'POST', action, ...AFTER_THE_TASK });
      await desk.run();
      desk.clock.advance(300_000);
      await desk.run();
      expect(desk.state(requestId)).toBe('accepted');
      expect(tasksOf(requestId)).toHaveLength(1);
      expect(approvalsOf(requestId)).toHaveLength(1);
      const client = new TestClient(sandbox.fhir, token);
      const found = await client.get<Bundle<Practitioner>>(`Practitioner?identifier=${snils}`);
      expect(found.body.entry).toHaveLength(1);
      const made = found.body.entry?.[0]?.resource;
      expect(desk.idOf('person', made?.id ?? '')).toBe(personId);
      const roles = await client.get<Bundle>(`PractitionerRole?practitioner=Practitioner/${made?.id}`);
      expect(roles.body.entry).toHaveLength(1);
    },
  );

  it('that makes one card of two leaves one with all the work and all the documents', async () => {
    const { kept, merged, requestId } = await mergeTwo();
    const qualifications = (id: string) => there<Practitioner>('Practitioner', id).qualification?.length ?? 0;
    const before = qualifications(kept.remoteId) + qualifications(merged.remoteId);
    const snils = desk.field('person', kept.id, 'snils');
    const work = desk.entities.list('employment', 'personId', kept.id).length;
    await desk.approve(requestId);
    sandbox.fault({ path: '/fhir', method: 'POST', action: 'dropAnswer', ...AFTER_THE_TASK });
    await desk.run();
    desk.clock.advance(300_000);
    expect(await desk.run()).toMatchObject({ error: null, queued: 0 });
    expect(desk.state(requestId)).toBe('accepted');
    const client = new TestClient(sandbox.fhir, token);
    const found = await client.get<Bundle<Practitioner>>(`Practitioner?identifier=${String(snils)}`);
    expect(found.body.entry?.map(({ resource }) => resource?.id)).toEqual([kept.remoteId]);
    const roles = await client.get<Bundle>(`PractitionerRole?practitioner=Practitioner/${kept.remoteId}`);
    expect(roles.body.entry).toHaveLength(work);
    const former = await client.get<Bundle>(`PractitionerRole?practitioner=Practitioner/${merged.remoteId}`);
    expect(former.body.entry ?? []).toEqual([]);
    expect((await client.get(`Practitioner/${merged.remoteId}`)).status).toBe(410);
    expect(qualifications(kept.remoteId)).toBe(before);
    expect(desk.entities.get('person', merged.id)).toBeNull();
    expect(desk.entities.list('employment', 'personId', kept.id)).toHaveLength(work);
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('that deletes a card which was changed there meanwhile deletes nothing and waits for a person', async () => {
    const { kept, merged, requestId } = await mergeTwo();
    await desk.approve(requestId);
    await sandbox.put({ ...there<Practitioner>('Practitioner', merged.remoteId), birthDate: '1970-02-02' });
    const before = there<Practitioner>('Practitioner', kept.remoteId);
    await desk.run();
    expect(desk.state(requestId)).toBe('rejected');
    expect(there<Practitioner>('Practitioner', merged.remoteId).birthDate).toBe('1970-02-02');
    expect(there<Practitioner>('Practitioner', kept.remoteId)).toEqual(before);
    expect(desk.sync.conflicts()).toMatchObject([{ entityId: merged.id, field: 'birthDate', theirs: '1970-02-02' }]);
  });

  it('of a viewer is not lost when the registry does not let them write', async () => {
    const { id } = someone();
    const requestId = await approvedPhone(id, '+79078888888');
    const own = token;
    token = await sandbox.token('nabludatel');
    expect(await desk.run()).toMatchObject({ phase: 'failed', error: { code: 'KD-4002' }, queued: 1 });
    token = own;
    desk.clock.advance(300_000);
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
  });
});

describe('a poorer registry', () => {
  it('without a history is searched by time of change', async () => {
    sandbox.configure({ typeHistory: false });
    expect(await desk.run()).toMatchObject({ complete: true, error: null });
    expect(desk.count('staff_line')).toBe(desk.count('person'));
    const { id, remoteId } = someone();
    await sandbox.put({ ...there<Practitioner>('Practitioner', remoteId), birthDate: '1971-01-01' });
    expect(await desk.run()).toMatchObject({ error: null });
    expect(desk.field('person', id, 'birthDate')).toBe('1971-01-01');
  });
});

describe('a deletion there', () => {
  it('reaches the desk', async () => {
    await desk.run();
    const { id, remoteId } = someone();
    await sandbox.remove('Practitioner', remoteId);
    expect(await desk.run()).toMatchObject({ error: null });
    expect(desk.entities.get('person', id)).toBeNull();
  });
});
