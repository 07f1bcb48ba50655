import { describe, expect, it } from 'vitest';
import { divisions as contract } from '#shared/contract/areas.ts';
import type { Division } from '#shared/domain/entities.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { ConflictStore } from '../sync/conflict-store.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';

function open() {
  const desk = openTestDesk();
  const clinic = fillClinic(desk, 40);
  const nodes = desk.db
    .prepare('SELECT id, name, level, parent_id AS parentId FROM division WHERE liquidation_date IS NULL')
    .all() as (Pick<Division, 'name' | 'level' | 'parentId'> & { id: EntityId })[];
  const named = (part: string) => nodes.find(({ name }) => name.includes(part))?.id ?? '';
  const make = (fields: Record<string, FieldValue>) =>
    desk.handlers.divisions.create({ fields: { openDate: '2026-11-01', ...fields } }, desk.editor);
  const edit = (id: EntityId, field: string, from: FieldValue, to: FieldValue) =>
    desk.handlers.divisions.applyEdits({ edits: [{ kind: 'division', id, field, from, to }] }, desk.editor);
  const card = async (divisionId: EntityId) =>
    contract.card.output.parse(await desk.handlers.divisions.card({ divisionId }, desk.editor));
  return { desk, ...clinic, polyclinic: named('Поликлиника'), hospital: named('Стационар'), make, edit, card };
}

describe('a new division', () => {
  it('goes into a draft as a subject of its own, and stands in the tree', async () => {
    const { desk, polyclinic, make, card } = open();
    const section = { level: 'section', name: 'Дневной стационар', parentId: polyclinic };
    const { id, requestId } = await make(section);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects).toMatchObject([{ subjectKind: 'division', subjectId: id, title: 'Дневной стационар' }]);
    const { nodes } = contract.tree.output.parse(await desk.handlers.divisions.tree({}, desk.editor));
    expect(nodes.find((node) => node.id === id)).toMatchObject({ ...section, organisationId: expect.any(String) });
    expect(await card(id)).toMatchObject({ known: false, requestId, requestState: 'draft', issues: [] });
    const { versions } = await desk.handlers.history.versions({ kind: 'division', id }, desk.editor);
    expect(versions).toMatchObject([{ action: 'divisions.create' }]);
  });

  it('is refused where its level may not stand, and nothing of it is kept', async () => {
    const { desk, polyclinic, make } = open();
    const before = desk.db.prepare('SELECT count(*) FROM division').pluck().get();
    expect((await refusal(() => make({ level: 'section', name: 'Палаты' }))).code).toBe('KD-2222');
    const room = await make({ level: 'room', name: 'Кабинет 7', parentId: polyclinic });
    const inside = { level: 'room', name: 'Кабинет 8', parentId: room.id };
    expect(await refusal(() => make(inside))).toMatchObject({ code: 'KD-2222', field: 'division.parentId' });
    expect((await refusal(() => make({ level: 'room', name: 'Room 9', parentId: polyclinic }))).code).toBe('KD-2009');
    expect(desk.db.prepare('SELECT count(*) FROM division').pluck().get()).toBe(Number(before) + 1);
  });

  it('warns of an open sibling of the same name', async () => {
    const { polyclinic, make, card } = open();
    const room = { level: 'room', name: 'Кабинет 7', parentId: polyclinic };
    await make(room);
    const second = await make(room);
    const { issues } = await card(second.id);
    expect(issues.map(({ field, code, severity }) => [field, code, severity])).toEqual([
      ['name', 'KD-2224', 'warning'],
    ]);
  });
});

