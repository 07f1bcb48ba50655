import { expect, it } from 'vitest';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { EditSession } from './edit-session.ts';
import type { GridColumn } from './grid-model.ts';
import { pasteBlock, targetOf } from './paste.ts';
import type { Rect } from './range.ts';
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

const cell = (idx: number, rowIdx: number): Rect => ({ top: rowIdx, bottom: rowIdx, left: idx, right: idx });

async function pasted(text: string[][], chosen: Rect, locked = (_row: Row) => false) {
  const sent: FieldEdit[] = [];
  const session = new EditSession<Row>({
    apply: async (edits) => {
      sent.push(...edits);
      return { ok: true, value: { rows: [] } };
    },
    take: async () => ({ ok: true, value: null }),
    rowsSaved: () => undefined,
    onRefused: () => undefined,
  });
  const rowWindow = new RowWindow<Row>({
    load: async (_view, offset, limit) => Array.from({ length: limit }, (_, i) => rowAt(offset + i)),
  });
  rowWindow.open(1, 1_000, [rowAt(0)]);
  const columns = [column('lastName'), column('firstName')];
  const grid = {
    positions: [undefined, ...columns],
    columns,
    rowWindow,
    session,
    today: '2026-11-21',
    locked: (_column: unknown, row: Row) => locked(row),
  };
  const outcome = await pasteBlock(grid, text, targetOf(text, chosen));
  await session.type([]);
  return { outcome, sent: sent.map(({ id, field, to }) => [Number(id.slice(-12)), field, to]) };
}

it('puts a block right and down of the active cell, also into rows that were not loaded', async () => {
  const { outcome, sent } = await pasted(
    [
      ['Петров', 'Пётр'],
      ['Орлов', 'Павел'],
    ],
    cell(1, 500),
  );
  expect(sent).toEqual([
    [500, 'lastName', 'Петров'],
    [500, 'firstName', 'Пётр'],
    [501, 'lastName', 'Орлов'],
    [501, 'firstName', 'Павел'],
  ]);
  expect(outcome).toEqual({ written: 4, refused: 0, locked: 0, outside: 0 });
});

it('says what did not fit, what may not be edited and what a rule refused', async () => {
  const block = [
    ['Петров', 'Пётр', 'лишнее'],
    ['Орл0в', 'Павел', 'лишнее'],
  ];
  const { outcome, sent } = await pasted(block, cell(1, 999), () => false);
  expect(outcome).toEqual({ written: 2, refused: 0, locked: 0, outside: 4 });
  expect(sent).toHaveLength(2);
  const again = await pasted([['Орл0в', 'Павел']], cell(1, 3));
  expect(again.outcome).toEqual({ written: 2, refused: 1, locked: 0, outside: 0 });
  expect(again.sent).toEqual([[3, 'firstName', 'Павел']]);
  const locked = await pasted([['Петров'], ['Орлов']], cell(1, 3), ({ id }) => id.endsWith('4'));
  expect(locked.outcome).toEqual({ written: 1, refused: 0, locked: 1, outside: 0 });
});

it('fills a choice that the block divides evenly, and lays any other block down from its first cell', async () => {
  const two = { top: 2, bottom: 4, left: 1, right: 2 };
  const over = await pasted([['Петров']], two);
  expect(over.sent).toHaveLength(6);
  expect(new Set(over.sent.map(([row]) => row))).toEqual(new Set([2, 3, 4]));
  const lines = await pasted([['Петров', 'Пётр']], two);
  expect(lines.sent.slice(0, 4)).toEqual([
    [2, 'lastName', 'Петров'],
    [2, 'firstName', 'Пётр'],
    [3, 'lastName', 'Петров'],
    [3, 'firstName', 'Пётр'],
  ]);
  expect((await pasted([['Петров'], ['Орлов']], two)).sent).toHaveLength(2);
});
