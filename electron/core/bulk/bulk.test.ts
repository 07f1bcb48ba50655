import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BulkAction, type BulkLine, type BulkPreview, bulk as contract } from '#shared/contract/bulk.ts';
import { type StaffRow, staff } from '#shared/contract/staff.ts';
import type { StaffFilter } from '#shared/contract/staff-filter.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { pdf } from '../attachments/test-files.ts';
import type { CallContext } from '../core.ts';
import { edit, view } from '../staff/test-staff.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-bulk-'));
  desk = openTestDesk({ temporary: folder });
  fillClinic(desk, 60);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Rows = Extract<BulkAction, { action: 'set' }>['rows'];

/** Everybody whom the filter leaves, as rows of a view. */
async function chosen(filter: Partial<StaffFilter> = {}): Promise<{ rows: Rows; people: StaffRow[] }> {
  const { viewId, total, rows } = await view(desk, filter);
  return { rows: { viewId, from: 0, to: total - 1 }, people: rows };
}

async function look(action: BulkAction, who: CallContext = desk.editor): Promise<BulkPreview> {
  const input = contract.preview.input.parse(action);
  const preview = contract.preview.output.parse(await desk.handlers.bulk.preview(input, who));
  if (preview === null) throw new Error('Nothing to look at');
  return preview;
}

async function lines({ planId }: BulkPreview, outcome: BulkLine['outcome'] | null = null): Promise<BulkLine[]> {
  const input = contract.lines.input.parse({ planId, outcome, limit: 500 });
  return contract.lines.output.parse(await desk.handlers.bulk.lines(input, desk.editor)).lines;
}

async function apply({ planId }: BulkPreview, context: CallContext = desk.editor) {
  const answer = contract.apply.output.parse(await desk.handlers.bulk.apply({ planId }, context));
  if (answer.state === 'changed') throw new Error('The store was not as it was looked at');
  return answer.done;
}

const set = (rows: Rows, kind: 'person' | 'employment', field: string, to: FieldValue): BulkAction =>
  ({ action: 'set', rows, field: { kind, field }, to }) as BulkAction;
const undo = (operationId: string) => desk.handlers.bulk.undo({ operationId }, desk.editor);
const redo = (operationId: string) => desk.handlers.bulk.redo({ operationId }, desk.editor);

/** All that an action may touch, as it stands; numbers of revisions and drafts grow with every step. */
function snapshot(): string[] {
  const without = new Set(['rev', 'deleted_at', 'ordinal', 'request_id', 'line']);
  const living = ['person', 'employment', 'leave', 'division'].map((table) => `${table} WHERE deleted_at IS NULL`);
  return [...living, 'change_entity', 'change_field', 'staff_line'].flatMap((table) => {
    const rows = desk.db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
    return rows
      .map((row) => `${table} ${JSON.stringify(Object.entries(row).filter(([name]) => !without.has(name)))}`)
      .sort();
  });
}

async function pending(kind: EntityKind): Promise<number> {
  return desk.db.prepare('SELECT count(*) FROM change_entity WHERE kind = ?').pluck().get(kind) as number;
}

