import { describe, expect, it } from 'vitest';
import type { DivisionNode } from '#shared/contract/areas.ts';
import { sumBelow, type TreeFilter, treeLines } from './division-tree.ts';

const node = (id: string, parentId: string | null, more: Partial<DivisionNode> = {}): DivisionNode => ({
  id,
  organisationId: 'org',
  parentId,
  level: 'division',
  oid: `1.2.643.5.1.13.13.12.2.77.7823.0.${id}`,
  name: id,
  typeCode: '1',
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
  openDate: '2011-01-10',
  liquidationDate: null,
  ownPeople: 0,
  branchPeople: 0,
  branchRate: 0,
  ...more,
});

const NODES = [
  node('10', null, { name: 'Поликлиника' }),
  node('11', '10', { name: 'Терапевтическое отделение' }),
  node('12', '11', { name: 'Кабинет 201' }),
  node('13', '10', { name: 'Хирургическое отделение', liquidationDate: '2024-05-01' }),
  node('20', null, { name: 'Стационар' }),
];
const WHOLE: TreeFilter = { text: '', closed: true, holds: null, today: '2026-11-21' };
const ALL = new Set(['10', '11', '20']);
const shown = (expanded: Iterable<string>, filter: Partial<TreeFilter> = {}) =>
  treeLines(NODES, new Set(expanded), { ...WHOLE, ...filter }).map(({ node: { id }, level }) => `${level}:${id}`);

describe('tree of divisions', () => {
  it('shows the top, and the children of what is expanded', () => {
    expect(shown([])).toEqual(['1:10', '1:20']);
    expect(shown(['10'])).toEqual(['1:10', '2:11', '2:13', '1:20']);
    expect(shown(ALL)).toEqual(['1:10', '2:11', '3:12', '2:13', '1:20']);
  });

  it('tells of each line where it stands and whether it opens', () => {
    const lines = treeLines(NODES, new Set(['10']), WHOLE);
    expect(lines[1]).toMatchObject({ level: 2, position: 1, siblings: 2, hasChildren: true, expanded: false });
    expect(lines[2]).toMatchObject({ level: 2, position: 2, siblings: 2, hasChildren: false });
  });

  it('leaves closed ones out, with what stands below them', () => {
    expect(shown(ALL, { closed: false })).toEqual(['1:10', '2:11', '3:12', '1:20']);
  });

  it('finds by words and by OID, and shows the way to what it found', () => {
    expect(shown([], { text: 'отдел тер' })).toEqual(['1:10', '2:11']);
    expect(shown([], { text: '0.12' })).toEqual(['1:10', '2:11', '3:12']);
    expect(shown([], { text: 'нет такого' })).toEqual([]);
  });

  it('shows what its columns are asked for with the way to it, of what is searched for alone', () => {
    const holds = ({ name }: DivisionNode) => name.includes('0') || name.startsWith('Стац');
    expect(shown([], { holds })).toEqual(['1:10', '2:11', '3:12', '1:20']);
    expect(shown([], { holds, text: 'кабинет' })).toEqual(['1:10', '2:11', '3:12']);
    expect(shown(ALL, { holds: () => false })).toEqual([]);
  });

  it('puts a node whose parent is not here at the top', () => {
    const lines = treeLines([node('5', 'нет')], new Set(), WHOLE);
    expect(lines.map(({ level }) => level)).toEqual([1]);
  });

  it('adds up what is planned inside: of the nearest divisions that say it', () => {
    const nodes = [
      node('ward', null),
      node('a', 'ward', { bedCount: 30 }),
      node('a1', 'a', { bedCount: 12 }),
      node('b', 'ward'),
      node('b1', 'b', { bedCount: 8, visitsPerShift: 5 }),
    ];
    expect(sumBelow(nodes, 'ward')).toEqual({ bedCount: 38, visitsPerShift: 5 });
    expect(sumBelow(nodes, 'a1')).toEqual({ bedCount: null, visitsPerShift: null });
  });
});