describe('an edit', () => {
  it('moves a division with what is below it, and refuses a circle with its reason', async () => {
    const { desk, polyclinic, hospital, edit } = open();
    await edit(hospital, 'parentId', null, polyclinic);
    expect(desk.entities.get('division', hospital)?.entity.parentId).toBe(polyclinic);
    const refused = await refusal(() => edit(polyclinic, 'parentId', null, hospital));
    expect(refused).toMatchObject({ code: 'KD-2221', field: 'division.parentId', params: { id: polyclinic } });
    expect(desk.entities.get('division', polyclinic)?.entity.parentId).toBeNull();
  });

  it('never changes what a division is once the registry knows it', async () => {
    const { polyclinic, make, edit, card } = open();
    expect((await card(polyclinic)).known).toBe(true);
    expect((await refusal(() => edit(polyclinic, 'typeCode', '1', '2'))).code).toBe('KD-2226');
    const { oid } = (await card(polyclinic)).division;
    expect((await refusal(() => edit(polyclinic, 'oid', oid, '1.2.3'))).code).toBe('KD-2006');
    expect((await refusal(() => edit(polyclinic, 'level', 'division', 'room'))).code).toBe('KD-2006');
    const { id } = await make({ level: 'division', name: 'Новое', typeCode: '1' });
    await edit(id, 'typeCode', '1', '2');
    expect((await card(id)).division.typeCode).toBe('2');
  });

  it('of the last day is left to the closing, opening again is not', async () => {
    const { desk, polyclinic, edit } = open();
    const refused = await refusal(() => edit(polyclinic, 'liquidationDate', null, '2026-12-31'));
    expect(refused.code).toBe('KD-2227');
    desk.entities.patch('division', polyclinic, { liquidationDate: '2026-12-31' });
    await edit(polyclinic, 'liquidationDate', '2026-12-31', null);
    expect(desk.entities.get('division', polyclinic)?.entity.liquidationDate).toBeNull();
  });

  it('of a value that is no longer there is refused', async () => {
    const { polyclinic, edit } = open();
    await edit(polyclinic, 'bedCount', null, 60);
    expect((await refusal(() => edit(polyclinic, 'bedCount', null, 70))).code).toBe('KD-3001');
  });
});

it('a division without a head is answered for by the nearest one above it', async () => {
  const { desk, polyclinic, people, make, edit, card } = open();
  const section = await make({ level: 'section', name: 'Дневной стационар', parentId: polyclinic });
  const room = await make({ level: 'room', name: 'Кабинет 7', parentId: section.id });
  const organisationId = desk.entities.get('division', polyclinic)?.entity.organisationId ?? '';
  desk.entities.patch('organisation', organisationId, { headPersonId: null });
  expect((await card(room.id)).responsible).toBeNull();
  desk.entities.patch('organisation', organisationId, { headPersonId: people[2] ?? '' });
  expect((await card(room.id)).responsible).toMatchObject({ personId: people[2], divisionId: null });
  const [chief = '', sister = ''] = people;
  await edit(polyclinic, 'headPersonId', null, chief);
  expect((await card(room.id)).responsible).toMatchObject({ personId: chief, divisionId: polyclinic });
  await edit(section.id, 'headPersonId', null, sister);
  const { responsible } = await card(room.id);
  expect(responsible).toMatchObject({ personId: sister, divisionId: section.id });
  const { lastName } = desk.entities.get('person', sister)?.entity ?? {};
  expect(responsible?.name).toContain(lastName);
});

it('the tree tells which of its lines are changed, wrong, or to be decided', async () => {
  const { desk, polyclinic, hospital, edit } = open();
  const marked = async () =>
    contract.marks.output
      .parse(await desk.handlers.divisions.marks({}, desk.editor))
      .divisions.map(({ issues, ...marks }) => ({
        ...marks,
        codes: issues.map(({ code, field }) => [code, field]),
      }));
  expect(await marked()).toEqual([]);
  await edit(polyclinic, 'visitsPerShift', null, 60);
  desk.entities.patch('division', hospital, { name: 'Hospital' });
  const conflict = new ConflictStore(desk.db);
  conflict.insert('c1', 'division', hospital, { field: 'phone', base: null, mine: '1', theirs: '2' }, desk.clock.now());
  expect(await marked()).toEqual(
    expect.arrayContaining([
      { id: polyclinic, changed: ['division.visitsPerShift'], requestState: 'draft', conflicts: [], codes: [] },
      {
        id: hospital,
        changed: [],
        requestState: null,
        conflicts: ['division.phone'],
        codes: [['KD-2009', 'name']],
      },
    ]),
  );
});