describe('a value for many', () => {
  test('is looked at first: who changes, who has it already, who is refused and why; nothing is written', async () => {
    const before = snapshot();
    const { rows, people } = await chosen();
    const [first] = people;
    const preview = await look(set(rows, 'employment', 'rate', first?.rate ?? 0));
    const same = people.filter(({ rate }) => rate === first?.rate).length;
    expect(preview.counts).toEqual({ same, change: 60 - same, refused: 0 });
    expect((await lines(preview, 'change')).every(({ fields: [one] }) => one?.to === first?.rate)).toBe(true);
    const wrong = await look(set(rows, 'employment', 'rate', 999));
    expect(wrong.counts).toEqual({ change: 0, same: 0, refused: 60 });
    expect((await lines(wrong))[0]?.refusal?.code).toMatch(/^KD-2/);
    expect(snapshot()).toEqual(before);
  });

  test('is written for exactly those who change, and goes back and forth as one step', async () => {
    const { rows, people } = await chosen({ employed: 'open' });
    const before = snapshot();
    const preview = await look(set({ ...rows, from: 2, to: 41 }, 'person', 'phone', '8 900 123-45-67'));
    const { operationId, changed } = await apply(preview);
    expect(changed).toBe(40);
    const after = snapshot();
    const phones = (await view(desk, { employed: 'open' })).rows.map(({ phone }) => phone);
    expect(phones.map((phone) => phone === '+79001234567')).toEqual(people.map((_, at) => at >= 2 && at <= 41));
    expect(await pending('person')).toBe(40);
    await undo(operationId);
    expect(snapshot()).toEqual(before);
    await redo(operationId);
    expect(snapshot()).toEqual(after);
    expect((await refusal(() => redo(operationId))).code).toBe('KD-3001');
    const journal = await desk.handlers.journal.list({ before: null, limit: 500, text: '' }, desk.editor);
    const actions = new Set(journal.entries.map(({ action }) => action));
    expect(['bulk.set', 'bulk.undo', 'bulk.redo', 'bulk.write'].filter((action) => !actions.has(action))).toEqual([]);
    expect((await desk.handlers.journal.verify({}, desk.editor)).brokenAt).toBeNull();
  });

  test.each([
    ['person', 'isMedical', 'yes', 'perhaps'],
    ['person', 'militaryRelationCode', '1', 'xx'],
    ['employment', 'targeted', 'yes', 'perhaps'],
    ['employment', 'seniorityMonths', 120, 1001],
  ] as const)('is any fact that people have alike: %s.%s', async (kind, field, to, wrong) => {
    const { rows } = await chosen({ employed: 'open' });
    const few = { ...rows, from: 0, to: 9 };
    const preview = await look(set(few, kind, field, to));
    expect(preview.counts.refused).toBe(0);
    const { changed } = await apply(preview);
    expect(changed).toBe(preview.counts.change);
    expect((await look(set(few, kind, field, to))).counts).toEqual({ change: 0, same: 10, refused: 0 });
    expect((await look(set(few, kind, field, wrong))).counts.refused).toBe(10);
  });

  test('is one step of undo among the others', async () => {
    const { rows, people } = await chosen();
    const step = async (what: 'undo' | 'redo') =>
      staff.takeStep.output.parse(await desk.handlers.staff.takeStep({ what, subjectId: null }, desk.editor));
    const [one] = people;
    const typed = { kind: 'person', id: one?.personId ?? '', field: 'email' } as const;
    await edit(desk, [{ ...typed, from: one?.email ?? null, to: 'a@clinic.example' }]);
    const { operationId } = await apply(await look(set(rows, 'person', 'phone', '+79001234567')));
    expect(desk.handlers.edits.left({ sheet: 'staff' }, desk.editor)).toEqual({ undo: 2, redo: 0 });
    expect(await step('undo')).toEqual({ operationId, taken: null });
    await undo(operationId);
    expect((await step('undo')).taken?.edits).toMatchObject([{ field: 'email', from: 'a@clinic.example' }]);
    await step('redo');
    expect(await step('redo')).toEqual({ operationId, taken: null });
    await redo(operationId);
    await edit(desk, [{ ...typed, field: 'phone', from: '+79001234567', to: '+79001110000' }]);
    await edit(desk, [{ ...typed, field: 'phone', from: '+79001110000', to: '+79001110001' }]);
    expect((await refusal(() => undo(operationId))).code).toBe('KD-3001');
    expect(desk.handlers.edits.left({ sheet: 'staff' }, desk.editor)).toEqual({ undo: 3, redo: 0 });
  });

  test('leaves alone what somebody else is changing, and says so', async () => {
    const { rows, people } = await chosen();
    const [one] = people;
    if (one === undefined) throw new Error('Nobody');
    await edit(
      desk,
      [{ kind: 'person', id: one.personId, field: 'phone', from: one.phone, to: '+79990000000' }],
      desk.otherEditor,
    );
    const preview = await look(set(rows, 'person', 'phone', '+79001234567'));
    expect(preview.counts).toEqual({ change: 59, same: 0, refused: 1 });
    expect(await lines(preview, 'refused')).toMatchObject([{ id: one.personId, refusal: { code: 'KD-3009' } }]);
    await apply(preview);
    expect((await desk.handlers.staff.rowsOf({ personIds: [one.personId] }, desk.editor)).rows[0]?.phone).toBe(
      '+79990000000',
    );
  });

  test('a СНИЛС has one owner', async () => {
    const { rows } = await chosen();
    const preview = await look(set(rows, 'person', 'snils', '11223344595'));
    expect(preview.counts).toEqual({ change: 1, same: 0, refused: 59 });
    expect((await lines(preview, 'refused'))[0]?.refusal?.code).toBe('KD-2105');
  });

  test('what changed since it was looked at is said, and nothing is overwritten', async () => {
    const { rows, people } = await chosen();
    const one = people[7];
    if (one === undefined) throw new Error('Nobody');
    const preview = await look(set(rows, 'person', 'phone', '+79001234567'));
    await edit(desk, [{ kind: 'person', id: one.personId, field: 'phone', from: one.phone, to: '+79001110000' }]);
    const before = snapshot();
    const answer = await desk.handlers.bulk.apply({ planId: preview.planId }, desk.editor);
    if (answer.state !== 'changed') throw new Error('It was overwritten');
    expect(answer.preview.fresh).toBe(1);
    expect(snapshot()).toEqual(before);
    expect(await lines(answer.preview)).toMatchObject([
      { id: one.personId, fresh: true, fields: [{ from: '+79001110000' }] },
      ...Array.from({ length: 59 }, () => ({ fresh: false })),
    ]);
    expect((await apply(answer.preview)).changed).toBe(60);
  });

  test('cancelled on the way, nothing of it stays', async () => {
    const { rows } = await chosen();
    const before = snapshot();
    const preview = await look(set(rows, 'person', 'phone', '+79001234567'));
    const stop = new AbortController();
    const context = { ...desk.editor, signal: stop.signal, progress: () => stop.abort() };
    await expect(apply(preview, context)).rejects.toThrow();
    expect(snapshot()).toEqual(before);
    expect(desk.db.prepare('SELECT count(*) FROM bulk_operation').pluck().get()).toBe(0);
    expect((await apply(preview)).changed).toBe(60);
  });

  test('is not taken back over what was typed afterwards', async () => {
    const { rows, people } = await chosen();
    const { operationId } = await apply(await look(set(rows, 'person', 'phone', '+79001234567')));
    const id = people[3]?.personId ?? '';
    await edit(desk, [{ kind: 'person', id, field: 'phone', from: '+79001234567', to: '+79001110000' }]);
    const before = snapshot();
    expect((await refusal(() => undo(operationId))).code).toBe('KD-3001');
    expect(snapshot()).toEqual(before);
  });

  test('belongs to whoever did it, and needs a confirmed account', async () => {
    const { rows } = await chosen();
    const preview = await look(set(rows, 'person', 'phone', '+79001234567'));
    expect((await refusal(() => apply(preview, desk.otherEditor))).code).toBe('KD-3008');
    const { user } = desk.editor;
    const unconfirmed = { ...desk.editor, user: user && { ...user, confirmed: false } };
    expect((await refusal(() => apply(preview, unconfirmed))).code).toBe('KD-1007');
    const { operationId } = await apply(preview);
    const other = () => desk.handlers.bulk.undo({ operationId }, desk.otherEditor);
    expect((await refusal(other)).code).toBe('KD-3008');
  });
});

