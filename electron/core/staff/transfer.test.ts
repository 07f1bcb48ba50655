import { beforeEach, describe, expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { type Filled, fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let filled: Filled;
let personId: EntityId;
let employmentId: EntityId;

beforeEach(() => {
  desk = openTestDesk();
  filled = fillClinic(desk, 40);
  personId = filled.people[3] ?? '';
  employmentId = employments()[0]?.id ?? '';
});

const employments = (of = personId) =>
  desk.entities
    .list('employment', 'personId', of)
    .map(({ entity }) => entity)
    .sort((a, b) => ((a.beginDate ?? '') < (b.beginDate ?? '') ? -1 : 1));
const leaves = (of: EntityId) => desk.entities.list('leave', 'employmentId', of).map(({ entity }) => entity);
const otherDivision = (than: string | null) =>
  [...filled.divisions.values()].find((id) => id !== than && isOpen(id)) ?? '';
const isOpen = (id: EntityId) => desk.entities.get('division', id)?.entity.liquidationDate === null;
const transferOf = (values: Record<string, FieldValue>, date = '2026-12-01', of = [employmentId]) =>
  staff.transfer.input.parse({
    employmentIds: of,
    date,
    values,
    endReason: 'Перевод',
    endOrder: '№ 7-л от 30.11.2026',
  });
const transfer = (input: ReturnType<typeof transferOf>) => desk.handlers.staff.transfer(input, desk.editor);
const preview = async (input: ReturnType<typeof transferOf>) =>
  staff.previewTransfer.output.parse(await desk.handlers.staff.previewTransfer(input, desk.editor)).lines;

describe('a transfer', () => {
  it('ends the employment the day before and begins a new one, with the rest as it was', async () => {
    const [before] = employments();
    if (before === undefined) throw new Error('No employment');
    const divisionId = otherDivision(before.divisionId);
    const { requestId } = await transfer(transferOf({ divisionId, rate: 50 }));
    const [former, now, ...none] = employments();
    expect(none).toEqual([]);
    expect(former).toEqual({
      ...before,
      endDate: '2026-11-30',
      endReason: 'Перевод',
      endOrder: '№ 7-л от 30.11.2026',
    });
    expect(now).toEqual({ ...before, id: now?.id, divisionId, rate: 50, beginDate: '2026-12-01' });
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects).toMatchObject([{ subjectId: personId, issues: [] }]);
    expect(subjects[0]?.entities.map(({ id, operation }) => [id, operation]).sort()).toEqual(
      [
        [employmentId, 'update'],
        [now?.id, 'create'],
      ].sort(),
    );
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');
  });

  it('taken back leaves the employment as it was', async () => {
    const before = employments();
    const { requestId } = await transfer(transferOf({ divisionId: otherDivision(before[0]?.divisionId ?? null) }));
    await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    expect(employments()).toEqual(before);
  });

  it('goes on with an absence, and takes along one that has not begun', async () => {
    const add = (fields: Record<string, FieldValue>) =>
      desk.handlers.staff.addChild({ kind: 'leave', ownerId: employmentId, fields }, desk.editor);
    await add({ leaveReason: 'long', beginDate: '2026-11-01', endDate: '2026-12-15' });
    const { id } = await add({ leaveReason: 'other', beginDate: '2027-02-01', endDate: '2027-02-10' });
    const { requestId } = await transfer(transferOf({ rate: 50 }));
    const newId = employments()[1]?.id ?? '';
    expect(leaves(employmentId).map(({ beginDate, endDate }) => [beginDate, endDate])).toEqual([
      ['2026-11-01', '2026-11-30'],
    ]);
    const moved = leaves(newId).map(({ leaveReason, beginDate, endDate }) => [leaveReason, beginDate, endDate]);
    expect(moved.sort()).toEqual([
      ['long', '2026-12-01', '2026-12-15'],
      ['other', '2027-02-01', '2027-02-10'],
    ]);
    expect(desk.entities.get('leave', id)).toBeNull();
    const { issues } = await desk.handlers.staff.card({ personId }, desk.editor);
    expect(issues).toEqual([]);
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');
  });

  it.each([
    ['not after the first day', (begin: string) => begin],
    ['before the first day', () => '1990-01-01'],
  ])('is refused when its day is %s', async (_what, day) => {
    const input = transferOf({ rate: 50 }, day(employments()[0]?.beginDate ?? ''));
    expect(await refusal(() => transfer(input))).toMatchObject({ code: 'KD-2211', params: { id: employmentId } });
    expect(employments()).toHaveLength(1);
  });

  it('is refused after the end of the employment', async () => {
    desk.entities.patch('employment', employmentId, { endDate: '2026-11-30', endReason: 'Истёк срок' });
    expect((await refusal(() => transfer(transferOf({ rate: 50 })))).code).toBe('KD-2211');
  });

  it('keeps the agreed last day of a contract for a time', async () => {
    desk.entities.patch('employment', employmentId, { endDate: '2027-06-30', endReason: 'Истёк срок' });
    await transfer(transferOf({ rate: 50 }));
    expect(employments().map(({ endDate, endReason }) => [endDate, endReason])).toEqual([
      ['2026-11-30', 'Перевод'],
      ['2027-06-30', 'Истёк срок'],
    ]);
  });

  it('is refused to the same place, a closed post, a group of posts, and a division that is not open that day', async () => {
    const [{ divisionId = null, rate = null } = {}] = employments();
    expect((await refusal(() => transfer(transferOf({ divisionId, rate })))).code).toBe('KD-2212');
    expect((await refusal(() => transfer(transferOf({ postCode: '12' })))).code).toBe('KD-2204');
    expect((await refusal(() => transfer(transferOf({ postCode: '14' })))).code).toBe('KD-2204');
    const to = otherDivision(divisionId);
    desk.entities.patch('division', to, { liquidationDate: '2026-11-30' });
    const closed = await refusal(() => transfer(transferOf({ divisionId: to })));
    expect(closed).toMatchObject({ code: 'KD-2210', field: 'employment.divisionId', params: { date: '01.12.2026' } });
    desk.entities.patch('division', to, { liquidationDate: '2026-12-01' });
    await transfer(transferOf({ divisionId: to }));
  });

  it('of several people is all or nothing, and the preview names who stands in the way', async () => {
    const ids = filled.people.slice(3, 6).map((id) => employments(id)[0]?.id ?? '');
    const divisionId = otherDivision(null);
    desk.entities.patch('employment', ids[2] ?? '', { divisionId, endDate: null });
    const input = transferOf({ divisionId, rate: 100 }, '2026-12-01', ids);
    for (const id of ids) desk.entities.patch('employment', id, { rate: 100 });
    const lines = await preview(input);
    expect(lines.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, null, 'KD-2212']);
    expect(lines[0]).toMatchObject({ after: { divisionId, beginDate: '2026-12-01' }, leaves: 0 });
    expect((await refusal(() => transfer(input))).code).toBe('KD-2212');
    expect(employments()).toHaveLength(1);
    await transfer({ ...input, employmentIds: ids.slice(0, 2) });
    expect(filled.people.slice(3, 6).map((id) => employments(id).length)).toEqual([2, 2, 1]);
  });

  it('is not begun on an employment that somebody else is changing', async () => {
    const [{ personnelNumber = null } = {}] = employments();
    const edit = {
      kind: 'employment' as const,
      id: employmentId,
      field: 'personnelNumber',
      from: personnelNumber,
      to: '999',
    };
    await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.otherEditor);
    expect((await refusal(() => transfer(transferOf({ rate: 50 })))).code).toBe('KD-3009');
  });
});
