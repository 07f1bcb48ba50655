import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SyncDesk } from '../electron/core/sync/testing/desk.ts';
import { childrenOf, licencesOf } from '../electron/core/training/children.ts';
import { clinicSource } from '../electron/core/training/generate.ts';
import { CHILD_KINDS, type ChildKind, type FileKind, OWNER_OF } from '../shared/domain/entities.ts';
import type { FieldValue } from '../shared/domain/values.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { openDeskAt } from './testing-desk.ts';

/** Records of a person's file through this registry: drafted, signed, sent, read back, and taken out again. */
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

it('a first copy has every record of every file', () => {
  const source = clinicSource({ people: PEOPLE });
  const counts = new Map<ChildKind, number>();
  const people = Array.from({ length: PEOPLE }, (_, index) => source.personAt(index));
  const records = [...people.flatMap(childrenOf), ...licencesOf(source.licences, source.organisation.remoteId)];
  for (const { kind, remoteId, ownerRemoteId, fields } of records) {
    const { kind: ownerKind, field } = OWNER_OF[kind];
    const id = desk.idOf(kind, `${ownerRemoteId}/${remoteId}`);
    const owner = desk.idOf(ownerKind, ownerRemoteId);
    expect(desk.entities.get(kind, id)?.entity).toEqual({ id, ...fields, [field]: owner });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  for (const kind of CHILD_KINDS) expect(desk.count(kind)).toBe(counts.get(kind) ?? 0);
});

const NEW: readonly (readonly [FileKind, Readonly<Record<string, FieldValue>>])[] = [
  [
    'education',
    {
      educationKind: 'ext',
      institution: 'Учебный центр',
      documentNumber: '77',
      documentDate: '2025-05-05',
      theme: 'Новый курс',
      hours: 72,
    },
  ],
  ['category', { categoryCode: 'highest', specialtyCode: '27', beginDate: '2025-01-01', orderNumber: '5' }],
  ['award', { name: 'Грамота', number: '7', awardDate: '2025-02-02' }],
  [
    'document',
    {
      typeCode: '1',
      series: '0025',
      number: '654321',
      issuedOn: '2025-01-01',
      issuedBy: 'Учебный отдел',
      departmentCode: '980-001',
      standing: 'other',
    },
  ],
  ['address', { typeCode: '3', addressText: 'г. Учебный, ул. Новая, д. 5', beginDate: '2025-01-01' }],
  ['military', { served: 'yes', beginDate: '2001-01-01', endDate: '2002-01-01' }],
  ['society', { name: 'Учебное общество', beginDate: '2025-01-01' }],
  ['leave', { leaveReason: 'long', beginDate: '2026-01-01', endDate: '2026-02-01' }],
];

it.each(NEW)('%s goes there, comes back the same, and goes away', async (kind, fields) => {
  const source = clinicSource({ people: PEOPLE });
  const file = Array.from({ length: PEOPLE }, (_, i) => source.personAt(i)).findLast(
    ({ employments, leaves }) => employments[0]?.endDate === null && leaves.length === 0,
  );
  const { kind: ownerKind } = OWNER_OF[kind];
  const remoteOwner = (ownerKind === 'person' ? file?.person.remoteId : file?.employments[0]?.remoteId) ?? '';
  const type = ownerKind === 'person' ? 'Practitioner' : 'PractitionerRole';
  const resource = (): string => {
    const { meta: _, ...rest } = sandbox.state(type, remoteOwner) as Practitioner | PractitionerRole;
    return JSON.stringify(rest);
  };
  const before = resource();
  const ownerId = desk.idOf(ownerKind, remoteOwner);
  const added = await desk.handlers.staff.addChild({ kind, ownerId, fields }, desk.editor);
  await desk.approve(added.requestId);
  await desk.run();
  expect(desk.state(added.requestId)).toBe('accepted');
  expect(resource()).not.toBe(before);
  expect(desk.entities.localId(kind, `${remoteOwner}/${added.id}`)).toBe(added.id);
  expect(desk.entities.get(kind, added.id)?.entity).toMatchObject(fields);

  const removed = await desk.handlers.staff.removeChild({ kind, id: added.id }, desk.editor);
  await desk.approve(removed.requestId);
  await desk.run();
  expect(desk.state(removed.requestId)).toBe('accepted');
  expect(JSON.parse(resource())).toEqual(JSON.parse(before));
  expect(desk.entities.get(kind, added.id)).toBeNull();
});
