import { join } from 'node:path';
import Excel from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openImportDesk } from './test-import.ts';

/** Sheet `frmr_depart` of the ФРМР cabinet: a title, then one row for each employment. */
const COLUMNS = {
  'OID организации': 'o.oid',
  'Вид деятельности организации': `'Лечебно-профилактическая'`,
  'Краткое наименование организации': 'o.name_short',
  'OID структурного подразделения': 'd.oid',
  'Тип структурного подразделения': `'Амбулаторный'`,
  'Вид структурного подразделения': `'Поликлиника'`,
  'Наименование структурного подразделения': 'd.name',
  'Фамилия ': 'p.last_name',
  ИМЯ: 'p.first_name',
  Отчество: 'p.patronymic',
  'С Н И Л С': 'p.snils',
  'Дата  рождения': 'p.birth_date',
  Должность: 'e.post_code',
  'Тип занятия должности': 'e.position_type',
  'Дата начала работы': 'e.begin_date',
  'Табельный номер': 'e.personnel_number',
  Ставка: 'e.rate / 100.0',
} as const;

let bench: Awaited<ReturnType<typeof openImportDesk>>;
beforeEach(async () => {
  bench = await openImportDesk(60);
});
afterEach(() => bench.close());

type Row = Record<string, string | number | null>;

function stored(): Row[] {
  const columns = Object.entries(COLUMNS).map(([title, sql]) => `${sql} AS "${title}"`);
  return bench.desk.db
    .prepare(`SELECT ${columns.join(', ')} FROM employment e JOIN person p ON p.id = e.person_id
      JOIN division d ON d.id = e.division_id JOIN organisation o ON o.id = d.organisation_id ORDER BY e.id`)
    .all() as Row[];
}

async function cabinetFile(rows: readonly Row[]): Promise<string> {
  const workbook = new Excel.Workbook();
  workbook.addWorksheet('Параметры').addRow(['Фамилия', 'Имя', 'СНИЛС']);
  const sheet = workbook.addWorksheet('frmr_depart');
  sheet.addRow(['Сведения о медицинских работниках']);
  sheet.addRow([]);
  sheet.addRow(Object.keys(COLUMNS));
  for (const row of rows) sheet.addRow(Object.values(row));
  const path = join(bench.folder, 'cabinet.xlsx');
  await workbook.xlsx.writeFile(path);
  return path;
}

test('the cabinet’s own file changes nothing; what differs in it is found row by row', async () => {
  const rows = stored();
  expect(rows.length).toBeGreaterThan(60);
  const source = await bench.chooseFile(await cabinetFile(rows));
  expect(source).toMatchObject({ target: 'people', sheet: 'frmr_depart', headerRow: 3, rows: rows.length });
  const known = source?.columns.filter(({ field }) => field !== null).map(({ title }) => title);
  expect(known).toHaveLength(12);
  const preview = await bench.compare(source);
  expect(preview.counts).toMatchObject({ same: rows.length, changed: 0, new: 0, doubtful: 0, wrong: 0 });

  const [first = {}, second = {}, third = {}] = rows;
  const differing = await bench.compare(
    await bench.chooseFile(
      await cabinetFile([
        { ...first, Ставка: 0.25 },
        { ...second, 'OID организации': '1.2.643.5.1.13.13.12.2.77.1' },
        { ...third, 'OID структурного подразделения': `${third['OID структурного подразделения']}9` },
      ]),
    ),
  );
  expect(differing.rows.map(({ state, changes, problems }) => [state, ...changes, ...problems])).toMatchObject([
    ['changed', { field: 'employment.rate', to: 25 }],
    ['wrong', { field: 'organisation.oid', code: 'KD-2301' }],
    ['wrong', { field: 'employment.divisionId', code: 'KD-2004' }],
  ]);
});
