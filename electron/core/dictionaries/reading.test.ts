import Excel from 'exceljs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refusal } from '../test-books.ts';
import { columnsOf, mapRows } from './mapping.ts';
import { readTable } from './reading/read-file.ts';
import { NO_PASSPORT } from './reading/table.ts';

const RECORDS = [
  ['1', 'Группа', '', ''],
  ['14', 'Врач, старший; «первый»', '1', '01.09.2023'],
];
const COLUMNS = ['ID', 'NAME', 'PARENT', 'DATA_END'];
const read = (content: string | Uint8Array) => readTable(Buffer.from(content));
const objects = RECORDS.map((record) => Object.fromEntries(COLUMNS.map((column, at) => [column, record[at] ?? ''])));
const cells = RECORDS.map((record) => COLUMNS.map((column, at) => ({ column, value: record[at] || null })));

const WINDOWS_1251 = new Map(
  Array.from({ length: 128 }, (_, i) => [new TextDecoder('windows-1251').decode(Uint8Array.of(i + 128)), i + 128]),
);
const in1251 = (text: string) =>
  Buffer.from([...text].map((letter) => WINDOWS_1251.get(letter) ?? letter.charCodeAt(0)));

describe('text with columns', () => {
  const lines = (separator: string) =>
    [COLUMNS, ...RECORDS].map((row) => row.map((cell) => (/[,;]/.test(cell) ? `"${cell}"` : cell)).join(separator));

  it.each(['\t', ';', ','])('separated by %j, ended in three ways, in four encodings', async (separator) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = lines(separator).join(end);
      for (const bytes of [
        Buffer.from(text),
        Buffer.from(`\ufeff${text}${end}${end}`),
        Buffer.from(`\ufeff${text}`, 'utf16le'),
        in1251(text),
      ]) {
        expect(await read(bytes)).toEqual({ columns: COLUMNS, records: RECORDS, passport: NO_PASSPORT });
      }
    }
  });

  it('quotation marks: doubled inside, line breaks inside, a mark in the middle stands for itself', async () => {
    const { records } = await read('id\tname\n1\t"Врач ""скорой""\nпомощи"\n2\tВрач "скорой"\n3\n');
    expect(records).toEqual([
      ['1', 'Врач "скорой"\nпомощи'],
      ['2', 'Врач "скорой"'],
      ['3', ''],
    ]);
  });
});

describe('files of the portal', () => {
  const passport = {
    oid: '1.2.643.5.1.13.13.11.1002',
    fullName: 'Должности',
    version: '9.7',
    publishDate: '14.03.2025 10:00',
  };
  const said = { oid: passport.oid, name: 'Должности', version: '9.7', publishedOn: '2025-03-14' };

  it('JSON: rows as {column, value}, rows as objects, with a passport or bare', async () => {
    for (const rows of [cells, objects]) {
      const whole = await read(JSON.stringify({ ...passport, result: 'OK', list: rows }));
      expect(whole).toEqual({ columns: COLUMNS, records: RECORDS, passport: said });
      const bare = await read(JSON.stringify(rows));
      expect(bare).toEqual({ columns: COLUMNS, records: RECORDS, passport: NO_PASSPORT });
    }
  });

  it('XML, escaped and with a passport', async () => {
    const escaped = (text: string) => text.replace('«', '&#171;').replace('»', '&#xBB;');
    const entry = (row: Record<string, string>) =>
      `<entry>${COLUMNS.map((column) => (row[column] ? `<${column}>${escaped(row[column])}</${column}>` : `<${column}/>`)).join('')}</entry>`;
    const head = `<?xml version="1.0" encoding="UTF-8"?><!-- <deep> --><book><passport><identifier>${passport.oid}</identifier><fullName>Должности</fullName><version>9.7</version><publishDate>2025-03-14</publishDate></passport>`;
    const text = `${head}<entries>${objects.map(entry).join('\n')}</entries></book>`;
    expect(await read(text)).toEqual({ columns: COLUMNS, records: RECORDS, passport: said });
  });

  it('an archive of parts: in their order, the passport in a file of its own', async () => {
    const part = (row: unknown) => Buffer.from(JSON.stringify({ list: [row, row] }));
    const bytes = zipSync({
      'data/10.json': part(cells[1]),
      'data/2.json': part(cells[0]),
      'passport.json': Buffer.from(JSON.stringify(passport)),
      'readme.pdf': Buffer.from('%PDF'),
    });
    const { records, passport: found } = await read(bytes);
    expect(records).toEqual([RECORDS[0], RECORDS[0], RECORDS[1], RECORDS[1]]);
    expect(found).toEqual(said);
  });
});

