import { join } from 'node:path';
import Excel from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { openImportDesk, windows1251 } from '../imports/test-import.ts';

/** The business rules of the domain about files from elsewhere, each over a real store and real files. */
let bench: Awaited<ReturnType<typeof openImportDesk>>;
beforeEach(async () => {
  bench = await openImportDesk();
});
afterEach(() => bench.close());

const HEADER = ['ФИО', 'СНИЛС', 'Дата рождения', 'Подразделение', 'Должность', 'Дата приёма', 'Ставка'];

function place(): { readonly division: string; readonly post: string } {
  const division = bench.desk.db
    .prepare(
      'SELECT name FROM division d WHERE liquidation_date IS NULL AND (SELECT count(*) FROM division o WHERE o.name = d.name) = 1',
    )
    .pluck()
    .get();
  const post = bench.desk.dictionaries
    .rows(DICTIONARY.posts)
    .rows.find(({ group, closedOn }) => !group && closedOn === null);
  return { division: String(division), post: post?.name ?? '' };
}

const apply = (importId: string) => bench.desk.handlers.imports.apply({ importId }, bench.desk.editor);
const people = (snils: string): unknown[] =>
  bench.desk.db.prepare('SELECT last_name AS lastName, birth_date AS birthDate FROM person WHERE snils = ?').all(snils);

describe('identity', () => {
  it('rule 9: one СНИЛС imported twice with different names is a conflict, never a silent merge', async () => {
    const { division, post } = place();
    const row = (name: string) => [name, '112-233-445 95', '21.03.1985', division, post, '01.10.2026', 1];
    const first = await bench.previewOf([HEADER, row('Иванов Пётр Ильич'), row('Петров Олег Борисович')]);
    expect(first.rows.map(({ state }) => state)).toEqual(['new', 'doubtful']);
    await apply(first.importId);
    const second = await bench.previewOf([HEADER, row('Сидорова Анна Юрьевна')]);
    expect(second.rows[0]).toMatchObject({
      state: 'doubtful',
      doubts: [{ doubt: 'otherName', name: 'Иванов Пётр Ильич' }],
      choices: ['same', 'skip'],
    });
    await apply(second.importId);
    expect(people('11223344595')).toEqual([{ lastName: 'Иванов', birthDate: '1985-03-21' }]);
  });

  it('rule 9: without СНИЛС a name with a birth date is only a suggestion', async () => {
    const known = bench.desk.db
      .prepare(`SELECT last_name || ' ' || first_name || ' ' || patronymic AS name, birth_date AS birthDate FROM person
        WHERE patronymic IS NOT NULL LIMIT 1`)
      .get() as { name: string; birthDate: string };
    const { division, post } = place();
    const count = bench.desk.db.prepare('SELECT count(*) FROM person').pluck();
    const before = count.get();
    const { importId, rows } = await bench.previewOf([
      HEADER,
      [known.name, null, known.birthDate, division, post, '01.10.2026', 1],
    ]);
    expect(rows[0]).toMatchObject({ state: 'doubtful', choices: ['same', 'new', 'skip'] });
    await apply(importId);
    expect(count.get()).toBe(before);
  });
});

describe('files of other programs', () => {
  it('rule 11: XML in windows-1251 is read as it was written', async () => {
    const { division, post } = place();
    const preview = await bench.previewBytes(
      'ФРМП.xml',
      windows1251(`<?xml version="1.0" encoding="windows-1251"?><ArrayOfEmployee xmlns="http://service.rosminzdrav.ru/MedStaff"><Employee>
        <CardRecordList><CardRecord><DateBegin>2026-10-01</DateBegin><PositionType><ID>1</ID></PositionType><Post><ID>1</ID><Name>${post}</Name></Post>
        <SubdivisionName>${division}</SubdivisionName><Wage>1.00</Wage></CardRecord></CardRecordList>
        <Document><SNILS>112-233-445-95</SNILS><TabelNumber>7</TabelNumber></Document>
        <General><Birthdate>1985-03-21</Birthdate><Name>Пётр</Name><Patroname>Ильич</Patroname><Sex>Male</Sex><Surname>Щёголев</Surname></General>
        </Employee></ArrayOfEmployee>`),
    );
    expect(preview.counts).toMatchObject({ new: 1, wrong: 0 });
    await apply(preview.importId);
    expect(people('11223344595')).toEqual([{ lastName: 'Щёголев', birthDate: '1985-03-21' }]);
  });

  it.each([1, 2, 6, 19, 20])('rule 11: a workbook with its header in row %i', async (headerRow) => {
    const { division, post } = place();
    const workbook = new Excel.Workbook();
    const sheet = workbook.addWorksheet('frmr_depart');
    sheet.getCell('A1').value = 'Сведения о сотрудниках';
    sheet.getRow(headerRow).values = [
      'Ф И О',
      'С Н И Л С',
      'Дата  Рождения',
      'Подразделение',
      'ДОЛЖНОСТЬ',
      'Дата приема',
      'Ставка',
    ];
    sheet.getRow(headerRow + 1).values = [
      'Иванов Пётр Ильич',
      '11223344595',
      '21.03.1985',
      division,
      post,
      '01.10.2026',
      1,
    ];
    const path = join(bench.folder, 'header.xlsx');
    await workbook.xlsx.writeFile(path);
    const source = await bench.chooseFile(path);
    expect(source).toMatchObject({ headerRow, rows: 1, target: 'people' });
    expect((await bench.compare(source)).counts).toMatchObject({ new: 1 });
  });

  it('rule 11: a СНИЛС that Excel kept as a number gets its zeros back and is checked again', async () => {
    const { division, post } = place();
    const row = (name: string, snils: number) => [name, snils, '21.03.1985', division, post, '01.10.2026', 1];
    const { importId, rows } = await bench.previewOf([
      HEADER,
      row('Иванов Пётр Ильич', 8_765_430_200),
      row('Ким Олег Борисович', 8_765_430_201),
    ]);
    expect(rows[0]).toMatchObject({ state: 'new', notes: ['zerosRestored'] });
    expect(rows[1]).toMatchObject({ state: 'wrong', problems: [{ field: 'person.snils', code: 'KD-2104' }] });
    await apply(importId);
    expect(people('08765430200')).toHaveLength(1);
  });

  it('rule 11: days as cells of days, as serial numbers and as text are the same day', async () => {
    const { division, post } = place();
    const numbers = ['11223344595', '08765430200', '08765430300', '10020030030'];
    const days = [new Date('1985-03-21T00:00:00Z'), 31_127, '31127', '21.03.1985 0:00:00'];
    const { importId, counts } = await bench.previewOf([
      HEADER,
      ...days.map((day, at) => [`Иванов${'абвг'[at]} Пётр`, numbers[at] ?? '', day, division, post, '01.10.2026', 1]),
    ]);
    expect(counts).toMatchObject({ new: 4 });
    await apply(importId);
    expect(numbers.flatMap(people)).toMatchObject(days.map(() => ({ birthDate: '1985-03-21' })));
  });
});
