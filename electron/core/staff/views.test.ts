import { describe, expect, it } from 'vitest';
import type { StaffRow } from '#shared/contract/staff.ts';
import { STAFF_SORT_KEYS } from '#shared/contract/staff-filter.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { asLatinLayout, foldText } from '#shared/text/fold.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';
import { edit, first, lastName, view } from './test-staff.ts';

describe('views', () => {
  it('find people by words in any order, by numbers, by post, by division, on the wrong layout', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 400);
    const row = first((await desk.handlers.staff.rowsOf({ personIds: [people[100] ?? ''] }, desk.editor)).rows);
    const found = async (text: string) => {
      const { rows } = await view(desk, { text });
      return rows.map(({ personId }) => personId);
    };
    const { lastName, firstName, snils, personnelNumber } = row;
    expect(await found(`${lastName} ${firstName}`)).toContain(row.personId);
    expect(await found(`${firstName.slice(0, 3).toUpperCase()}  ${lastName.slice(0, 4)}`)).toContain(row.personId);
    expect(await found(snils ?? '')).toEqual([row.personId]);
    expect(await found(`${snils?.slice(0, 3)}-${snils?.slice(3, 6)}-${snils?.slice(6, 9)} ${snils?.slice(9)}`)).toEqual(
      [row.personId],
    );
    expect(await found(personnelNumber ?? '')).toEqual([row.personId]);
    expect(await found(asLatinLayout(lastName.toLowerCase()))).toEqual(await found(lastName));
    expect(await found('нетникого')).toEqual([]);
    const choices = async (text: string) => (await desk.handlers.staff.findPeople({ text }, desk.editor)).people;
    expect(await choices(`${lastName} ${firstName}`)).toContainEqual({
      id: row.personId,
      name: [lastName, firstName, row.patronymic].filter((part) => part !== null).join(' '),
      postCode: row.postCode,
    });
    expect(await choices(' ')).toEqual([]);
    expect(await choices('медицинская')).toHaveLength(20);
    for (const hostile of ['"', '*', 'a OR b', 'NEAR(', '-', '((', "'; --", '№']) await found(hostile);

    const nurses = (await view(desk, { text: 'медицинская сестра' })).rows;
    expect(nurses.length).toBeGreaterThan(5);
    const byDivision = (await view(desk, { text: 'лаборатория' })).rows;
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    expect(byDivision.length).toBeGreaterThan(0);
    for (const { divisionId } of byDivision) expect(names.get(divisionId ?? '')?.toLowerCase()).toContain('лаборатор');
  });

  it('are filtered by division with all below it, by employment, by what needs action', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 400);
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const parent = nodes.find(({ parentId, branchPeople }) => parentId === null && branchPeople > 50);
    const below = new Set([parent?.id ?? '']);
    for (const { id, parentId } of nodes) if (below.has(parentId ?? '')) below.add(id);
    const inBranch = (await view(desk, { divisionId: parent?.id ?? null })).rows;
    const all = (await view(desk)).rows;
    expect(inBranch.map(({ personId }) => personId)).toEqual(
      all.filter(({ divisionId }) => below.has(divisionId ?? '')).map(({ personId }) => personId),
    );
    const open = await view(desk, { employed: 'open' });
    const gone = await view(desk, { employed: 'dismissed' });
    expect(open.total + gone.total).toBe(all.length);
    expect(open.rows.every(({ endDate }) => endDate === null || endDate >= '2026-11-21')).toBe(true);
    const expiring = (await view(desk, { only: 'expiring' })).rows;
    expect(expiring.map(({ personId }) => personId)).toEqual(
      all
        .filter(({ admittedUntil }) => admittedUntil !== null && admittedUntil <= '2027-02-19')
        .map(({ personId }) => personId),
    );
  });

  it('are ordered by every column, empty values last', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 300);
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const posts = (await desk.handlers.dictionaries.rows({ oid: DICTIONARY.posts }, desk.editor)).rows;
    const name = (list: readonly { name: string }[], at: number): string => foldText(list[at]?.name ?? '');
    const keyOf = (row: StaffRow, key: string): string | number | null => {
      if (key === 'divisionId')
        return name(
          nodes,
          nodes.findIndex(({ id }) => id === row.divisionId),
        );
      if (key === 'postCode')
        return name(
          posts,
          posts.findIndex(({ code }) => code === row.postCode),
        );
      const value = row[key as 'lastName' | 'rate'];
      return typeof value === 'string' && /Name|patronymic/.test(key) ? foldText(value) : value;
    };
    for (const key of STAFF_SORT_KEYS) {
      for (const descending of [false, true]) {
        const keys = (await view(desk, {}, key, descending)).rows.map((row) => keyOf(row, key));
        const filled = keys.filter((value) => value !== null);
        expect(
          keys.slice(filled.length).every((value) => value === null),
          key,
        ).toBe(true);
        const sorted = filled.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(filled, `${key} ${descending}`).toEqual(descending ? sorted.reverse() : sorted);
      }
    }
  });

  it('keep their order while people are edited, and the last eight of them', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const opened = await view(desk);
    const row = first(opened.rows);
    await edit(desk, [lastName(row, 'Яяяя')]);
    const again = await desk.handlers.staff.rows({ viewId: opened.viewId, offset: 0, limit: 3 }, desk.editor);
    expect(first(again.rows)).toMatchObject({ personId: row.personId, lastName: 'Яяяя' });
    const fresh = await view(desk);
    expect(fresh.rows.at(-1)?.personId).toBe(row.personId);
    expect(fresh).toMatchObject({ total: 40, changed: 1, errors: 0 });
    for (let i = 0; i < 7; i++) await view(desk);
    const gone = await refusal(() =>
      desk.handlers.staff.rows({ viewId: opened.viewId, offset: 0, limit: 3 }, desk.editor),
    );
    expect(gone.code).toBe('KD-3008');
    await desk.handlers.staff.rows({ viewId: fresh.viewId, offset: 0, limit: 3 }, desk.editor);
  });

  it('follow the calendar: a contract that ends today is over tomorrow', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = (await view(desk, { employed: 'open' })).rows.find(({ otherEmployments }) => otherEmployments === 0);
    const people = (await view(desk, { employed: 'open' })).total;
    await desk.handlers.staff.dismiss(
      {
        employmentId: row?.employmentId ?? '',
        endDate: '2026-11-21',
        endReason: 'Собственное желание',
        endOrder: '',
        endOrderDate: '2026-11-20',
      },
      desk.editor,
    );
    expect((await view(desk, { employed: 'open' })).total).toBe(people);
    desk.clock.advance(86_400_000);
    expect((await view(desk, { employed: 'open' })).total).toBe(people - 1);
    desk.clock.advance(-86_400_000);
    expect((await view(desk, { employed: 'open' })).total).toBe(people);
  });
});

