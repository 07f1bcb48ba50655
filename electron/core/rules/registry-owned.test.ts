import { beforeEach, describe, expect, it } from 'vitest';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { fillRegistry } from '../sync/testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { refusal } from '../test-books.ts';

/** What belongs to the registry cannot be changed by any way in; what the desk wrote meanwhile gives way to it. */
let registry: FakeRegistry;
let desk: SyncDesk;
let personId: EntityId;

const ACCREDITATION = {
  credentialKind: 'accreditation',
  specialtyCode: '27',
  number: '77 1',
  issuer: 'Комиссия',
  issuedOn: '2026-06-01',
  expiresOn: '2031-06-01',
};

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 2);
  desk = openSyncDesk({ registry });
  await desk.run();
  personId = desk.idOf('person', 'p1');
});

const comes = async (fields: Record<string, FieldValue> = {}) => {
  registry.put('person', 'p1', {}, [
    { kind: 'credential', remoteId: 'p1/a1', localId: null, fields: { ...ACCREDITATION, ...fields } },
  ]);
  await desk.run();
};
const drafted = (fields: Record<string, FieldValue> = {}) =>
  desk.handlers.staff.addChild(
    { kind: 'credential', ownerId: personId, fields: { ...ACCREDITATION, ...fields } },
    desk.editor,
  );
const accreditations = () =>
  desk.entities
    .list('credential', 'personId', personId)
    .map(({ entity }) => entity)
    .filter(({ credentialKind }) => credentialKind === 'accreditation');
const card = () => desk.handlers.staff.card({ personId }, desk.editor);

describe('an accreditation that came from the registry', () => {
  it('is neither edited nor removed, and the card says so', async () => {
    await comes();
    const [{ id } = { id: '' }] = accreditations();
    const number = { kind: 'credential' as const, id, field: 'number', from: '77 1', to: '77 2' };
    expect((await card()).locked).toEqual([id]);
    expect(await refusal(() => desk.handlers.staff.applyEdits({ edits: [number] }, desk.editor))).toMatchObject({
      code: 'KD-2213',
      params: { id },
    });
    const remove = () => desk.handlers.staff.removeChild({ kind: 'credential', id }, desk.editor);
    expect((await refusal(remove)).code).toBe('KD-2213');
    expect(accreditations()).toMatchObject([{ id, number: '77 1' }]);
  });

  it('spoils a whole block that is pasted over it', async () => {
    await comes();
    const [{ id } = { id: '' }] = accreditations();
    const phone = desk.field('person', personId, 'phone') ?? null;
    const edits = [
      { kind: 'person' as const, id: personId, field: 'phone', from: phone, to: '+79070000009' },
      { kind: 'credential' as const, id, field: 'number', from: '77 1', to: '77 2' },
    ];
    expect((await refusal(() => desk.handlers.staff.applyEdits({ edits }, desk.editor))).code).toBe('KD-2213');
    expect(desk.field('person', personId, 'phone')).toBe(phone);
  });
});

describe('an accreditation drafted here', () => {
  it('is edited until the registry has its own, which then stands in its place with the registry’s values', async () => {
    const { id, requestId } = await drafted({ number: 'черновик', expiresOn: null });
    await desk.edit({ kind: 'credential', id, field: 'number', to: 'ещё черновик' });
    expect((await card()).locked).toEqual([]);
    await comes();
    expect(accreditations()).toMatchObject([{ ...ACCREDITATION, id, personId }]);
    expect((await card()).locked).toEqual([id]);
    const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
    expect(requests.map((one) => one.id)).not.toContain(requestId);
    expect(desk.sync.conflicts()).toEqual([]);
  });

  it('of which other things are in the request leaves them there', async () => {
    const requestId = await desk.edit({ kind: 'person', id: personId, field: 'phone', to: '+79070000009' });
    expect((await drafted()).requestId).toBe(requestId);
    await comes();
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects.flatMap(({ entities }) => entities.map(({ kind }) => kind))).toEqual(['person']);
  });

  it.each([
    ['another specialty', { specialtyCode: '8' }],
    ['another day', { issuedOn: '2026-06-02' }],
  ])('stays when the registry has one of %s', async (_what, fields) => {
    const { id } = await drafted();
    await comes(fields);
    expect(accreditations()).toHaveLength(2);
    await desk.edit({ kind: 'credential', id, field: 'number', to: '77 3' });
  });

  it('that is signed already goes its way', async () => {
    const { id, requestId } = await drafted();
    await desk.approve(requestId);
    await comes();
    expect(desk.state(requestId)).toBe('accepted');
    expect(accreditations().map((one) => one.id)).toContain(id);
  });
});

it('a field that only the registry writes is refused whoever asks', async () => {
  const divisionId = desk.idOf('division', 'd1');
  const oid = desk.field('division', divisionId, 'oid') ?? null;
  const edit = { kind: 'division' as const, id: divisionId, field: 'oid', from: oid, to: '1.2.643' };
  const refused = await refusal(() => desk.handlers.divisions.applyEdits({ edits: [edit] }, desk.editor));
  expect([refused.code, refused.field]).toEqual(['KD-2006', 'division.oid']);
});
