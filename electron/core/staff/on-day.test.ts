import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { StaffRow } from '#shared/contract/staff.ts';
import { staff } from '#shared/contract/staff.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { foldText } from '#shared/text/fold.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { edit, first, lastName, view } from './test-staff.ts';

const DAY = 86_400_000;

async function viewOn(desk: TestDesk, onDay: string, filter: Partial<StaffFilter> = {}, key = 'lastName') {
  const input = staff.openView.input.parse({ filter, sort: [{ key, descending: false }], first: 1000, onDay });
  return staff.openView.output.parse(await desk.handlers.staff.openView(input, desk.editor));
}

const idsOf = (rows: readonly StaffRow[]) => rows.map(({ personId }) => personId);

/** Somebody with one employment, who goes to another division on 1 March 2027. */
async function transferred() {
  const desk = openTestDesk();
  fillClinic(desk, 40);
  const row = first(
    (await view(desk, { employed: 'open' })).rows.filter(({ otherEmployments }) => otherEmployments === 0),
  );
  const { personId, divisionId: from, beginDate } = row;
  const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
  const to =
    nodes.find(({ id, liquidationDate, ownPeople }) => id !== from && liquidationDate === null && ownPeople > 0)?.id ??
    '';
  const { requestId: _ } = await desk.handlers.staff.transfer(
    staff.transfer.input.parse({
      employmentIds: [row.employmentId],
      date: '2027-03-01',
      values: { divisionId: to, rate: 50, personnelNumber: '9/9' },
      endReason: 'Перевод',
      endOrder: '',
    }),
    desk.editor,
  );
  return { desk, personId, from, to, beginDate: beginDate ?? '', row };
}

