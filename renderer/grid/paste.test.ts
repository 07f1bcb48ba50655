import { expect, it } from 'vitest';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { EditSession } from './edit-session.ts';
import type { GridColumn } from './grid-model.ts';
import { pasteBlock } from './paste.ts';
import { RowWindow } from './row-window.ts';

interface Row {
  readonly id: string;
  readonly lastName: string;
  readonly firstName: string;
}
const rowAt = (index: number): Row => ({
  id: `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  lastName: 'Иванов',
  firstName: 'Иван',
});
const column = (key: 'lastName' | 'firstName'): GridColumn<Row> => ({
  key,
  label: key,
  width: 100,
  source: { kind: 'person', field: key, idOf: ({ id }) => id },
  valueOf: (row) => row[key],
});

async function pasted(text: string[][], at: { idx: number; rowIdx: number }, locked = (_row: Row) => false) {
  const sent: FieldEdit[] = [];
  const session = new EditSession<Row>({
    apply: async (edits) => {
      sent.push(...edits);
      return { ok: true, value: { rows: [] } };
    },
    rowsSaved: () => undefined,
    onRefused: () => undefined,
  });
  const rowWindow = new RowWindow<Row>({
    load: async (_view, offset, limit) => Array.from({ length: limit }, (_, i) => rowAt(offset + i)),
  });
  rowWindow.open(1, 1_000, [rowAt(0)]);
  const columns = [column('lastName'), column('firstName')];
  const outcome = await pasteBlock({
    block: text,
    at,
    positions: [undefined, ...columns],
    columns,
    rowWindow,
    session,
    today: '2026-11-21',
    locked: (_column, row) => locked(row),
  });
  await session.type([]);
  return { outcome, sent: sent.map(({ id, field, to }) => [Number(id.slice(-12)), field, to]) };
}

it('puts a block right and down of the active cell, also into rows that were not loaded', async () => {
  const { outcome, sent } = await pasted(
    [
      ['Петров', 'Пётр'],
      ['Орлов', 'Павел'],
    ],
    { idx: 1, rowIdx: 500 },
  );
  expect(sent).toEqual([
    [500, 'lastName', 'Петров'],
    [500, 'firstName', 'Пётр'],
    [501, 'lastName', 'Орлов'],
    [501, 'firstName', 'Павел'],
  ]);
  expect(outcome).toEqual({ pasted: 4, refused: 0, locked: 0, outside: 0 });
});

it('says what did not fit, what may not be edited and what a rule refused', async () => {
  const block = [
    ['Петров', 'Пётр', 'лишнее'],
    ['Орл0в', 'Павел', 'лишнее'],
  ];
  const { outcome, sent } = await pasted(block, { idx: 1, rowIdx: 999 }, () => false);
  expect(outcome).toEqual({ pasted: 2, refused: 0, locked: 0, outside: 4 });
  expect(sent).toHaveLength(2);
  const again = await pasted([['Орл0в', 'Павел']], { idx: 1, rowIdx: 3 });
  expect(again.outcome).toEqual({ pasted: 2, refused: 1, locked: 0, outside: 0 });
  expect(again.sent).toEqual([[3, 'firstName', 'Павел']]);
  const locked = await pasted([['Петров'], ['Орлов']], { idx: 1, rowIdx: 3 }, ({ id }) => id.endsWith('4'));
  expect(locked.outcome).toEqual({ pasted: 1, refused: 0, locked: 1, outside: 0 });
});
