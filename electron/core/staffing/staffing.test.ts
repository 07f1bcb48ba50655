import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { staffing as contract, type StaffingFigures } from '#shared/contract/staffing.ts';
import type { EntityId, FieldValue } from '#shared/domain/values.ts';
import { ConflictStore } from '../sync/conflict-store.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { linesOf } from './figures.ts';

const DAY = '2026-11-21';
const NEW = { number: '12', approvedOn: '2026-01-10', orderNumber: '5-к', beginDate: '2026-02-01', endDate: null };

function open(people = 40) {
  const desk = openTestDesk();
  const clinic = fillClinic(desk, people);
  // Each test plans for itself.
  desk.db.exec('DELETE FROM staffingPosition; DELETE FROM staffingDocument');
  const insertDocument = (staffingStatus: string, beginDate: string, endDate: string | null = null): EntityId => {
    const id = v7();
    const { organisationId } = clinic;
    desk.entities.insert('staffingDocument', id, { ...NEW, organisationId, staffingStatus, beginDate, endDate });
    return id;
  };
  const insertPosition = (documentId: EntityId, divisionId: EntityId, postCode: string, rate: number): EntityId => {
    const id = v7();
    desk.entities.insert('staffingPosition', id, { documentId, divisionId, postCode, rate });
    return id;
  };
  return { desk, ...clinic, insertDocument, insertPosition };
}

const rowsOf = async (desk: TestDesk, documentId: EntityId | null, onDay = DAY) =>
  contract.rows.output.parse(await desk.handlers.staffing.rows({ documentId, onDay }, desk.editor)).rows;
const documentsOf = async (desk: TestDesk) =>
  contract.documents.output.parse(await desk.handlers.staffing.documents({}, desk.editor)).documents;
const edit = (
  kind: 'staffingDocument' | 'staffingPosition',
  id: EntityId,
  field: string,
  from: FieldValue,
  to: FieldValue,
) => ({
  kind,
  id,
  field,
  from,
  to,
});

/** Plans every post that somebody takes, each at a rate of its own. */
function planAll(
  { desk, insertDocument, insertPosition }: ReturnType<typeof open>,
  rates: readonly number[],
): EntityId {
  const documentId = insertDocument('active', '2020-01-01');
  const places = desk.db
    .prepare('SELECT DISTINCT division_id, post_code FROM employment WHERE end_date IS NULL ORDER BY 1, 2')
    .raw()
    .all() as [string, string][];
  for (const [at, [divisionId, postCode]] of places.entries()) {
    insertPosition(documentId, divisionId, postCode, rates[at % rates.length] ?? 0);
  }
  return documentId;
}

