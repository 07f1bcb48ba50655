import { describe, expect, it } from 'vitest';
import { worklists as contract } from '#shared/contract/worklists.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';
import { nothingToDecide, openWorklists } from './testing.ts';
import { createWorklists } from './worklists.ts';

const TODAY = '2026-11-21';
const PAGE = { text: '', offset: 0, limit: 500 };

describe('«Расхождения»', () => {
  it('shows a changed field with the registry’s value and the request that holds it', async () => {
    const { desk, lists, people } = openWorklists();
    const [id = ''] = people;
    const from = desk.entities.get('person', id)?.entity.phone ?? null;
    for (const [was, to] of [
      [from, '+79001112233'],
      ['+79001112233', '+79001112244'],
    ] as const) {
      await desk.handlers.staff.applyEdits(
        { edits: [{ kind: 'person', id, field: 'phone', from: was, to }] },
        desk.editor,
      );
    }
    const answer = contract.differences.output.parse(await lists.differences(PAGE, desk.editor));
    expect(answer).toMatchObject({
      total: 1,
      rows: [{ personId: id, field: 'phone', theirs: from, mine: '+79001112244', requestState: 'draft' }],
    });
    expect(answer.rows[0]?.title).not.toBe('');
    const person = desk.entities.get('person', id)?.entity;
    expect((await lists.differences({ ...PAGE, text: person?.lastName ?? '' }, desk.editor)).total).toBe(1);
    expect((await lists.differences({ ...PAGE, text: 'щщщщ' }, desk.editor)).total).toBe(0);
  });

  it('leads to the card of whom a record of a file belongs to', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 3);
    const [personId = ''] = people;
    const [work] = desk.entities.list('employment', 'personId', personId);
    const leave = crypto.randomUUID();
    const values = { employmentId: work?.entity.id ?? '', leaveReason: 'other', beginDate: TODAY, endDate: null };
    desk.entities.insert('leave', leave, values);
    const [education] = desk.entities.list('education', 'personId', personId);
    const conflict = { id: leave, field: 'beginDate', base: null, mine: TODAY, theirs: null };
    const lists = createWorklists({
      ...desk,
      emit: () => undefined,
      exchange: {
        ...nothingToDecide(),
        conflicts: () => [
          { ...conflict, kind: 'leave', entityId: leave },
          { ...conflict, kind: 'education', entityId: education?.entity.id ?? '' },
          { ...conflict, kind: 'division', entityId: crypto.randomUUID() },
        ],
      },
    });
    const { conflicts } = await lists.differences(PAGE, desk.editor);
    expect(conflicts.map((one) => one.personId)).toEqual([personId, personId, null]);
  });

  it('names what belongs to nobody: a planned post with its division, a table, a building, a service, a licence', async () => {
    const desk = openTestDesk();
    const { divisions } = fillClinic(desk, 3);
    const [divisionId = ''] = divisions.values();
    const division = desk.entities.get('division', divisionId)?.entity;
    const { organisationId = '' } = division ?? {};
    const ids = Array.from({ length: 6 }, () => crypto.randomUUID());
    const [table = '', post = '', own = '', building = '', service = '', licence = ''] = ids;
    const run = (sql: string, ...values: string[]) => desk.db.prepare(sql).run(...values);
    run(
      "INSERT INTO staffingDocument (id, rev, organisation_id, number, staffing_status) VALUES (?, 1, ?, '7', 'active')",
      ...[table, organisationId],
    );
    const plan = 'INSERT INTO staffingPosition (id, rev, document_id, division_id, post_code) VALUES (?, 1, ?, ?, ?)';
    run(plan, post, table, divisionId, '109');
    run(plan, own, table, divisionId, '109');
    run("UPDATE staffingPosition SET local_post_name = 'Ведущий терапевт' WHERE id = ?", own);
    run("INSERT INTO building (id, rev, organisation_id, name) VALUES (?, 1, ?, 'Корпус 9')", building, organisationId);
    run("INSERT INTO service (id, rev, organisation_id, name) VALUES (?, 1, ?, 'Приём')", service, organisationId);
    run("INSERT INTO licence (id, rev, organisation_id, number) VALUES (?, 1, ?, 'Л-1')", licence, organisationId);
    const kinds = [
      'staffingDocument',
      'staffingPosition',
      'staffingPosition',
      'building',
      'service',
      'licence',
    ] as const;
    const conflict = { field: 'note', base: null, mine: '1', theirs: '2' };
    const lists = createWorklists({
      ...desk,
      emit: () => undefined,
      exchange: {
        ...nothingToDecide(),
        conflicts: () => ids.map((id, at) => ({ ...conflict, id, kind: kinds[at] ?? 'building', entityId: id })),
      },
    });
    const { conflicts } = await lists.differences(PAGE, desk.editor);
    const name = desk.db.prepare("SELECT name FROM dictionary_row WHERE code = '109' AND oid = ?").pluck();
    expect(conflicts.map(({ title }) => title)).toEqual([
      '№ 7',
      `${name.get(DICTIONARY.posts)}, ${division?.name}`,
      `Ведущий терапевт, ${division?.name}`,
      'Корпус 9',
      'Приём',
      '№ Л-1',
    ]);
    await desk.handlers.divisions.applyEdits(
      { edits: [{ kind: 'division', id: divisionId, field: 'bedCount', from: division?.bedCount ?? null, to: 41 }] },
      desk.editor,
    );
    expect((await lists.differences(PAGE, desk.editor)).rows.map(({ title }) => title)).toEqual([division?.name]);
  });

  it('hands a decision over to the exchange', async () => {
    const desk = openTestDesk();
    const { people } = fillClinic(desk, 20);
    const [entityId = ''] = people;
    const decided: unknown[] = [];
    const id = crypto.randomUUID();
    const conflict = { id, kind: 'person' as const, entityId, field: 'phone', base: null, mine: '1', theirs: '2' };
    const lists = createWorklists({
      ...desk,
      emit: () => undefined,
      exchange: {
        ...nothingToDecide(),
        conflicts: () => [conflict],
        decide: (...what) => void decided.push(what),
      },
    });
    const answer = contract.differences.output.parse(await lists.differences(PAGE, desk.editor));
    expect(answer.conflicts).toMatchObject([{ id, personId: entityId, mine: '1', theirs: '2' }]);
    await lists.decideConflict({ conflictId: id, choice: 'theirs' }, desk.editor);
    expect(decided).toEqual([[id, 'theirs', expect.objectContaining({ id: desk.editor.user?.userId })]]);
  });
});