describe('the list of a day', () => {
  it('has everybody where they work that day: the last day before a transfer, the first one after it', async () => {
    const { desk, personId, from, to, row } = await transferred();
    const on = async (onDay: string) => (await viewOn(desk, onDay)).rows.find((found) => found.personId === personId);
    expect(await on('2027-02-28')).toMatchObject({ divisionId: from, rate: row.rate, endDate: '2027-02-28' });
    expect(await on('2027-03-01')).toMatchObject({ divisionId: to, rate: 50, personnelNumber: '9/9', endDate: null });
    expect((await view(desk)).rows.find((found) => found.personId === personId)).toMatchObject({ divisionId: from });
  });

  it('is filtered, searched and counted by that day', async () => {
    const { desk, personId, to } = await transferred();
    const inNew = async (onDay: string) => idsOf((await viewOn(desk, onDay, { divisionId: to })).rows);
    expect(await inNew('2027-02-28')).not.toContain(personId);
    expect(await inNew('2027-03-01')).toContain(personId);
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const name = nodes.find(({ id }) => id === to)?.name ?? '';
    expect(idsOf((await viewOn(desk, '2027-02-28', { text: name })).rows)).not.toContain(personId);
    expect(idsOf((await viewOn(desk, '2027-03-01', { text: name })).rows)).toContain(personId);
    const { total, rows, changed, errors } = await viewOn(desk, '2027-03-01');
    expect([rows.length, changed, errors]).toEqual([total, 0, 0]);
  });

  it('counts the last working day as employed and the day after as dismissed', async () => {
    const { desk, personId } = await transferred();
    const employmentId = (await viewOn(desk, '2027-03-01')).rows.find((row) => row.personId === personId)?.employmentId;
    await desk.handlers.staff.dismiss(
      {
        employmentId: employmentId ?? '',
        endDate: '2027-06-30',
        endReason: 'Собственное желание',
        endOrder: '',
        endOrderDate: '2027-06-29',
      },
      desk.editor,
    );
    const found = async (onDay: string, employed: StaffFilter['employed']) =>
      idsOf((await viewOn(desk, onDay, { employed })).rows).includes(personId);
    expect([await found('2027-06-30', 'open'), await found('2027-06-30', 'dismissed')]).toEqual([true, false]);
    expect([await found('2027-07-01', 'open'), await found('2027-07-01', 'dismissed')]).toEqual([false, true]);
  });

  it('does not have people before their first day', async () => {
    const { desk, personId, beginDate } = await transferred();
    const before = new Date(Date.parse(beginDate) - DAY).toISOString().slice(0, 10);
    expect(idsOf((await viewOn(desk, before, { employed: 'all' })).rows)).not.toContain(personId);
    expect(idsOf((await viewOn(desk, beginDate, { employed: 'all' })).rows)).toContain(personId);
  });

  it('judges an admission on that day by what had been issued', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const { personId } = first((await view(desk, { employed: 'open' })).rows);
    desk.db.prepare('DELETE FROM credential WHERE person_id = ?').run(personId);
    const credential = (issuedOn: string, expiresOn: string) =>
      desk.handlers.staff.addChild(
        {
          kind: 'credential',
          ownerId: personId,
          fields: { credentialKind: 'certificate', number: '1', issuedOn, expiresOn },
        },
        desk.editor,
      );
    await credential('2021-05-10', '2026-05-10');
    await credential('2026-05-08', '2031-05-08');
    const until = async (onDay: string, only: StaffFilter['only'] = null) =>
      (await viewOn(desk, onDay, { only })).rows.find((row) => row.personId === personId)?.admittedUntil;
    expect([await until('2026-05-07'), await until('2026-05-08')]).toEqual(['2026-05-10', '2031-05-08']);
    expect([await until('2026-05-07', 'expiring'), await until('2026-05-08', 'expiring')]).toEqual([
      '2026-05-10',
      undefined,
    ]);
  });

  it('is ordered by every column as its rows show it', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 300);
    const posts = new Map(
      (await desk.handlers.dictionaries.rows({ oid: DICTIONARY.posts }, desk.editor)).rows.map((row, i) => [
        row.code,
        i,
      ]),
    );
    const keyOf = (row: StaffRow, key: string) =>
      key === 'postCode'
        ? (posts.get(row.postCode ?? '') ?? null)
        : key === 'lastName'
          ? foldText(row.lastName)
          : row[key as 'rate'];
    for (const key of ['lastName', 'rate', 'beginDate', 'endDate', 'admittedUntil']) {
      const keys = (await viewOn(desk, '2023-03-01', { employed: 'all' }, key)).rows.map((row) => keyOf(row, key));
      const filled = keys.filter((value) => value !== null);
      expect(filled, key).toEqual(filled.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      expect(keys.slice(0, filled.length), key).toEqual(filled);
    }
  });

  it('agrees with today when that is the day, save for whom work waits', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 300);
    const strip = (rows: readonly StaffRow[]) => rows.map(({ issues: _, ...row }) => row);
    const today = await view(desk, { employed: 'all' });
    desk.clock.advance(DAY);
    const yesterday = await viewOn(desk, '2026-11-21', { employed: 'all' });
    expect(strip(yesterday.rows)).toEqual(strip(today.rows));
  });

  it('follows what is written meanwhile', async () => {
    const { desk, personId } = await transferred();
    const shown = async () => (await viewOn(desk, '2027-03-01')).rows.find((row) => row.personId === personId);
    const before = await shown();
    const employment = { kind: 'employment' as const, id: before?.employmentId ?? '' };
    await edit(desk, [{ ...employment, field: 'rate', from: 50, to: 75 }]);
    expect((await shown())?.rate).toBe(75);
    const last = async () => (await viewOn(desk, '2027-03-01', {}, 'rate')).rows.at(-1)?.personId;
    await edit(desk, [{ ...employment, field: 'rate', from: 75, to: 150 }]);
    expect(await last()).toBe(personId);
    await edit(desk, [{ ...employment, field: 'rate', from: 150, to: 25 }]);
    expect(await last()).not.toBe(personId);
  });

  it('has the name of that day, also on the card', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    desk.clock.advance(10 * DAY);
    await edit(desk, [lastName(row, 'Первая')]);
    desk.clock.advance(10 * DAY);
    await edit(desk, [lastName({ ...row, lastName: 'Первая' }, 'Вторая')]);
    const nameOn = async (onDay: string) => {
      const { rows } = await desk.handlers.staff.rowsOf({ personIds: [row.personId], onDay }, desk.editor);
      const { person } = await desk.handlers.staff.card({ personId: row.personId, onDay }, desk.editor);
      expect(person.lastName).toBe(rows[0]?.lastName);
      return person.lastName;
    };
    expect(await nameOn('2026-11-30')).toBe(row.lastName);
    expect(await nameOn('2026-12-01')).toBe('Первая');
    expect(await nameOn('2026-12-10')).toBe('Первая');
    expect(await nameOn('2026-12-12')).toBe('Вторая');
  });

  it('finds and orders people by the names of that day, in turn with those who kept theirs', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const all = (await view(desk)).rows;
    const row = first(all.slice(-1));
    const number = first(all.slice(-2)).personnelNumber ?? '';
    expect(row.patronymic).not.toBeNull();
    desk.clock.advance(10 * DAY);
    await edit(desk, [
      lastName(row, 'Аабакумова'),
      { kind: 'person', id: row.personId, field: 'phone', from: row.phone, to: '+79161234567' },
    ]);
    desk.clock.advance(10 * DAY);
    await edit(desk, [{ kind: 'person', id: row.personId, field: 'patronymic', from: row.patronymic, to: null }]);
    desk.clock.advance(DAY);
    const on = async (onDay: string, filter: Partial<StaffFilter> = {}) =>
      idsOf((await viewOn(desk, onDay, { employed: 'all', ...filter })).rows);
    const [before, between] = ['2026-11-30', '2026-12-10'];
    expect([(await on(before)).at(-1), (await on(between))[0]]).toEqual([row.personId, row.personId]);
    const own = `${row.lastName} ${row.firstName} ${row.patronymic}`;
    expect(await on(before, { text: own })).toContain(row.personId);
    expect(await on(between, { text: own })).not.toContain(row.personId);
    expect(await on(before, { text: 'аабакумова' })).toEqual([]);
    expect(await on(between, { text: `аабакумова ${row.patronymic}` })).toEqual([row.personId]);
    expect(await on('2026-12-11', { text: `аабакумова ${row.patronymic}` })).toEqual([]);
    // Numbers and names of the others are found as ever.
    expect(await on(before, { text: row.personnelNumber ?? '' })).toContain(row.personId);
    expect(await on(before, { text: number })).toContain(first(all.slice(-2)).personId);
    const phone = { by: 'text', how: 'contains', text: '9161234567' } as const;
    expect(await on(between, { columns: { phone } })).toEqual([row.personId]);
    expect(await on(before, { columns: { phone } })).toEqual([]);
    const named = { by: 'text', how: 'starts', text: 'аабак' } as const;
    expect(await on(between, { columns: { lastName: named } })).toEqual([row.personId]);
    expect(await on(before, { columns: { lastName: named } })).toEqual([]);
    // Today's list has nothing of it.
    expect(idsOf((await view(desk, { text: own })).rows)).not.toContain(row.personId);
    expect(idsOf((await view(desk, { text: 'аабакумова' })).rows)).toEqual([row.personId]);
  });

  it('has a renamed division by its name of that day', async () => {
    const { desk, personId, to } = await transferred();
    const division = desk.entities.get('division', to)?.entity;
    desk.clock.advance(150 * DAY);
    await desk.handlers.divisions.applyEdits(
      { edits: [{ kind: 'division', id: to, field: 'name', from: division?.name ?? '', to: 'Ангарное отделение' }] },
      desk.editor,
    );
    desk.clock.advance(DAY);
    const [before, after] = ['2027-04-19', '2027-04-20'];
    const found = async (onDay: string, text: string) => idsOf((await viewOn(desk, onDay, { text })).rows);
    expect(await found(before, 'ангарное')).toEqual([]);
    expect(await found(before, division?.name ?? '')).toContain(personId);
    expect(await found(after, 'ангарное')).toContain(personId);
    const firstOf = async (onDay: string) => (await viewOn(desk, onDay, {}, 'divisionId')).rows[0]?.divisionId;
    expect([(await firstOf(before)) === to, await firstOf(after)]).toEqual([false, to]);
    const nameOn = async (onDay: string) =>
      (await desk.handlers.divisions.tree({ onDay }, desk.editor)).nodes.find(({ id }) => id === to)?.name;
    expect([await nameOn(before), await nameOn(after)]).toEqual([division?.name, 'Ангарное отделение']);
  });

  it('shows who was entered later by the name they were entered with', async () => {
    const desk = openTestDesk();
    const { divisions } = fillClinic(desk, 6);
    const [divisionId = ''] = divisions.values();
    const input = staff.hire.input.parse({
      person: {
        lastName: 'Новая',
        firstName: 'Анна',
        patronymic: null,
        sex: null,
        birthDate: null,
        snils: null,
        inn: null,
        citizenshipCode: null,
        phone: null,
        email: null,
      },
      employment: {
        divisionId,
        postCode: null,
        positionType: null,
        rate: null,
        personnelNumber: null,
        contractNumber: null,
        contractDate: null,
        beginDate: '2026-10-01',
        endDate: null,
        endReason: null,
        endOrder: null,
        endOrderDate: null,
      },
    });
    await desk.handlers.staff.hire(input, desk.editor);
    expect((await viewOn(desk, '2026-10-01', { text: 'новая' })).rows).toMatchObject([
      { lastName: 'Новая', divisionId },
    ]);
  });
});