describe('workbooks', () => {
  async function workbook(fill: (sheet: Excel.Worksheet) => void): Promise<Buffer> {
    const book = new Excel.Workbook();
    book.addWorksheet('Титул').addRow(['Справочник']);
    fill(book.addWorksheet('Данные'));
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  it('the sheet with a header within twenty rows; numbers, dates, formatted text', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Выгрузка']);
      sheet.addRow([]);
      sheet.addRow(COLUMNS);
      sheet.addRow([1, 'Группа']);
      sheet.addRow([14, { richText: [{ text: 'Врач, ' }, { text: 'старший; «первый»' }] }, 1, new Date('2023-09-01')]);
      sheet.getColumn(4).numFmt = 'dd.mm.yyyy';
    });
    const { columns, records } = await read(bytes);
    expect(columns).toEqual(COLUMNS);
    expect(records).toEqual([RECORDS[0], ['14', 'Врач, старший; «первый»', '1', '2023-09-01']]);
  });

  it('no letter is lost where a long part is cut into chunks', async () => {
    const names = Array.from({ length: 6000 }, (_, at) => `Ёмкость ${'ая'.repeat(at % 7)} ${at}`);
    const bytes = await workbook((sheet) => {
      sheet.addRow(COLUMNS);
      for (const [at, name] of names.entries()) sheet.addRow([at + 1, name]);
    });
    const { records } = await read(bytes);
    expect(records.map(([, name]) => name)).toEqual(names);
  });

  it('without such a header it is refused', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['Иванов', 'Врач']));
    expect((await refusal(() => read(bytes))).code).toBe('KD-6206');
  });
});

describe('columns', () => {
  it.each([
    [
      ['ID', 'PARENT_ID', 'NAME', 'ACTUAL', 'DATA_END', 'GROUP'],
      [0, 2, 1, 3, 4, 5],
    ],
    [
      ['Наименование', 'Код', 'Код родителя', 'Дата окончания действия'],
      [1, 0, 2, null, 3, null],
    ],
    [
      ['ID', 'S_NAME', 'DATEOUT'],
      [0, 1, null, null, 2, null],
    ],
    [
      ['Фамилия', 'Имя'],
      [null, null, null, null, null, null],
    ],
  ])('%j', (headers, [code, name, parent, actual, closedOn, group]) => {
    expect(columnsOf(headers)).toEqual({ code, name, parent, actual, closedOn, group });
  });

  const map = (records: string[][], columns = ['id', 'name', 'parent', 'actual', 'date_end', 'group']) =>
    mapRows({ columns, records, passport: NO_PASSPORT }, columnsOf(columns), {
      publishedOn: '2025-03-14',
      wasGroup: (code) => (code === '9' ? true : undefined),
    });

  it('rows: closed by a day, by a mark, groups; what is wrong is named and left out or mended', () => {
    const { rows, problems } = map([
      ['1', 'Группа', '', '1', '', '1'],
      ['2', 'Закрыта', '1', '1', '01.09.2023', '0'],
      ['3', 'Не действует', '1', '0', '', ''],
      ['', 'Без кода', '', '', '', ''],
      ['4', '', '', '', '', ''],
      ['2', 'Дважды', '', '', '', ''],
      ['5', 'Сирота', '77', 'да', '31.31.2023', ''],
    ]);
    expect(rows.map(({ code, parent, group, closedOn }) => [code, parent, group, closedOn])).toEqual([
      ['1', null, true, null],
      ['2', '1', false, '2023-09-01'],
      ['3', '1', false, '2025-03-14'],
      ['5', null, false, null],
    ]);
    expect(problems.map(({ line, kind }) => [line, kind])).toEqual([
      [4, 'noCode'],
      [5, 'noName'],
      [6, 'codeTwice'],
      [7, 'notADate'],
      [7, 'noParent'],
    ]);
  });

  it('parents in a circle, or one below the other without end, become tops of their own', () => {
    const circle = map([
      ['1', 'А', '2'],
      ['2', 'Б', '1'],
      ['3', 'В', '3'],
    ]);
    expect(circle.rows.map(({ parent }) => parent)).toEqual([null, null, null]);
    const chain = map(Array.from({ length: 5000 }, (_, i) => [String(i), 'x', i === 0 ? '' : String(i - 1)]));
    expect(chain.rows.filter(({ parent }) => parent === null).length).toBeGreaterThan(1);
    expect(
      chain.rows.slice(0, 40).every(({ code, parent }) => parent === (code === '0' ? null : String(+code - 1))),
    ).toBe(true);
  });

  it('without a column for groups, a group is what was one, else what has rows below it', () => {
    const { rows } = map(
      [
        ['1', 'А', ''],
        ['2', 'Б', '1'],
        ['9', 'В', ''],
      ],
      ['id', 'name', 'parent'],
    );
    expect(rows.map(({ group }) => group)).toEqual([true, false, true]);
  });
});
