import { beforeEach, describe, expect, it } from 'vitest';
import { worklists } from '#shared/contract/worklists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { nothingToDecide } from './testing.ts';
import { createWorklists } from './worklists.ts';

let desk: TestDesk;
let lists: ReturnType<typeof createWorklists>;
let people: readonly EntityId[];

beforeEach(() => {
  desk = openTestDesk();
  people = fillClinic(desk, 8).people;
  lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
  desk.db.exec('DELETE FROM credential');
});

function admit(at: number, expiresOn: string | null, specialtyCode = '27'): void {
  const fields = { personId: people[at] ?? '', credentialKind: 'accreditation', specialtyCode, expiresOn };
  desk.entities.insert('credential', crypto.randomUUID(), fields);
}
async function learn(at: number, hours: number, activityDate: string, nmoKind = 'course', specialtyCode = '27') {
  const fields = { nmoKind, specialtyCode, title: 'Курс', hours, activityDate };
  return desk.handlers.staff.addChild({ kind: 'nmo', ownerId: people[at] ?? '', fields }, desk.editor);
}
const list = async (query: object = {}) => lists.nmo(worklists.nmo.input.parse(query), desk.editor);
const whom = async (query: object = {}) => (await list(query)).rows.map(({ personId }) => people.indexOf(personId));

describe('who lacks hours of НМО', () => {
  it('is listed by the end of what admits, within a year or whenever', async () => {
    admit(0, '2027-11-21');
    admit(1, '2027-11-22');
    admit(2, '2026-11-20');
    admit(3, null);
    expect(await whom()).toEqual([2, 0]);
    expect(await whom({ within: 'all' })).toEqual([2, 0, 1]);
    expect((await lists.count({ list: 'nmo', date: desk.clock.today() }, desk.editor)).total).toBe(2);
  });

  it('leaves the list with the last hour, and comes back when the record is taken out', async () => {
    admit(0, '2027-06-01');
    await learn(0, 72, '2022-06-02');
    const { id } = await learn(0, 71, '2026-11-21', 'event');
    expect((await list()).rows).toMatchObject([{ hours: 143, programmeHours: 72, lacking: 1, lackingProgrammes: 0 }]);
    const last = await learn(0, 1, '2026-11-21', 'event');
    expect(await whom()).toEqual([]);
    await desk.handlers.staff.removeChild({ kind: 'nmo', id: last.id }, desk.editor);
    expect(await whom()).toEqual([0]);
    expect(id).not.toBe(last.id);
  });

  it('needs hours of the specialty and of the five years before the end', async () => {
    admit(0, '2027-06-01');
    await learn(0, 144, '2022-06-01');
    await learn(0, 144, '2026-01-01', 'course', '1');
    expect((await list()).rows).toMatchObject([{ hours: 0, lacking: 144, lackingProgrammes: 72 }]);
  });

  it('is asked for the latest document of a specialty only, and not once dismissed', async () => {
    admit(0, '2026-12-01');
    admit(0, '2031-12-01');
    admit(1, '2026-12-01');
    desk.db.prepare('UPDATE staff_line SET employed = 0 WHERE person_id = ?').run(people[1]);
    expect(await whom()).toEqual([]);
  });
});

it('a record of НМО goes into no request', async () => {
  await learn(0, 36, '2026-01-01');
  const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
  expect(requests).toEqual([]);
  const { entries } = await desk.handlers.journal.list({ before: null, limit: 10, text: '' }, desk.editor);
  expect(entries.some(({ action }) => action === 'staff.add')).toBe(true);
});
