import type { Basic, Location, Organization, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import type { EntityKind } from '../shared/domain/entities.ts';
import type { EntityId, FieldValue } from '../shared/domain/values.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';

/** Buildings, services and staffing tables through this registry: made, signed, sent, read back, changed, taken out. */
const PEOPLE = 40;
let sandbox: Sandbox;
let desk: SyncDesk;

beforeAll(async () => {
  sandbox = await startSandbox({ people: PEOPLE });
  desk = openDeskAt(sandbox);
  await desk.run();
});
afterAll(async () => {
  await desk.sync.dispose();
  await sandbox.stop();
});

type Values = Readonly<Record<string, FieldValue>>;
const fieldsOf = (kind: EntityKind, id: EntityId): unknown => desk.entities.get(kind, id)?.entity;
const remoteIdOf = (kind: EntityKind, id: EntityId): string => desk.entities.get(kind, id)?.remoteId ?? '';

/** The resource without what every write changes. */
function there<T extends Resource>(type: T['resourceType'], id: string): Omit<T, 'meta'> {
  const { meta: _, ...rest } = sandbox.state(type, id) as T;
  return rest;
}

async function sent(requestId: EntityId): Promise<void> {
  await desk.approve(requestId);
  expect(await desk.run()).toMatchObject({ error: null });
  expect(desk.state(requestId)).toBe('accepted');
}

describe.each(['history', 'search'] as const)('a first copy by %s', (way) => {
  it('equals the clinic, field by field', async () => {
    sandbox.configure({ typeHistory: way === 'history' });
    const copy = openDeskAt(sandbox);
    expect(await copy.run()).toMatchObject({ complete: true, error: null });
    sandbox.configure({ typeHistory: true });
    const { organisation, buildings, services, staffing } = clinicSource({ people: PEOPLE });
    const unit = (id: string | null) => (id === null ? null : copy.idOf('division', id));
    const organisationId = copy.idOf('organisation', organisation.remoteId);
    const same = (
      kind: EntityKind,
      { remoteId, ...fields }: { readonly remoteId: string },
      references: Values,
    ): void => {
      const id = copy.idOf(kind, remoteId);
      expect(copy.entities.get(kind, id)?.entity).toEqual({ id, ...fields, ...references });
    };
    same('organisation', organisation, { headPersonId: copy.idOf('person', organisation.headPersonId ?? '') });
    for (const building of buildings) same('building', building, { organisationId });
    for (const service of services) same('service', service, { organisationId, divisionId: unit(service.divisionId) });
    const { documents, positions } = staffing();
    for (const document of documents) same('staffingDocument', document, { organisationId });
    for (const position of positions) {
      const documentId = copy.idOf('staffingDocument', position.documentId);
      same('staffingPosition', position, { documentId, divisionId: unit(position.divisionId) });
    }
    expect(copy.count('parked')).toBe(0);
    await copy.sync.dispose();
  });
});

const PREMISES: readonly (readonly ['building' | 'service', 'Location' | 'HealthcareService', Values, Values])[] = [
  [
    'building',
    'Location',
    {
      name: 'Новый корпус',
      addressText: 'г. Учебный, ул. Новая, д. 5',
      garGuid: '0198f000-0000-7000-8000-000000000001',
      postIndex: '980001',
      cadastralNumber: '98:01:0000001:777',
      buildYear: 2020,
      floorCount: 9,
      hasTrouble: 'no',
      latitude: '59.9386',
      longitude: '30.3141',
      beginDate: '2021-01-01',
    },
    { name: 'Главный корпус', liquidationDate: '2026-11-30', liquidationReason: 'Передан' },
  ],
  [
    'service',
    'HealthcareService',
    { name: 'Новая услуга', code: null, beginDate: '2026-01-01', comment: 'По записи' },
    { name: 'Другая услуга', endDate: '2026-12-31', comment: null },
  ],
];

it.each(PREMISES)('%s goes there, comes back the same, changes, and goes away', async (kind, type, fields, changed) => {
  const { organisation } = desk.handlers;
  const { id, requestId } = await organisation.add({ kind, fields }, desk.editor);
  await sent(requestId);
  expect(fieldsOf(kind, id)).toMatchObject(fields);
  const remoteId = remoteIdOf(kind, id);
  expect(there(type, remoteId)).toMatchObject({ name: fields.name });

  const before = fieldsOf(kind, id) as Values;
  const edits = Object.entries(changed).map(([field, to]) => ({ kind, id, field, from: before[field] ?? null, to }));
  await sent((await organisation.applyEdits({ edits }, desk.editor)).requestId);
  expect(fieldsOf(kind, id)).toEqual({ ...before, ...changed });
  const copy = openDeskAt(sandbox);
  await copy.run();
  const { id: _, organisationId: __, divisionId: ___, ...own } = { ...before, ...changed };
  expect(copy.entities.get(kind, copy.idOf(kind, remoteId))?.entity).toMatchObject(own);
  await copy.sync.dispose();

  await sent((await organisation.remove({ kind, id }, desk.editor)).requestId);
  expect(sandbox.state(type, remoteId)).toBeNull();
  expect(desk.entities.get(kind, id)).toBeNull();
});

it('a service of a division goes to the division, and to the organisation when it is taken from it', async () => {
  const divisionId = desk.idOf('division', 'div-0001');
  const fields = { divisionId, name: 'Услуга отделения', beginDate: '2026-01-01' };
  const { id, requestId } = await desk.handlers.organisation.add({ kind: 'service', fields }, desk.editor);
  await sent(requestId);
  const remoteId = remoteIdOf('service', id);
  expect(there('HealthcareService', remoteId)).toMatchObject({ providedBy: { reference: 'Organization/div-0001' } });
  const edit = { kind: 'service', id, field: 'divisionId', from: divisionId, to: null } as const;
  await sent((await desk.handlers.organisation.applyEdits({ edits: [edit] }, desk.editor)).requestId);
  expect(there('HealthcareService', remoteId)).toMatchObject({ providedBy: { reference: 'Organization/org-1' } });
  expect(fieldsOf('service', id)).toMatchObject({ divisionId: null });
});

it('a staffing table goes with its posts in one request, changes, and goes away', async () => {
  const { staffing } = desk.handlers;
  const dates = { approvedOn: '2026-12-20', beginDate: '2027-01-01', endDate: null };
  const made = await staffing.createDocument(
    { number: '27', orderNumber: '7-шр', ...dates, copyOf: null },
    desk.editor,
  );
  const divisionId = desk.idOf('division', 'div-0001');
  const post = { divisionId, postCode: '209', localPostName: 'Кадровик', rate: 150, note: 'Новая' };
  const added = await staffing.addPositions({ documentId: made.id, positions: [post] }, desk.editor);
  expect(added.requestId).toBe(made.requestId);
  await sent(made.requestId);
  const [positionId = ''] = added.ids;
  const documentRemoteId = remoteIdOf('staffingDocument', made.id);
  const remoteId = remoteIdOf('staffingPosition', positionId);
  expect(JSON.stringify(there<Basic>('Basic', remoteId))).toContain(`"Basic/${documentRemoteId}"`);
  expect(fieldsOf('staffingPosition', positionId)).toMatchObject({ ...post, documentId: made.id });
  expect(fieldsOf('staffingDocument', made.id)).toMatchObject({ number: '27', ...dates, staffingStatus: 'draft' });

  const before = there<Basic>('Basic', remoteId);
  const edit = { kind: 'staffingPosition', id: positionId, field: 'rate', from: 150, to: 200 } as const;
  await sent((await staffing.applyEdits({ edits: [edit], onDay: '2027-01-01' }, desk.editor)).requestId);
  expect(JSON.stringify(there<Basic>('Basic', remoteId))).toBe(
    JSON.stringify(before).replace('"valueDecimal":1.5', '"valueDecimal":2'),
  );

  await sent((await staffing.removeDocument({ documentId: made.id }, desk.editor)).requestId);
  expect([documentRemoteId, remoteId].map((id) => sandbox.state('Basic', id))).toEqual([null, null]);
  expect(desk.entities.get('staffingPosition', positionId)).toBeNull();
});

it('a division moves into a new building under a new head with one element changed at a time', async () => {
  const { divisions, organisation } = desk.handlers;
  const id = desk.idOf('division', 'div-0001');
  const fields = PREMISES[0]?.[2];
  const building = await organisation.add({ kind: 'building', fields: { ...fields } }, desk.editor);
  await sent(building.requestId);
  const before = JSON.stringify(there<Organization>('Organization', 'div-0001'));
  const was = fieldsOf('division', id) as Values;
  const headPersonId = desk.idOf('person', 'pr-000003');
  const to = { buildingId: building.id, headPersonId };
  const edits = Object.entries(to).map(([field, value]) => {
    return { kind: 'division' as const, id, field, from: was[field] ?? null, to: value };
  });
  await sent((await divisions.applyEdits({ edits }, desk.editor)).requestId);
  const wanted = before
    .replace(
      `Location/${remoteIdOf('building', String(was.buildingId))}`,
      `Location/${remoteIdOf('building', building.id)}`,
    )
    // The name was that of the former head.
    .replace(
      '{"reference":"Practitioner/pr-000001","display":"Руководитель"}',
      '{"reference":"Practitioner/pr-000003"}',
    );
  expect(JSON.stringify(there<Organization>('Organization', 'div-0001'))).toBe(wanted);
  expect(fieldsOf('division', id)).toMatchObject(to);
});

it('a place that is no building any more is none of the desk’s', async () => {
  const location = sandbox.state('Location', 'bld-001') as Location;
  const id = desk.idOf('building', 'bld-001');
  await sandbox.put({ ...location, physicalType: { text: 'Пустырь' } });
  await desk.run();
  expect(desk.entities.get('building', id)).toBeNull();
  await sandbox.put(location);
  await desk.run();
  expect(desk.idOf('building', 'bld-001')).toBe(id);
  expect(desk.entities.get('building', id)).not.toBeNull();
});