describe('a transfer of many', () => {
  const transfer = (rows: Rows, divisionId: string): BulkAction => ({
    action: 'transfer',
    rows,
    transfer: {
      date: '2026-12-01',
      values: { divisionId },
      endReason: 'Перевод на другую работу',
      endOrder: '7-л',
      endOrderDate: '2026-11-20',
    },
  });

  test('moves everybody who is not there yet, with absences, and is taken back whole', async () => {
    const { rows, people } = await chosen({ employed: 'open' });
    const target = people[0]?.divisionId ?? '';
    const [away] = people.filter(({ divisionId }) => divisionId !== target);
    if (away?.employmentId == null) throw new Error('Nobody elsewhere');
    for (const [beginDate, endDate] of [
      ['2026-11-25', '2026-12-10'],
      ['2027-01-10', '2027-01-20'],
    ]) {
      const fields = { leaveReason: 'long', beginDate: beginDate ?? null, endDate: endDate ?? null };
      await desk.handlers.staff.addChild({ kind: 'leave', ownerId: away.employmentId, fields }, desk.editor);
    }
    const before = snapshot();
    const preview = await look(transfer(rows, target));
    const there = people.filter(({ divisionId }) => divisionId === target).length;
    expect(preview.counts).toEqual({ change: people.length - there, same: there, refused: 0 });
    const { operationId, changed } = await apply(preview);
    expect(changed).toBe(preview.counts.change);
    const after = snapshot();
    const now = desk.entities.list('employment', 'personId', away.personId).map(({ entity }) => entity);
    const fresh = now.find(({ beginDate }) => beginDate === '2026-12-01');
    expect(fresh).toMatchObject({ divisionId: target, endDate: null });
    expect(
      desk.entities
        .list('leave', 'employmentId', fresh?.id ?? '')
        .map(({ entity }) => entity.beginDate)
        .sort(),
    ).toEqual(['2026-12-01', '2027-01-10']);
    await undo(operationId);
    expect(snapshot()).toEqual(before);
    await redo(operationId);
    expect(snapshot()).toEqual(after);
    await undo(operationId);
    expect(snapshot()).toEqual(before);
  });

  test('is not taken back under an absence that somebody has added', async () => {
    const { rows, people } = await chosen({ employed: 'open' });
    const target = people[0]?.divisionId ?? '';
    const preview = await look(transfer(rows, target));
    const { operationId } = await apply(preview);
    const [made] = desk.db
      .prepare(`SELECT id FROM employment WHERE begin_date = '2026-12-01' AND deleted_at IS NULL`)
      .pluck()
      .all() as string[];
    const fields = { leaveReason: 'long', beginDate: '2027-03-01', endDate: '2027-03-05' };
    await desk.handlers.staff.addChild({ kind: 'leave', ownerId: made ?? '', fields }, desk.editor);
    expect((await refusal(() => undo(operationId))).code).toBe('KD-3001');
  });
});

