import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fieldNames } from '#shared/domain/fields.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { REFERS_TO, REMOTE_KINDS, type RemoteKind } from '../registry/port.ts';
import { fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

/** Everything that hangs on organisations and divisions: what waits for what, and what is told to the windows. */
type Values = Record<string, FieldValue>;
type Piece = readonly [kind: RemoteKind, remoteId: string, fields: Values];

const BUILDING = { name: 'Корпус', buildYear: 1970, floorCount: 3, hasTrouble: 'no', beginDate: '2001-01-01' };
const OPEN = { openDate: '2001-01-01' };
const CLINIC: readonly Piece[] = [
  ['organisation', 'org', { nameFull: 'Учебная больница', inn: '7707083893', headPersonId: 'p1' }],
  ['building', 'b1', { ...BUILDING, organisationId: 'org' }],
  [
    'division',
    'd1',
    { parentId: 'org', level: 'division', name: 'Терапия', ...OPEN, buildingId: 'b1', headPersonId: 'p2' },
  ],
  [
    'division',
    'd2',
    { parentId: 'd1', level: 'section', name: 'Палаты', ...OPEN, buildingId: 'b1', headPersonId: 'p1' },
  ],
  ['service', 's1', { divisionId: 'd1', name: 'Приём', beginDate: '2020-01-01' }],
  ['service', 's2', { divisionId: 'org', name: 'Осмотры', beginDate: '2020-01-01' }],
  ['staffingDocument', 't1', { organisationId: 'org', number: '1', staffingStatus: 'active' }],
  ['staffingPosition', 'q1', { documentId: 't1', divisionId: 'd2', postCode: '159', rate: 250 }],
  ['staffingPosition', 'q2', { documentId: 't1', divisionId: 'org', postCode: '334', rate: 100 }],
  ['person', 'p1', personFields(1)],
  ['person', 'p2', personFields(2)],
  ['employment', 'e1', { personId: 'p1', divisionId: 'd2', postCode: '159', positionType: '1', rate: 100 }],
];

/** The store in remote ids, so that two stores can be compared. */
function contents({ entities, db }: SyncDesk): Record<string, Values> {
  const remote = new Map<EntityId, string>();
  const rows = REMOTE_KINDS.flatMap((kind) => {
    const found = db.prepare(`SELECT id, remote_id FROM ${kind} WHERE deleted_at IS NULL`).all() as Values[];
    return found.map(({ id, remote_id: remoteId }) => {
      remote.set(String(id), String(remoteId));
      return { kind, id: String(id) };
    });
  });
  const named = (field: string, value: FieldValue): FieldValue =>
    field in REFERS_TO && typeof value === 'string' ? (remote.get(value) ?? `unknown ${value}`) : value;
  return Object.fromEntries(
    rows.map(({ kind, id }) => {
      const values = entities.get(kind, id)?.entity as unknown as Values;
      const fields = fieldNames(kind).map((field) => [field, named(field, values[field] ?? null)]);
      return [`${kind} ${remote.get(id)}`, Object.fromEntries(fields)];
    }),
  );
}

/** All kinds in one stream, in the order given. */
async function copied(pieces: readonly Piece[], pageSize: number): Promise<{ desk: SyncDesk; registry: FakeRegistry }> {
  const registry = new FakeRegistry();
  registry.feeds = [{ name: 'everything', kinds: REMOTE_KINDS }];
  registry.pageSize = pageSize;
  for (const [kind, remoteId, fields] of pieces) registry.put(kind, remoteId, fields);
  const desk = openSyncDesk({ registry });
  expect(await desk.run()).toMatchObject({ complete: true, error: null });
  return { desk, registry };
}

describe('resources that refer to each other', () => {
  it('end in the same store in whatever order they come', async () => {
    const wanted = contents((await copied(CLINIC, 500)).desk);
    expect(wanted['division d1']).toMatchObject({ organisationId: 'org', buildingId: 'b1', headPersonId: 'p2' });
    expect(wanted['service s2']).toMatchObject({ organisationId: 'org', divisionId: null });
    expect(wanted['staffingPosition q1']).toMatchObject({ documentId: 't1', divisionId: 'd2' });
    const order = fc.shuffledSubarray([...CLINIC], { minLength: CLINIC.length });
    await fc.assert(
      fc.asyncProperty(order, fc.constantFrom(1, 3, 500), async (pieces, pageSize) => {
        const { desk } = await copied(pieces, pageSize);
        expect(contents(desk)).toEqual(wanted);
        expect(desk.count('parked')).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('do without a head and a building who never come, and take them up when they do', async () => {
    const late = new Set(['p1', 'p2', 'b1', 'e1']);
    const { desk, registry } = await copied(
      CLINIC.filter(([, remoteId]) => !late.has(remoteId)),
      500,
    );
    const d1 = desk.idOf('division', 'd1');
    expect(desk.field('division', d1, 'headPersonId')).toBeNull();
    expect(desk.idOf('staffingPosition', 'q1')).toBeDefined();
    for (const [kind, remoteId, fields] of CLINIC) if (late.has(remoteId)) registry.put(kind, remoteId, fields);
    await desk.run();
    expect(contents(desk)).toEqual(contents((await copied(CLINIC, 500)).desk));
    expect(desk.count('parked')).toBe(0);
  });

  it('do not bring back an older version of what awaited them', async () => {
    const { desk, registry } = await copied(
      CLINIC.filter(([, remoteId]) => remoteId !== 'p2'),
      500,
    );
    registry.put('division', 'd1', { name: 'Терапия и неврология', headPersonId: 'p1' });
    await desk.run();
    registry.put('person', 'p2', personFields(2));
    await desk.run();
    const d1 = desk.idOf('division', 'd1');
    expect(desk.field('division', d1, 'name')).toBe('Терапия и неврология');
    expect(desk.field('division', d1, 'headPersonId')).toBe(desk.idOf('person', 'p1'));
  });
});

describe('a desk with a clinic', () => {
  let registry: FakeRegistry;
  let desk: SyncDesk;
  beforeEach(async () => {
    ({ desk, registry } = await copied(CLINIC, 500));
  });

  it.each([
    ['building', 'b1', { name: 'Новый корпус' }],
    ['service', 's1', { name: 'Консультация' }],
    ['staffingDocument', 't1', { orderNumber: '5' }],
    ['staffingPosition', 'q1', { rate: 300 }],
  ] as const)('tells the windows of a %s that changes and goes', async (kind, remoteId, fields) => {
    const id = desk.idOf(kind, remoteId);
    for (const act of [() => registry.put(kind, remoteId, fields), () => registry.remove(kind, remoteId)]) {
      desk.told.length = 0;
      act();
      await desk.run();
      expect(desk.told).toEqual([{ name: 'data.changed', body: { kind, ids: [id] } }]);
    }
    expect(desk.entities.get(kind, id)).toBeNull();
  });

  it('takes the licences of its organisation as they are, and shows them with it', async () => {
    const id = desk.idOf('organisation', 'org');
    const fields = { number: 'Л041-00110-98/00000001', status: 'Действует', services: 'Терапия\nХирургия' };
    registry.put('organisation', 'org', {}, [{ kind: 'licence', remoteId: 'org/l1', localId: null, fields }]);
    desk.told.length = 0;
    await desk.run();
    expect(desk.entities.list('licence', 'organisationId', id)).toMatchObject([{ entity: fields }]);
    expect(desk.told).toEqual([{ name: 'data.changed', body: { kind: 'organisation', ids: [id] } }]);
    registry.put('organisation', 'org', {}, []);
    await desk.run();
    expect(desk.entities.list('licence', 'organisationId', id)).toEqual([]);
  });

  it('lets a request wait for the building that it refers to and that is not there yet', async () => {
    const made = await desk.handlers.organisation.add(
      { kind: 'building', fields: { ...BUILDING, addressText: 'г. Учебный, д. 1' } },
      desk.editor,
    );
    await desk.approve(made.requestId);
    const edit = { kind: 'division', id: desk.idOf('division', 'd1'), field: 'buildingId' } as const;
    const from = desk.idOf('building', 'b1');
    const moved = await desk.handlers.divisions.applyEdits({ edits: [{ ...edit, from, to: made.id }] }, desk.editor);
    expect(moved.requestId).not.toBe(made.requestId);
    await desk.approve(moved.requestId);
    registry.fault('submit', 'busy');
    await desk.run();
    expect([made, moved].map(({ requestId }) => desk.state(requestId))).toEqual(['queued', 'queued']);
    desk.clock.advance(400_000);
    await desk.run();
    expect([made, moved].map(({ requestId }) => desk.state(requestId))).toEqual(['accepted', 'accepted']);
    expect(registry.current('division', 'd1')?.fields.buildingId).toBe(`r-${made.id}`);
    expect(desk.field('division', edit.id, 'buildingId')).toBe(made.id);
  });

  it('finds nothing to send where what it deletes is gone there already', async () => {
    const { requestId } = await desk.handlers.organisation.remove(
      { kind: 'service', id: desk.idOf('service', 's1') },
      desk.editor,
    );
    await desk.approve(requestId);
    registry.remove('service', 's1');
    await desk.run();
    expect(desk.state(requestId)).toBe('accepted');
    expect(registry.current('service', 's1')).toBeNull();
    expect(desk.sync.conflicts()).toEqual([]);
  });
});

it('a small clinic has none of these and is complete', async () => {
  const registry = new FakeRegistry();
  fillRegistry(registry, 2);
  const desk = openSyncDesk({ registry });
  expect(await desk.run()).toMatchObject({ complete: true, error: null });
  expect(['building', 'service', 'staffingDocument', 'staffingPosition'].map(desk.count)).toEqual([0, 0, 0, 0]);
});
