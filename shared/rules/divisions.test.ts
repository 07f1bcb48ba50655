import { describe, expect, it } from 'vitest';
import type { Division, StaffingDocument } from '../domain/entities.ts';
import { checkEntity } from './check-entity.ts';
import { checkField } from './check-field.ts';
import { checkDivisionName } from './division-name.ts';
import { type Branch, checkNameOfSiblings, checkParent, treeOf } from './division-tree.ts';
import { normalise } from './normalise.ts';

const branch = (id: string, parentId: string | null, level: Branch['level'] = 'division', name = id): Branch => ({
  id,
  parentId,
  level,
  name,
  liquidationDate: null,
});
const TREE = treeOf([
  branch('clinic', null),
  branch('wards', 'clinic'),
  branch('ward', 'wards', 'section'),
  branch('room', 'ward', 'room'),
  branch('other', null),
]);
const codeOf = (finding: { readonly code: string } | null) => finding?.code ?? null;

describe('name of a division', () => {
  it.each([
    'Поликлиника № 1',
    'Отделение «Мать и дитя» (2 этаж)',
    '3-е терапевтическое',
    'Кабинет 101, процедурный',
    'Ёлка',
  ])('may be %s', (name) => expect(checkDivisionName(name)).toBeNull());

  it.each([
    'Ward 1',
    '«Мать и дитя»',
    'Отделение (2',
    'Отделение )2(',
    'Кабинет № 1 № 2',
    'Отделение "А',
    'Дом/сад',
    '',
  ])('may not be %s', (name) => expect(codeOf(checkDivisionName(name))).toBe('KD-2009'));

  it('is checked when it is typed', () => {
    expect(codeOf(checkField('division', 'name', 'Ward 1'))).toBe('KD-2009');
  });
});

describe('place in the tree', () => {
  it('is never inside the division itself', () => {
    expect(codeOf(checkParent(branch('clinic', null), 'wards', TREE))).toBe('KD-2221');
    expect(codeOf(checkParent(branch('clinic', null), 'clinic', TREE))).toBe('KD-2221');
    expect(checkParent(branch('wards', 'clinic'), 'other', TREE)).toBeNull();
    expect(checkParent(branch('wards', 'clinic'), null, TREE)).toBeNull();
  });

  it('of a section is a division, of a room a division or a section', () => {
    const codes = (level: Branch['level']) =>
      [null, 'clinic', 'ward', 'room'].map((parent) => codeOf(checkParent({ id: 'new', level }, parent, TREE)));
    expect(codes('section')).toEqual(['KD-2222', null, 'KD-2222', 'KD-2222']);
    expect(codes('room')).toEqual(['KD-2222', null, null, 'KD-2222']);
    expect(codes('division')).toEqual([null, null, 'KD-2222', 'KD-2222']);
  });

  it('is at most eight deep, with all that is below', () => {
    const chain = Array.from({ length: 8 }, (_, i) => branch(String(i), i === 0 ? null : String(i - 1)));
    const tree = treeOf([...chain, branch('a', null), branch('b', 'a')]);
    expect(codeOf(checkParent({ id: 'new', level: 'division' }, '7', tree))).toBe('KD-2223');
    expect(checkParent({ id: 'new', level: 'division' }, '6', tree)).toBeNull();
    expect(codeOf(checkParent(branch('a', null), '6', tree))).toBe('KD-2223');
    expect(checkParent(branch('a', null), '5', tree)).toBeNull();
  });

  it('must exist, and a circle of the registry ends', () => {
    expect(codeOf(checkParent(branch('clinic', null), 'nowhere', TREE))).toBe('KD-2004');
    const circle = treeOf([branch('a', 'b'), branch('b', 'a')]);
    expect(codeOf(checkParent(branch('a', null), 'b', circle))).toBe('KD-2221');
  });

  it('warns of an open sibling of the same name, not of a closed one or of another branch', () => {
    const closed = { ...branch('old', 'clinic', 'division', 'Хирургия'), liquidationDate: '2026-01-01' };
    const tree = treeOf([...TREE.values(), closed, branch('far', 'other', 'division', 'Хирургия')]);
    const made = { id: 'new', parentId: 'clinic', name: 'ХИРУРГИЯ' };
    expect(checkNameOfSiblings(made, tree, '2026-01-02')).toBeNull();
    expect(checkNameOfSiblings(made, tree, '2026-01-01')).toMatchObject({ code: 'KD-2224', severity: 'warning' });
    expect(checkNameOfSiblings({ ...made, parentId: 'other' }, tree, '2026-01-02')?.code).toBe('KD-2224');
  });
});

it('a kind of division belongs to its type where НСИ says so', () => {
  const kind = (extra?: Record<string, string>) =>
    checkField('division', 'kindCode', '12', {
      dictionary: () => ({ group: false, closedOn: null, ...(extra && { extra }) }),
      entity: { typeCode: '2' },
    });
  expect(codeOf(kind({ DEPART_TYPE_ID: '1' }))).toBe('KD-2225');
  expect(kind({ DEPART_TYPE_ID: '2' })).toBeNull();
  expect(kind({ SORT: '1' })).toBeNull();
  expect(kind()).toBeNull();
});

