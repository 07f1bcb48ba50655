import { expect, it } from 'vitest';
import type { FieldEdit } from '#shared/contract/staff.ts';
import { messages } from '#shared/text/translate.ts';
import { lockOf } from './cell-mark.ts';
import { EditSession } from './edit-session.ts';
import type { GridColumn } from './grid-model.ts';
import { pasteBlock } from './paste.ts';
import { RowWindow } from './row-window.ts';
import { type GridCells, writeCells } from './write-cells.ts';

interface Division {
  readonly id: string;
  readonly name: string;
  readonly oid: string;
}
const ROWS: readonly Division[] = [1, 2].map((n) => ({
  id: `019a0000-0000-7000-8000-00000000000${n}`,
  name: 'Терапевтическое отделение',
  oid: `1.2.643.5.1.13.13.12.2.77.7823.0.${n}`,
}));
const column = (key: 'name' | 'oid'): GridColumn<Division> => ({
  key,
  label: key,
  width: 100,
  source: { kind: 'division', field: key, idOf: ({ id }) => id },
  valueOf: (row) => row[key],
});
const BLOCK = { top: 0, bottom: 1, left: 1, right: 2 };

/** A grid with a field of ours and one that only the registry writes, and what it sends. */
function open() {
  const sent: FieldEdit[] = [];
  const session = new EditSession<Division>({
    apply: async (edits) => {
      sent.push(...edits);
      return { ok: true, value: { rows: [] } };
    },
    take: async () => ({ ok: true, value: null }),
    rowsSaved: () => undefined,
    onRefused: () => undefined,
  });
  const rowWindow = new RowWindow<Division>({ load: async () => ROWS });
  rowWindow.open(1, ROWS.length, ROWS);
  const columns = [column('name'), column('oid')];
  const grid: GridCells<Division> = {
    positions: [undefined, ...columns],
    columns,
    rowWindow,
    session,
    today: '2026-11-21',
    locked: (of, row) => lockOf(of, row, messages('ru')) !== null,
  };
  return { grid, sent };
}

it('a block pasted over a field of the registry leaves it alone and says how many cells were left out', async () => {
  const { grid, sent } = open();
  const outcome = await pasteBlock(grid, [['Хирургическое отделение', '1.2.3']], BLOCK);
  expect(outcome).toMatchObject({ written: 2, locked: 2 });
  expect(new Set(sent.map(({ field }) => field))).toEqual(new Set(['name']));
});

it('a change of many cells at once does not reach it either', async () => {
  const { grid, sent } = open();
  const outcome = await writeCells(grid, { ...BLOCK, left: 2 }, () => ({ text: '' }));
  expect(outcome).toMatchObject({ written: 0, locked: 2 });
  expect(sent).toEqual([]);
});

it('the reason is told in words', () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error('No row');
  expect(lockOf(column('oid'), row, messages('ru'))).toMatch(/ведёт реестр.*KD-2006/u);
  expect(lockOf(column('name'), row, messages('ru'))).toBeNull();
});