describe('figures', () => {
  it('of every branch and of the whole are what plain SQL says', async () => {
    const clinic = open(300);
    const { desk } = clinic;
    const documentId = planAll(clinic, [25, 100, 350]);
    const answer = await desk.handlers.staffing.totals({ documentId: null, onDay: DAY }, desk.editor);
    const totals = contract.totals.output.parse(answer);
    expect(totals.documentId).toBe(documentId);
    const oracle = desk.db.prepare(`WITH RECURSIVE branch (id) AS
        (SELECT @id UNION SELECT d.id FROM division d JOIN branch b ON d.parent_id = b.id),
      held AS (SELECT division_id, post_code, sum(rate) AS busy, sum(CASE WHEN EXISTS (SELECT 1 FROM leave v
          WHERE v.employment_id = e.id AND v.leave_reason IN ('maternity', 'childcare', 'long') AND v.begin_date <= @day
          AND (v.end_date IS NULL OR v.end_date >= @day)) THEN rate ELSE 0 END) AS away
        FROM employment e WHERE begin_date <= @day AND (end_date IS NULL OR end_date >= @day) GROUP BY 1, 2),
      planned AS (SELECT p.division_id, p.rate, coalesce(h.busy, 0) AS busy, coalesce(h.away, 0) AS away
        FROM staffingPosition p LEFT JOIN held h ON h.division_id = p.division_id AND h.post_code = p.post_code)
      SELECT sum(rate) AS rate, sum(busy) AS busy, sum(away) AS away, sum(max(0, rate - busy)) AS vacancy,
        sum(max(0, busy - away - rate)) AS over
      FROM planned WHERE @id IS NULL OR division_id IN (SELECT id FROM branch)`);
    const facts = ({ rate, busy, away, vacancy, over }: StaffingFigures) => ({ rate, busy, away, vacancy, over });
    expect(facts(totals.whole)).toEqual(oracle.get({ id: null, day: DAY }));
    expect(totals.divisions.length).toBeGreaterThan(10);
    for (const { divisionId, branch } of totals.divisions) {
      expect(facts(branch)).toEqual(oracle.get({ id: divisionId, day: DAY }));
    }
    expect(totals.whole).toMatchObject({ vacancy: expect.any(Number) });
    expect([totals.whole.vacancy > 0, totals.whole.over > 0]).toEqual([true, true]);
  });

  it('follow the day: a post is free after its last day and taken again from the first', async () => {
    const { desk, divisions, people, insertDocument, insertPosition } = open(3);
    const [divisionId = ''] = divisions.values();
    desk.db.prepare('DELETE FROM employment').run();
    const work = { personId: people[0] ?? '', divisionId, postCode: '109', positionType: '1', rate: 100 };
    desk.entities.insert('employment', v7(), {
      ...work,
      beginDate: '2026-01-10',
      endDate: '2026-11-30',
    });
    insertPosition(insertDocument('active', '2026-01-01'), divisionId, '109', 150);
    const on = async (day: string) => {
      const [row] = await rowsOf(desk, null, day);
      return [row?.busy, row?.main, row?.vacancy, row?.over];
    };
    expect(await on('2026-11-30')).toEqual([100, 100, 50, 0]);
    expect(await on('2026-12-01')).toEqual([0, 0, 150, 0]);
    expect(await on('2026-01-09')).toEqual([0, 0, 150, 0]);
  });

  it('rule 8: somebody on long leave takes the post and is nobody available; a substitute is no surplus', async () => {
    const { desk, divisions, people, insertDocument, insertPosition } = open(3);
    const [divisionId = ''] = divisions.values();
    desk.db.prepare('DELETE FROM employment').run();
    const employ = (person: number): EntityId => {
      const id = v7();
      const work = { divisionId, postCode: '109', positionType: '1', rate: 100, beginDate: '2026-01-10' };
      desk.entities.insert('employment', id, { ...work, personId: people[person] ?? '' });
      return id;
    };
    const employmentId = employ(0);
    insertPosition(insertDocument('active', '2026-01-01'), divisionId, '109', 100);
    desk.entities.insert('leave', v7(), {
      employmentId,
      leaveReason: 'maternity',
      beginDate: '2026-11-01',
    });
    const figures = async () => {
      const [row] = await rowsOf(desk, null);
      return [row?.busy, row?.away, row?.vacancy, row?.over];
    };
    expect(await figures()).toEqual([100, 100, 0, 0]);
    employ(1);
    expect(await figures()).toEqual([200, 100, 0, 0]);
    employ(2);
    expect(await figures()).toEqual([300, 100, 0, 100]);
    const { people: there } = contract.occupants.output.parse(
      await desk.handlers.staffing.occupants({ divisionId, postCode: '109', onDay: DAY }, desk.editor),
    );
    expect(there.map(({ away }) => away).sort()).toEqual([false, false, true]);
  });

  it('of lines that plan one post together share its people, and lose none of them', () => {
    const position = (id: string, rate: number) => ({
      ...{ id, documentId: 's', divisionId: 'd', postCode: '109', localPostName: null, note: null },
      rate,
    });
    const occupancy = { divisionId: 'd', postCode: '109', rate: 225, mainRate: 100, externalRate: 50, awayRate: 50 };
    const lines = linesOf([position('a', 100), position('b', 125)], [{ ...occupancy, people: 1, away: 1 }]);
    expect(lines.map(({ figures: { rate, busy, over } }) => [rate, busy, over])).toEqual([
      [100, 100, 0],
      [125, 175, 18],
    ]);
    const sum = (name: keyof StaffingFigures) => lines.reduce((all, { figures }) => all + figures[name], 0);
    expect([sum('busy'), sum('main'), sum('external'), sum('away')]).toEqual([275, 100, 50, 50]);
  });

  it('show people whose post nobody planned', async () => {
    const { desk, insertDocument } = open(40);
    insertDocument('active', '2026-01-01');
    const rows = await rowsOf(desk, null);
    expect(rows.length).toBeGreaterThan(5);
    expect(
      rows.every(
        ({ id, rate, vacancy, busy, away, over }) =>
          id === null && rate === null && vacancy === 0 && over === busy - away,
      ),
    ).toBe(true);
  });
});

