import { describe, expect, it } from 'vitest';
import { divisions as contract, type DivisionNode } from '#shared/contract/areas.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';
import { counted, inTreeOrder } from './tree.ts';

const node = (id: string, parentId: string | null, name = id): DivisionNode => ({
  id,
  organisationId: 'o',
  parentId,
  level: 'division',
  oid: null,
  name,
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
  openDate: null,
  liquidationDate: null,
  ownPeople: 0,
  branchPeople: 0,
  branchRate: 0,
});

describe('the tree', () => {
  it('of the clinic counts people and rates as a plain query does', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 400);
    const { nodes } = contract.tree.output.parse(await desk.handlers.divisions.tree({}, desk.editor));
    const open =
      desk.db.prepare(`WITH RECURSIVE branch (id) AS (SELECT @id UNION SELECT d.id FROM division d JOIN branch b ON d.parent_id = b.id)
      SELECT count(DISTINCT person_id) AS people, coalesce(sum(rate), 0) AS rate,
        count(DISTINCT CASE WHEN division_id = @id THEN person_id END) AS own
      FROM employment WHERE division_id IN (SELECT id FROM branch) AND (end_date IS NULL OR end_date >= '2026-11-21')`);
    for (const { id, ownPeople, branchPeople, branchRate } of nodes) {
      expect({ people: branchPeople, rate: branchRate, own: ownPeople }).toEqual(open.get({ id }));
    }
    const total = desk.db
      .prepare(`SELECT count(DISTINCT person_id) FROM employment WHERE end_date IS NULL OR end_date >= '2026-11-21'`)
      .pluck()
      .get() as number;
    expect(Math.max(...nodes.map(({ branchPeople }) => branchPeople))).toBeLessThanOrEqual(total);
    expect(nodes.some(({ parentId, branchPeople, ownPeople }) => parentId === null && branchPeople > ownPeople)).toBe(
      true,
    );
  });

  it('has parents before children and siblings by name, numbers as numbers', () => {
    const order = inTreeOrder([
      node('c', 'a', 'Отделение 10'),
      node('b', 'a', 'Отделение 2'),
      node('a', null, 'Стационар'),
      node('e', 'b', 'Ёлка'),
      node('f', 'b', 'Жасмин'),
      node('d', null, 'Аптека'),
    ]);
    expect(order.map(({ id }) => id)).toEqual(['d', 'a', 'b', 'e', 'f', 'c']);
  });

  it('loses none where a registry sent a circle or a missing parent', () => {
    const nodes = [node('a', 'b'), node('b', 'a'), node('c', 'nowhere'), node('d', 'd')];
    expect(
      inTreeOrder(nodes)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
    const [a] = counted(nodes, [{ divisionId: 'a', personId: 'p', rate: 50 }]);
    expect(a).toMatchObject({ ownPeople: 1, branchPeople: 1, branchRate: 50 });
  });
});

it('the organisation is there once it was pulled', async () => {
  const desk = openTestDesk();
  expect(await desk.handlers.divisions.organisation({}, desk.editor)).toBeNull();
  const { organisationId } = fillClinic(desk, 3);
  const organisation = contract.organisation.output.parse(await desk.handlers.divisions.organisation({}, desk.editor));
  expect(organisation).toMatchObject({ id: organisationId, kpp: '980101001' });
});