describe('one head for divisions', () => {
  test('is assigned, taken off and undone', async () => {
    const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
    const divisionIds = nodes.slice(0, 4).map(({ id }) => id);
    const personId = (await chosen()).people[5]?.personId ?? '';
    const before = snapshot();
    const preview = await look({ action: 'head', divisionIds, personId });
    expect(preview.counts.change).toBe(4);
    expect((await lines(preview)).map(({ name }) => name)).toEqual(nodes.slice(0, 4).map(({ name }) => name));
    const { operationId } = await apply(preview);
    const heads = divisionIds.map((id) => desk.entities.get('division', id)?.entity.headPersonId);
    expect(heads).toEqual([personId, personId, personId, personId]);
    expect((await look({ action: 'head', divisionIds, personId })).counts).toEqual({ change: 0, same: 4, refused: 0 });
    await undo(operationId);
    expect(snapshot()).toEqual(before);
  });
});

describe('one file for many', () => {
  test('is kept once, seen in every card, and taken off again', async () => {
    const { rows, people } = await chosen();
    const file = { fileName: 'Приказ 7-л.pdf', content: await pdf(1) };
    const action: BulkAction = { action: 'attach', rows: { ...rows, to: 9 }, document: 'order', file };
    const preview = await look(action);
    expect(preview).toMatchObject({ counts: { change: 10, same: 0, refused: 0 }, fileName: file.fileName });
    const { operationId, requestId } = await apply(preview);
    expect(requestId).toBeNull();
    const filesOf = async (at: number) => {
      const owner = { kind: 'person', id: people[at]?.personId ?? '' } as const;
      const { attachments } = await desk.handlers.attachments.of({ owners: [owner] }, desk.editor);
      return attachments.filter(({ removed }) => !removed).map(({ fileName, kind }) => `${kind} ${fileName}`);
    };
    expect([await filesOf(0), await filesOf(9), await filesOf(10)]).toEqual([
      ['order Приказ 7-л.pdf'],
      ['order Приказ 7-л.pdf'],
      [],
    ]);
    expect(desk.db.prepare('SELECT count(*) FROM attachment_content').pluck().get()).toBe(1);
    expect((await look({ ...action, rows: { ...rows, to: 14 } })).counts).toEqual({ change: 5, same: 10, refused: 0 });
    await undo(operationId);
    expect(await filesOf(0)).toEqual([]);
    await redo(operationId);
    expect(await filesOf(9)).toEqual(['order Приказ 7-л.pdf']);
  });

  test('a cancelled dialog changes nothing', async () => {
    const { rows } = await chosen();
    const input = contract.preview.input.parse({ action: 'attach', rows, document: 'order', file: null });
    expect(await desk.handlers.bulk.preview(input, desk.editor)).toBeNull();
  });
});