describe('documents', () => {
  it('the one in force on the day is chosen: not a draft, not one of other days', async () => {
    const { desk, insertDocument } = open(3);
    const chosen = async (onDay: string) =>
      contract.rows.output.parse(await desk.handlers.staffing.rows({ documentId: null, onDay }, desk.editor))
        .documentId;
    insertDocument('draft', '2020-01-01');
    const old = insertDocument('archive', '2025-01-01', '2025-12-31');
    const present = insertDocument('active', '2026-01-01');
    expect([await chosen('2025-12-31'), await chosen('2026-01-01'), await chosen('2024-12-31')]).toEqual([
      old,
      present,
      null,
    ]);
  });

  it('a draft is a copy of the table in force; in force itself it ends the former one the day before', async () => {
    const clinic = open(40);
    const { desk } = clinic;
    const copyOf = planAll(clinic, [100]);
    const before = await rowsOf(desk, copyOf);
    const { id, requestId } = await desk.handlers.staffing.createDocument({ ...NEW, copyOf }, desk.editor);
    const figures = ({ divisionId, postCode, rate, busy }: (typeof before)[number]) => [
      divisionId,
      postCode,
      rate,
      busy,
    ];
    expect((await rowsOf(desk, id)).map(figures).sort()).toEqual(before.map(figures).sort());
    await desk.handlers.staffing.activate({ documentId: id }, desk.editor);
    const documents = await documentsOf(desk);
    expect(documents.map(({ staffingStatus, beginDate, endDate }) => [staffingStatus, beginDate, endDate])).toEqual([
      ['active', '2026-02-01', null],
      ['active', '2020-01-01', '2026-01-31'],
    ]);
    expect(documents.flatMap(({ issues }) => issues)).toEqual([]);
    // Each table is a subject of its own, its posts under it.
    const view = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(view.subjects.map(({ subjectKind, title }) => [subjectKind, title])).toEqual([
      ['staffingDocument', '№ 12'],
      ['staffingDocument', '№ 12'],
    ]);
    expect(view.subjects.find(({ subjectId }) => subjectId === id)?.entities).toHaveLength(before.length + 1);
  });

  it('a copy leaves out the posts of divisions that are closed by then, and says how many', async () => {
    const { desk, divisions, insertDocument, insertPosition } = open(3);
    const [closed = '', still = ''] = divisions.values();
    const copyOf = insertDocument('active', '2020-01-01');
    for (const divisionId of [closed, still]) insertPosition(copyOf, divisionId, '109', 100);
    for (const [id, liquidationDate] of [[closed, '2026-01-31'] as const, [still, '2026-02-01'] as const]) {
      desk.entities.patch('division', id, { liquidationDate });
    }
    const { id, left } = await desk.handlers.staffing.createDocument({ ...NEW, copyOf }, desk.editor);
    const planned = (await rowsOf(desk, id)).filter((row) => row.id !== null);
    expect([planned.map(({ divisionId }) => divisionId), left]).toEqual([[still], 1]);
  });

  it('two tables in force never overlap, neither by putting in force nor by an edit', async () => {
    const { desk, insertDocument } = open(3);
    const old = insertDocument('active', '2026-01-01', '2026-06-30');
    const next = insertDocument('active', '2026-07-01');
    const early = insertDocument('draft', '2025-12-01');
    const refused = await refusal(() => desk.handlers.staffing.activate({ documentId: early }, desk.editor));
    expect(refused).toMatchObject({ code: 'KD-2231', field: 'staffingDocument.beginDate' });
    const edits = [edit('staffingDocument', next, 'beginDate', '2026-07-01', '2026-06-30')];
    expect((await refusal(() => desk.handlers.staffing.applyEdits({ edits, onDay: DAY }, desk.editor))).code).toBe(
      'KD-2231',
    );
    expect(desk.entities.get('staffingDocument', next)?.entity.beginDate).toBe('2026-07-01');
    expect(desk.entities.get('staffingDocument', old)?.entity.endDate).toBe('2026-06-30');
  });

  it('only a draft is removed, and nothing of it is left in the request', async () => {
    const clinic = open(40);
    const { desk } = clinic;
    const copyOf = planAll(clinic, [100]);
    const refused = await refusal(() => desk.handlers.staffing.removeDocument({ documentId: copyOf }, desk.editor));
    expect(refused.code).toBe('KD-2233');
    const { id } = await desk.handlers.staffing.createDocument({ ...NEW, copyOf }, desk.editor);
    await desk.handlers.staffing.removeDocument({ documentId: id }, desk.editor);
    expect((await documentsOf(desk)).map((document) => document.id)).toEqual([copyOf]);
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
  });
});