describe('staffing', () => {
  const document = (id: string, beginDate: string, endDate: string | null): StaffingDocument => ({
    id,
    organisationId: '0199d3f2-7c1e-7abc-8def-0123456789ab',
    number: `ШР-${id}`,
    approvedOn: '2026-01-01',
    orderNumber: null,
    beginDate,
    endDate,
    staffingStatus: 'active',
  });
  const findings = (one: StaffingDocument, staffingDocuments: StaffingDocument[]) =>
    checkEntity('staffingDocument', one, { staffingDocuments }).map(({ field, code, params }) => [field, code, params]);

  it('tables in force do not overlap, drafts may', () => {
    const [old, next] = [document('1', '2026-01-01', '2026-06-30'), document('2', '2026-06-30', null)];
    expect(findings(next, [old, next])).toEqual([['beginDate', 'KD-2231', { name: 'ШР-1' }]]);
    expect(findings({ ...next, beginDate: '2026-07-01' }, [old])).toEqual([]);
    expect(findings({ ...next, staffingStatus: 'draft' }, [old])).toEqual([]);
    expect(findings(next, [{ ...old, staffingStatus: 'archive' }])).toEqual([]);
  });

  const position = { id: 'p', documentId: 'd', divisionId: null, postCode: '109', localPostName: null, note: null };

  it('a rate in quarters is usual, another one is a warning', () => {
    const rates = (rate: number) =>
      checkEntity('staffingPosition', { ...position, rate })
        .filter(({ field }) => field === 'rate')
        .map(({ code, severity }) => [code, severity]);
    expect(rates(325)).toEqual([]);
    expect(rates(330)).toEqual([['KD-2232', 'warning']]);
    expect(rates(0)).toEqual([['KD-2208', 'error']]);
  });

  it('a post and a division must be open on the day on which the table begins', () => {
    const check = (field: string, value: string, beginDate: string) =>
      codeOf(
        checkField('staffingPosition', field, value, {
          dictionary: () => ({ group: false, closedOn: '2023-09-01' }),
          division: () => ({ name: 'Хирургия', openDate: '2020-01-01', liquidationDate: '2023-09-01' }),
          staffingDocument: () => ({ beginDate }),
          entity: { ...position },
        }),
      );
    const division = '0199d3f2-7c1e-7abc-8def-0123456789ab';
    expect([check('postCode', '14', '2023-09-01'), check('postCode', '14', '2023-09-02')]).toEqual([null, 'KD-2204']);
    expect([check('divisionId', division, '2023-09-01'), check('divisionId', division, '2023-09-02')]).toEqual([
      null,
      'KD-2210',
    ]);
  });
});

const division: Division = {
  ...branch('wards', 'clinic'),
  name: 'Отделение',
  organisationId: 'o',
  oid: null,
  typeCode: null,
  kindCode: null,
  separate: null,
  buildingId: null,
  phone: null,
  headPersonId: null,
  taskDueDate: null,
  plannedPeople: null,
  careConditions: null,
  careForms: null,
  careKinds: null,
  bedCount: null,
  bedProfiles: null,
  visitsPerShift: null,
  openDate: '2020-01-01',
  liquidationDate: null,
};

it('a division as it stands is looked at together with its tree', () => {
  const divisions = treeOf([...TREE.values(), branch('twin', 'clinic', 'division', 'отделение')]);
  const found = checkEntity(
    'division',
    { ...division, level: 'room', parentId: null },
    { divisions, today: '2026-01-01' },
  );
  expect(found.map(({ field, code }) => [field, code])).toContainEqual(['parentId', 'KD-2222']);
  const beside = checkEntity('division', division, { divisions, today: '2026-01-01' });
  expect(beside.map(({ field, code, severity }) => [field, code, severity])).toContainEqual([
    'name',
    'KD-2224',
    'warning',
  ]);
});

it.each([
  ['2', { bedCount: 20 }, []],
  ['1', { visitsPerShift: 100 }, []],
  ['1', { bedCount: 20 }, ['bedCount KD-2229 warning']],
  ['3', { bedCount: 20, visitsPerShift: 100 }, ['bedCount KD-2229 warning', 'visitsPerShift KD-2229 warning']],
  ['3', { bedCount: 0, visitsPerShift: null }, []],
  [null, { bedCount: 20 }, []],
  ['2', { bedProfiles: 'Терапевтические — 20' }, []],
  ['1', { bedProfiles: 'Терапевтические — 20' }, ['bedProfiles KD-2229 warning']],
])('a division of type %s plans what divisions of the type have: %j', (typeCode, figures, expected) => {
  const found = checkEntity('division', { ...division, typeCode, ...figures }, {});
  const planned = found.filter(({ field }) => ['bedCount', 'bedProfiles', 'visitsPerShift'].includes(field));
  expect(planned.map(({ field, code, severity }) => `${field} ${code} ${severity}`)).toEqual(expected);
});

it.each([
  ['Терапевтические — 20\nХирургические: 15', null],
  ['Для беременных и рожениц - 5', null],
  ['Терапевтические', 'KD-2230'],
  ['Терапевтические — 20\n15', 'KD-2230'],
  ['Терапевтические — много', 'KD-2230'],
])('beds by profiles have a number a line: %j', (value, code) => {
  expect(checkField('division', 'bedProfiles', value)?.code ?? null).toBe(code);
});

it('each of several codes is looked up', () => {
  const rows = new Map([
    ['1', { group: false, closedOn: null }],
    ['2', { group: false, closedOn: '2020-12-31' }],
    ['10', { group: true, closedOn: null }],
  ]);
  const context = { today: '2026-01-01', dictionary: (_oid: string, code: string) => rows.get(code) ?? null };
  const check = (value: string) => checkField('division', 'careForms', value, context)?.code ?? null;
  expect(check('1')).toBeNull();
  expect(check('1\n3')).toBe('KD-2004');
  expect(check('1\n10')).toBe('KD-2204');
  expect(check('1\n2')).toBe('KD-2204');
  expect(normalise('division', 'careForms', ' 1 \n\n3 ')).toBe('1\n3');
});