describe('the card of a day', () => {
  it('has the records begun by then, nothing pending and nothing wrong', async () => {
    const { desk, personId, to } = await transferred();
    const cardOn = (onDay: string) => desk.handlers.staff.card({ personId, onDay }, desk.editor);
    const before = await cardOn('2027-02-28');
    const after = await cardOn('2027-03-01');
    expect(before.employments).toHaveLength(1);
    expect(after.employments.map(({ divisionId }) => divisionId)).toEqual([to, before.employments[0]?.divisionId]);
    expect([before.changed, before.issues, before.requestState]).toEqual([[], [], null]);
    const long = await cardOn('1990-01-01');
    expect([long.employments, long.credentials, long.educations]).toEqual([[], [], []]);
  });
});

describe('divisions of a day', () => {
  it('are those opened by then, with the people of that day', async () => {
    const { desk, from, to } = await transferred();
    const peopleIn = async (id: string | null, onDay: string) =>
      (await desk.handlers.divisions.tree({ onDay }, desk.editor)).nodes.find((node) => node.id === id)?.ownPeople;
    const [a = 0, b = 0] = [await peopleIn(from, '2027-02-28'), await peopleIn(to, '2027-02-28')];
    expect([await peopleIn(from, '2027-03-01'), await peopleIn(to, '2027-03-01')]).toEqual([a - 1, b + 1]);
    desk.entities.patch('division', to, { openDate: '2027-03-01' });
    expect(await peopleIn(to, '2027-02-28')).toBeUndefined();
    expect(await peopleIn(to, '2027-03-01')).toBe(b + 1);
  });
});