describe('a request of its own', () => {
  test('takes exactly the chosen out of the drafts, and gives them back', async () => {
    const { rows, people } = await chosen();
    await edit(
      desk,
      people.slice(0, 8).map(({ personId: id, phone: from }, at) => ({
        kind: 'person',
        id,
        field: 'phone',
        from,
        to: `+7900000000${at}`,
      })),
    );
    const [other] = people.slice(8, 9);
    await edit(
      desk,
      [{ kind: 'person', id: other?.personId ?? '', field: 'phone', from: other?.phone ?? null, to: '+79990000000' }],
      desk.otherEditor,
    );
    const before = snapshot();
    const preview = await look({ action: 'request', rows: { ...rows, from: 3, to: 10 } });
    expect(preview.counts).toEqual({ change: 5, same: 2, refused: 1 });
    const { operationId, requestId } = await apply(preview);
    const subjectsOf = async (id: string | null) =>
      (await desk.handlers.changes.get({ requestId: id ?? '' }, desk.editor)).subjects
        .map(({ subjectId }) => subjectId)
        .sort();
    const ids = (from: number, to: number) =>
      people
        .slice(from, to)
        .map(({ personId }) => personId)
        .sort();
    expect(await subjectsOf(requestId)).toEqual(ids(3, 8));
    const { requests } = await desk.handlers.changes.list({ states: ['draft'] }, desk.editor);
    const mine = requests.filter(({ id, authorId }) => id !== requestId && authorId === desk.editor.user?.userId);
    expect(await subjectsOf(mine[0]?.id ?? '')).toEqual(ids(0, 3));
    await undo(operationId);
    expect(snapshot()).toEqual(before);
    expect(await subjectsOf(mine[0]?.id ?? '')).toEqual(ids(0, 8));
    expect((await desk.handlers.changes.list({ states: ['draft'] }, desk.editor)).requests).toHaveLength(2);
    const again = await redo(operationId);
    expect(await subjectsOf(again.requestId)).toEqual(ids(3, 8));
    await undo(operationId);
    expect(snapshot()).toEqual(before);
  });

  test('is not divided again once it has been sent for approval', async () => {
    const { rows, people } = await chosen();
    const [one] = people;
    await edit(desk, [
      { kind: 'person', id: one?.personId ?? '', field: 'phone', from: one?.phone ?? null, to: '+79990000000' },
    ]);
    const { operationId, requestId } = await apply(await look({ action: 'request', rows }));
    await desk.handlers.changes.submit({ requestId: requestId ?? '' }, desk.editor);
    expect((await refusal(() => undo(operationId))).code).toBe('KD-3003');
  });
});
