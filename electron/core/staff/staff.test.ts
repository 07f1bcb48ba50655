import { describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import type { FieldEdit, StaffFilter, StaffRow } from '#shared/contract/staff.ts';
import { staff } from '#shared/contract/staff.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';

const ALL: StaffFilter = { text: '', divisionId: null, employed: 'all', only: null };

async function view(desk: TestDesk, filter: Partial<StaffFilter> = {}, key = 'lastName', descending = false) {
  const input = staff.openView.input.parse({ filter: { ...ALL, ...filter }, sort: [{ key, descending }], first: 1000 });
  return staff.openView.output.parse(await desk.handlers.staff.openView(input, desk.editor));
}

async function edit(desk: TestDesk, edits: FieldEdit[], who = desk.editor) {
  const input = staff.applyEdits.input.parse({ edits });
  return staff.applyEdits.output.parse(await desk.handlers.staff.applyEdits(input, who));
}

function lastName(row: StaffRow, to: string): FieldEdit {
  return { kind: 'person', id: row.personId, field: 'lastName', from: row.lastName, to };
}

async function refusal(action: () => unknown): Promise<DeskError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

function first(rows: readonly StaffRow[]): StaffRow {
  const [row] = rows;
  if (row === undefined) throw new Error('No rows');
  return row;
}

describe('edits', () => {
  it('are on disk, in a draft, in the journal and in the grid', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    const done = await edit(desk, [lastName(row, '  Яковлева-Тест ')]);
    expect(done.rows).toMatchObject([
      { lastName: 'Яковлева-Тест', changed: ['person.lastName'], requestState: 'draft' },
    ]);
    const request = await desk.handlers.changes.get({ requestId: done.requestId }, desk.editor);
    expect(request.summary).toMatchObject({ state: 'draft', people: 1, fields: 1, author: 'Кадрова Анна Сергеевна' });
    expect(request.subjects[0]?.entities).toEqual([
      {
        kind: 'person',
        id: row.personId,
        operation: 'update',
        fields: [{ field: 'lastName', from: row.lastName, to: 'Яковлева-Тест' }],
      },
    ]);
    const { history } = await desk.handlers.staff.card({ personId: row.personId }, desk.editor);
    expect(history[0]).toMatchObject({
      actor: 'Кадрова Анна Сергеевна',
      action: 'staff.edit',
      field: 'person.lastName',
      from: row.lastName,
      to: 'Яковлева-Тест',
    });
    expect((await view(desk, { text: 'яковлева тест' })).rows.map(({ personId }) => personId)).toEqual([row.personId]);
    expect(desk.events.map(({ name, body }) => [name, body])).toEqual([
      ['data.changed', { kind: 'person', ids: [row.personId] }],
      ['data.changed', { kind: 'request', ids: [done.requestId] }],
    ]);
  });

  it('are all refused when one is, and nothing is left of them', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const [one, two] = (await view(desk)).rows;
    if (one === undefined || two === undefined) throw new Error('Two rows needed');
    const bad: FieldEdit = { kind: 'person', id: two.personId, field: 'snils', from: two.snils, to: '112-233-445 96' };
    const error = await refusal(() => edit(desk, [lastName(one, 'Другова'), bad]));
    expect(error).toMatchObject({ code: 'KD-2104', field: 'person.snils', params: { id: two.personId } });
    expect((await view(desk, { only: 'changed' })).total).toBe(0);
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
    expect((await desk.handlers.journal.list({ before: null, limit: 10, text: '' }, desk.editor)).total).toBe(0);
  });

  it('never overwrite what their author did not see', async () => {
    const desk = openTestDesk();
    fillClinic(desk, 40);
    const row = first((await view(desk)).rows);
    await edit(desk, [lastName(row, 'Первая')]);
    const error = await refusal(() => edit(desk, [lastName(row, 'Вторая')]));
    expect(error).toMatchObject({ code: 'KD-3001', field: 'person.lastName' });
    expect(error.params?.name).toContain('Первая');
  });
});