describe('posts', () => {
  it('are edited with their marks, and the lines that share their people come back too', async () => {
    const { desk, divisions, insertDocument, insertPosition } = open(40);
    const documentId = insertDocument('draft', '2026-01-01');
    const [divisionId = ''] = divisions.values();
    const first = insertPosition(documentId, divisionId, '109', 100);
    const second = insertPosition(documentId, divisionId, '109', 100);
    insertPosition(documentId, divisionId, '71', 100);
    const sides = { field: 'note', base: null, mine: 'здесь', theirs: 'там' };
    new ConflictStore(desk.db).insert('c1', 'staffingPosition', second, sides, desk.clock.now());
    const edits = [edit('staffingPosition', first, 'rate', 100, 130)];
    const { rows } = await desk.handlers.staffing.applyEdits({ edits, onDay: DAY }, desk.editor);
    expect(rows.map(({ id, rate, changed, conflicts }) => [id, rate, changed, conflicts])).toEqual([
      [first, 130, ['staffingPosition.rate'], []],
      [second, 100, [], ['staffingPosition.note']],
    ]);
    expect(rows[0]?.issues.map(({ code, severity }) => [code, severity])).toEqual([['KD-2232', 'warning']]);
  });

  it('are refused where a post or a division is not open on the first day of the table, or the table is archived', async () => {
    const { desk, divisions, insertDocument } = open(3);
    const [divisionId = ''] = divisions.values();
    const add = (documentId: EntityId, change: Record<string, string>) => {
      const position = { divisionId, postCode: '109', localPostName: null, rate: 100, note: null, ...change };
      return desk.handlers.staffing.addPositions({ documentId, positions: [position] }, desk.editor);
    };
    const draft = insertDocument('draft', '2023-09-02');
    expect((await refusal(() => add(draft, { postCode: '14' }))).code).toBe('KD-2204');
    expect((await refusal(() => add(draft, { postCode: '12' }))).code).toBe('KD-2204');
    desk.db.prepare('UPDATE division SET liquidation_date = ? WHERE id = ?').run('2023-09-01', divisionId);
    expect((await refusal(() => add(draft, {}))).code).toBe('KD-2210');
    const archive = insertDocument('archive', '2020-01-01');
    expect((await refusal(() => add(archive, {}))).code).toBe('KD-2233');
    expect(await add(insertDocument('draft', '2023-08-31'), { postCode: '14' })).toMatchObject({
      ids: [expect.any(String)],
    });
  });

  it('are removed; one added in the same draft leaves no trace', async () => {
    const { desk, divisions, insertDocument, insertPosition } = open(3);
    const [divisionId = ''] = divisions.values();
    const documentId = insertDocument('draft', '2026-01-01');
    const known = insertPosition(documentId, divisionId, '71', 100);
    const position = { divisionId, postCode: '109', localPostName: null, rate: 100, note: null };
    const added = await desk.handlers.staffing.addPositions({ documentId, positions: [position] }, desk.editor);
    const ids = [known, ...added.ids];
    const { requestId } = await desk.handlers.staffing.removePositions({ ids }, desk.editor);
    expect((await rowsOf(desk, documentId)).filter(({ id }) => id !== null)).toEqual([]);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects.flatMap(({ entities }) => entities.map(({ id, operation }) => [id, operation]))).toEqual([
      [known, 'delete'],
    ]);
  });
});
