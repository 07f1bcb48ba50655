import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { divisions as contract } from '#shared/contract/areas.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';

/** Business rule 5 over a real store: a division that still has people is closed only by sending them elsewhere. */
const LAST_DAY = '2026-12-31';
const ORDER = { endReason: 'Перевод', endOrder: '12-к', endOrderDate: '2026-12-20' };

/** A division with two nurses and a planned post, and one to go to. */
function open() {
  const desk = openTestDesk();
  const { people, organisationId } = fillClinic(desk, 3);
  desk.db.exec('DELETE FROM employment; DELETE FROM staffingPosition; DELETE FROM staffingDocument; DELETE FROM leave');
  const division = (name: string): EntityId => {
    const id = v7();
    desk.entities.insert(
      'division',
      id,
      { organisationId, level: 'division', name, openDate: '2020-01-01' },
      `r-${name}`,
    );
    return id;
  };
  const [from, to] = [division('Терапия'), division('Хирургия')];
  const work = (person: number, endDate: string | null): EntityId => {
    const id = v7();
    desk.entities.insert('employment', id, {
      ...{ personId: people[person] ?? '', divisionId: from, postCode: '159', positionType: '1', rate: 100 },
      ...{ personnelNumber: String(person), contractNumber: '1', contractDate: '2020-02-01', beginDate: '2020-02-01' },
      ...(endDate === null ? {} : { endDate, endReason: 'Собственное желание' }),
    });
    return id;
  };
  const closing = async (divisionId = from) =>
    contract.closing.output.parse(
      await desk.handlers.divisions.closing({ divisionId, lastDay: LAST_DAY }, desk.editor),
    );
  const close = (change: object = {}) => {
    const input = { divisionId: from, lastDay: LAST_DAY, people: null, positionsTo: null, ...change };
    return desk.handlers.divisions.close(contract.close.input.parse(input), desk.editor);
  };
  return { desk, organisationId, people, from, to, work, closing, close };
}

it('rule 5: closing a division with people lists them; they go to another division from the next day, their history stays', async () => {
  const { desk, people, from, to, work, closing, close } = open();
  const [first, , gone] = [work(0, null), work(1, null), work(2, LAST_DAY)];
  expect((await closing()).people.map(({ personId }) => personId).sort()).toEqual(people.slice(0, 2).sort());
  expect(await refusal(() => close())).toMatchObject({
    code: 'KD-2227',
    params: { people: 2, divisions: 0, positions: 0 },
  });
  expect(desk.entities.get('division', from)?.entity.liquidationDate).toBeNull();

  const { requestId } = await close({ people: { divisionId: to, ...ORDER } });
  expect(desk.entities.get('division', from)?.entity.liquidationDate).toBe(LAST_DAY);
  const history = desk.entities.list('employment', 'personId', people[0] ?? '').map(({ entity }) => entity);
  expect(history).toMatchObject([
    { id: first, divisionId: from, beginDate: '2020-02-01', endDate: LAST_DAY, endReason: 'Перевод', endOrder: '12-к' },
    { divisionId: to, beginDate: '2027-01-01', endDate: null, endReason: null, postCode: '159', rate: 100 },
  ]);
  expect(desk.entities.get('employment', gone)?.entity).toMatchObject({
    endDate: LAST_DAY,
    endReason: 'Собственное желание',
  });
  // One draft holds all of it, and nothing in it is wrong.
  const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
  expect(subjects.map(({ subjectKind }) => subjectKind).sort()).toEqual(['division', 'person', 'person']);
  expect(subjects.flatMap(({ issues }) => issues.filter(({ severity }) => severity === 'error'))).toEqual([]);
});

it('rule 5: open divisions inside, and posts planned beyond the day, stand in the way as well', async () => {
  const { desk, organisationId, from, to, closing, close } = open();
  const room = v7();
  desk.entities.insert('division', room, { organisationId, parentId: from, level: 'room', name: 'Кабинет 1' });
  const plan = (staffingStatus: string, endDate: string | null): EntityId => {
    const [documentId, id] = [v7(), v7()];
    desk.entities.insert('staffingDocument', documentId, {
      ...{ organisationId, number: '1', approvedOn: '2020-01-01', beginDate: '2020-01-01', endDate, staffingStatus },
    });
    desk.entities.insert('staffingPosition', id, { documentId, divisionId: from, postCode: '159', rate: 100 });
    return id;
  };
  const [lasting] = [plan('active', null), plan('active', LAST_DAY), plan('archive', null)];
  const left = await closing();
  expect(left).toMatchObject({ divisions: [{ id: room }], people: [], positions: [{ id: lasting }] });
  expect((await refusal(() => close({ positionsTo: to }))).params).toMatchObject({ divisions: 1, positions: 0 });
  expect(desk.entities.get('staffingPosition', lasting)?.entity.divisionId).toBe(from);
  desk.entities.patch('division', room, { liquidationDate: LAST_DAY });
  expect((await refusal(() => close())).params).toMatchObject({ divisions: 0, positions: 1 });
  await close({ positionsTo: to });
  expect(desk.entities.get('staffingPosition', lasting)?.entity.divisionId).toBe(to);
  expect(await closing()).toEqual({ divisions: [], people: [], positions: [] });
});

it('rule 5: all or nothing: somebody who begins later cannot be sent on, and nobody is', async () => {
  const { desk, people, to, from, work, close } = open();
  const first = work(0, null);
  const later = work(1, null);
  desk.entities.patch('employment', later, { beginDate: '2027-01-01' });
  const refused = await refusal(() => close({ people: { divisionId: to, ...ORDER } }));
  expect(refused).toMatchObject({ code: 'KD-2211', params: { id: later } });
  expect(desk.entities.get('employment', first)?.entity.endDate).toBeNull();
  expect(desk.entities.list('employment', 'personId', people[0] ?? '')).toHaveLength(1);
  expect(desk.entities.get('division', from)?.entity.liquidationDate).toBeNull();
});

it('rule 5: a division is not closed before it was opened', async () => {
  const { close } = open();
  expect((await refusal(() => close({ lastDay: '2019-12-31' }))).code).toBe('KD-2202');
});
