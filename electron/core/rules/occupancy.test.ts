import { expect, it } from 'vitest';
import type { EntityId } from '#shared/domain/values.ts';
import { occupancyOn } from '../entities/occupancy-store.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

const DAY = '2026-11-21';

/** A division of two nurses and one part-timer from elsewhere. */
function open() {
  const desk = openTestDesk();
  const { people, divisions } = fillClinic(desk, 3);
  const [divisionId = ''] = divisions.values();
  desk.db.prepare('DELETE FROM employment').run();
  const work = (person: number, positionType: string, rate: number): EntityId => {
    const id = crypto.randomUUID();
    desk.entities.insert('employment', id, {
      ...{ personId: people[person] ?? '', divisionId, postCode: '159', positionType, rate, beginDate: '2020-01-01' },
      ...{ personnelNumber: '1', contractNumber: '1', contractDate: '2020-01-01' },
      ...{ endDate: null, endReason: null, endOrder: null, endOrderDate: null },
    });
    return id;
  };
  const [first] = [work(0, '1', 100), work(1, '1', 100), work(2, '4', 25)];
  const leave = (leaveReason: string, beginDate: string, endDate: string | null): EntityId => {
    const id = crypto.randomUUID();
    desk.entities.insert('leave', id, { employmentId: first ?? '', leaveReason, beginDate, endDate });
    return id;
  };
  const count = (day = DAY) =>
    occupancyOn(desk.db, day).map(({ rate, externalRate, people: here, away }) => [rate, externalRate, here, away]);
  return { desk, leave, count };
}

const ALL_WORK = [[225, 25, 2, 0]];
const ONE_AWAY = [[125, 25, 1, 1]];

it.each(['maternity', 'childcare', 'long'])(
  'rule 8: whoever is on leave (%s) counts in column 17 of form 30 only, and is not available',
  (reason) => {
    const { leave, count } = open();
    expect(count()).toEqual(ALL_WORK);
    leave(reason, '2026-03-01', '2026-11-21');
    expect(count()).toEqual(ONE_AWAY);
    expect([count('2026-02-28'), count('2026-03-01'), count('2026-11-22')]).toEqual([ALL_WORK, ONE_AWAY, ALL_WORK]);
  },
);

it('rule 8: a leave without an end lasts; one that was taken back, and a short one, take nobody away', () => {
  const { desk, leave, count } = open();
  const endless = leave('childcare', '2026-03-01', null);
  expect(count()).toEqual(ONE_AWAY);
  desk.db.prepare('UPDATE leave SET deleted_at = ? WHERE id = ?').run(DAY, endless);
  leave('other', '2026-03-01', null);
  expect(count()).toEqual(ALL_WORK);
});

it('a post is taken from the first day of the work to its last', () => {
  const { desk, count } = open();
  desk.db.prepare(`UPDATE employment SET end_date = '2026-11-20' WHERE position_type = '4'`).run();
  expect([count('2019-12-31'), count('2026-11-20'), count()]).toEqual([[], ALL_WORK, [[200, 0, 2, 0]]]);
});
