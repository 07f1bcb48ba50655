import { rm } from 'node:fs/promises';
import Excel from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../test-books.ts';
import { openImportDesk, rowsOf, windows1251 } from './test-import.ts';
import { HEADER, NUMBERS, newRow as rowOfNew } from './test-rows.ts';

type Bench = Awaited<ReturnType<typeof openImportDesk>>;
let bench: Bench;
beforeEach(async () => {
  bench = await openImportDesk();
});
afterEach(() => bench.close());

const newRow = (at: number, other?: Record<number, string | number | null>) => rowOfNew(bench.desk, at, other);

test('what the columns mean is remembered for such files', async () => {
  const file = [
    ['Кто', 'Номер', 'Связь'],
    ['Иванов Пётр Ильич', NUMBERS[0] ?? '', '+79001112233'],
  ];
  const source = await bench.chooseSheet(file);
  expect(source?.columns.map(({ field }) => field)).toEqual([null, null, null]);
  await bench.previewOf(file, ['person.fullName', 'person.snils', 'person.phone']);
  const again = await bench.chooseSheet(file);
  expect(again).toMatchObject({ remembered: true });
  expect(again?.columns.map(({ field }) => field)).toEqual(['person.fullName', 'person.snils', 'person.phone']);
});

test('a file in windows-1251 with semicolons reads like any other', async () => {
  const text = `ФИО;СНИЛС\nИванов Пётр Ильич;${NUMBERS[0]}\n`;
  const source = await bench.chooseBytes('people.csv', windows1251(text));
  expect(source).toMatchObject({ sheet: null, rows: 1, headerRow: 1 });
  expect(source?.columns.map(({ title, samples }) => [title, ...samples])).toEqual([
    ['ФИО', 'Иванов Пётр Ильич'],
    ['СНИЛС', NUMBERS[0]],
  ]);
});

test('columns that recognise nobody, or mean the same twice, are refused', async () => {
  const source = await bench.chooseSheet([HEADER, newRow(0)]);
  const importId = source?.importId ?? '';
  const { preview } = bench.desk.handlers.imports;
  const without = await refusal(() => preview({ importId, columns: ['person.phone'] }, bench.desk.editor));
  expect(without.code).toBe('KD-2001');
  const twice = await refusal(() =>
    preview({ importId, columns: ['person.snils', 'person.snils'] }, bench.desk.editor),
  );
  expect(twice.code).toBe('KD-6105');
});

test('a file chosen later, or a dialog cancelled, leaves no half-done import behind', async () => {
  const { importId } = await bench.previewOf([HEADER, newRow(0)]);
  expect(await bench.chooseFile(null)).toBeNull();
  expect(await rowsOf(bench.desk, importId)).toHaveLength(1);
  await bench.chooseSheet([HEADER, newRow(1)]);
  expect((await refusal(() => rowsOf(bench.desk, importId))).code).toBe('KD-6104');
});

test('a comparison that is told to stop writes nothing and keeps no plan', async () => {
  const source = await bench.chooseSheet([HEADER, newRow(0)]);
  const stop = new AbortController();
  stop.abort();
  const context = { ...bench.desk.editor, signal: stop.signal };
  const columns = source?.columns.map(({ field }) => field) ?? [];
  const importId = source?.importId ?? '';
  await expect(async () => bench.desk.handlers.imports.preview({ importId, columns }, context)).rejects.toThrow();
  expect((await refusal(() => rowsOf(bench.desk, importId))).code).toBe('KD-6104');
});

test('rows that are not taken are saved with their reasons', async () => {
  const { importId } = await bench.previewOf([HEADER, newRow(0), newRow(1, { 2: '08765430201' })]);
  const saved = await bench.desk.handlers.imports.saveWrong({ importId }, bench.desk.editor);
  expect(saved).toEqual({ fileName: 'wrong.xlsx', rows: 1 });
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(bench.saved);
  const [sheet] = workbook.worksheets;
  expect(sheet?.actualRowCount).toBe(2);
  expect(sheet?.getRow(2).getCell(3).value).toBe('08765430201');
  expect(sheet?.getRow(2).getCell(HEADER.length + 1).value).toContain('контрольная сумма');
  await rm(bench.saved);
});