describe('issues', () => {
  it('are counted for the filter as they are shown in the row, whoever wrote the values', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 40);
    const [a = '', b = '', c = ''] = people;
    const stolen = desk.entities.get('person', a)?.entity.snils ?? null;
    desk.db.transaction(() => {
      desk.entities.patch('person', b, { snils: stolen });
      desk.entities.patch('person', c, { birthDate: '2025-01-01', phone: '12' });
      desk.staffIndex.refresh([b, c]);
    })();
    const { rows, errors, total } = await view(desk, { only: 'errors' });
    expect([total, errors]).toEqual([3, 3]);
    const of = (id: string) =>
      rows.find(({ personId }) => personId === id)?.issues.map(({ field, code }) => `${field} ${code}`);
    expect(of(a)).toEqual(['snils KD-2105']);
    expect(of(b)).toEqual(['snils KD-2105']);
    // The documents of the file are older than the person now.
    const older = ['documentDate KD-2206', 'issuedOn KD-2206'];
    expect(of(c)).toEqual(['birthDate KD-2201', 'phone KD-2121', ...older]);
    for (const row of rows) {
      const stored = desk.db.prepare('SELECT errors FROM staff_line WHERE person_id = ?').pluck().get(row.personId);
      expect(row.issues.filter(({ severity }) => severity === 'error')).toHaveLength(stored as number);
    }
    // When one of the two has another number, the other one is well again without being touched.
    desk.db.transaction(() => {
      desk.entities.patch('person', b, { snils: '11223344595' });
      desk.staffIndex.refresh([b]);
    })();
    expect((await view(desk, { only: 'errors' })).rows.map(({ personId }) => personId)).toEqual([c]);
  });

  it('go with a person who is gone', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 40);
    const [a = ''] = people;
    const name = desk.entities.get('person', a)?.entity.lastName ?? '';
    const before = (await view(desk, { text: name })).total;
    desk.db.transaction(() => {
      desk.entities.markDeleted('person', a, desk.clock.now());
      desk.staffIndex.refresh([a]);
    })();
    expect((await view(desk, { text: name })).total).toBe(before - 1);
    expect((await refusal(() => desk.handlers.staff.card({ personId: a }, desk.editor))).code).toBe('KD-3008');
  });
});