describe("today's list", () => {
  it('goes over to new work when its day comes, also after days in which nobody looked', async () => {
    const { desk, personId, from, to } = await transferred();
    const shown = async () => (await view(desk)).rows.find((row) => row.personId === personId)?.divisionId;
    const line = () =>
      desk.db.prepare('SELECT division_id FROM staff_line WHERE person_id = ?').pluck().get(personId) as string;
    expect([await shown(), line()]).toEqual([from, from]);
    desk.clock.advance(150 * DAY);
    expect([await shown(), line()]).toEqual([to, to]);
  });

  it('goes over to a main post that begins beside other work, also after days in which nobody looked', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk, { employed: 'open' })).rows.filter((one) => one.otherEmployments === 0));
    const { personId, divisionId, postCode } = row;
    desk.entities.patch('employment', row.employmentId ?? '', { positionType: '4' });
    const later = { personId, divisionId, postCode, positionType: '1', rate: 100, beginDate: '2026-12-01' };
    const laterId = v7();
    desk.entities.insert('employment', laterId, later);
    desk.staffIndex.refresh([personId]);
    const shown = () =>
      desk.db.prepare('SELECT employment_id FROM staff_line WHERE person_id = ?').pluck().get(personId) as string;
    await view(desk);
    expect(shown()).toBe(row.employmentId);
    desk.clock.advance(30 * DAY);
    await view(desk);
    expect(shown()).toBe(laterId);
  });
});
