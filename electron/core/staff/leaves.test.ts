import { beforeEach, describe, expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let employmentId: EntityId;

beforeEach(() => {
  desk = openTestDesk();
  const personId = fillClinic(desk, 6).people[3] ?? '';
  const [work] = desk.entities.list('employment', 'personId', personId);
  employmentId = work?.entity.id ?? '';
  for (const { entity } of leaves()) desk.entities.markDeleted('leave', entity.id, desk.clock.now());
});

const leaves = () => desk.entities.list('leave', 'employmentId', employmentId);
const begin = (beginDate: string, endDate: string | null) =>
  desk.handlers.staff.addChild(
    { kind: 'leave', ownerId: employmentId, fields: { leaveReason: 'childcare', beginDate, endDate } },
    desk.editor,
  );
const comeBack = (leaveId: EntityId, firstDay: string) =>
  desk.handlers.staff.endLeave(staff.endLeave.input.parse({ leaveId, firstDay }), desk.editor);
const endOf = (id: EntityId) => desk.entities.get('leave', id)?.entity.endDate;

describe('an absence', () => {
  it.each([
    ['one that begins in it', '2026-11-10', null],
    ['one that ends in it', '2026-10-01', '2026-11-01'],
    ['one around it', '2026-10-01', '2027-01-01'],
  ])('refuses %s beside it', async (_what, from, to) => {
    await begin('2026-11-01', '2026-11-30');
    const refused = await refusal(() => begin(from, to));
    expect(refused).toMatchObject({ code: 'KD-2209', field: 'leave.beginDate' });
    expect(leaves()).toHaveLength(1);
    await begin('2026-12-01', null);
  });

  it('lies within the employment and has its days in order', async () => {
    expect((await refusal(() => begin('1990-01-01', null))).code).toBe('KD-2206');
    expect((await refusal(() => begin('2026-11-02', '2026-11-01'))).code).toBe('KD-2202');
    desk.entities.patch('employment', employmentId, { endDate: '2026-11-30', endReason: 'Истёк срок' });
    expect((await refusal(() => begin('2026-11-02', '2026-12-01'))).code).toBe('KD-2206');
    expect(leaves()).toEqual([]);
  });

  it('ends the day before somebody works again, in the draft that has it', async () => {
    const { id, requestId } = await begin('2026-11-01', null);
    expect((await comeBack(id, '2026-11-21')).requestId).toBe(requestId);
    expect(endOf(id)).toBe('2026-11-20');
    await comeBack(id, '2026-11-11');
    expect(endOf(id)).toBe('2026-11-10');
  });

  it('does not end before it began, and not again after it was over', async () => {
    const { id } = await begin('2026-11-01', '2026-11-20');
    for (const day of ['2026-11-01', '2026-10-01', '2026-11-21']) {
      expect(await refusal(() => comeBack(id, day))).toMatchObject({ code: 'KD-2202', params: { id } });
    }
    expect(endOf(id)).toBe('2026-11-20');
    expect((await refusal(() => comeBack(employmentId, '2026-11-21'))).code).toBe('KD-3008');
  });
});
