import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Excel from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../dictionaries/reading/decode.ts';
import { refusal } from '../test-books.ts';
import { guessDelimiter, readCsv } from './csv.ts';
import { readInThread } from './read-thread.ts';
import { guessFields } from './synonyms.ts';
import { readTable } from './table.ts';
import { readDay, readRate, readSnils } from './values.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-reading-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const nobody = new AbortController().signal;
const ANY = { progress: () => undefined, organisationOid: null };

describe('delimited text', () => {
  test('comes back as it was written, whatever stands in its cells', () => {
    const cell = fc.string({ maxLength: 12 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom(';', ',', '\t', '|'), fc.constantFrom('\n', '\r\n'), (rows, mark, end) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(mark)).join(end);
        expect([...readCsv(text, mark)].map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  test.each([';', ',', '\t', '|'])('its delimiter %j is recognised', (mark) => {
    const rows = [
      ['Фамилия', 'Имя', 'Должность'],
      ['Иванов', 'Пётр', 'Врач, старший; дежурный'],
    ];
    const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(mark)).join('\n');
    expect(guessDelimiter(text)).toBe(mark);
  });

  test('is read as windows-1251 where it is no UTF-8', () => {
    const cyrillic = Uint8Array.from([0xd4, 0xe0, 0xec, 0xe8, 0xeb, 0xe8, 0xff, 0x3b, 0xb8]);
    expect(decode(cyrillic)).toBe('Фамилия;ё');
    expect(decode(new TextEncoder().encode('\uFEFFФамилия'))).toBe('Фамилия');
  });
});

describe('workbooks', () => {
  test.each([1, 6, 20])('a header in row %i is found', async (headerRow) => {
    const workbook = new Excel.Workbook();
    const sheet = workbook.addWorksheet('Лист');
    sheet.getCell('A1').value = 'Выгрузка сотрудников';
    sheet.getRow(headerRow).values = ['Ф И О', ' СНИЛС ', 'Дата  рождения'];
    sheet.getRow(headerRow + 1).values = ['Иванов Пётр', 8765430200, new Date('1980-02-29T00:00:00Z')];
    const path = join(folder, `header-${headerRow}.xlsx`);
    await workbook.xlsx.writeFile(path);
    const table = await readTable(path, ANY);
    expect(table).toMatchObject({ sheet: 'Лист', headerRow, titles: ['Ф И О', 'СНИЛС', 'Дата рождения'] });
    expect(table.rows).toEqual([{ row: headerRow + 1, cells: ['Иванов Пётр', 8765430200, '1980-02-29'] }]);
    expect(guessFields('people', table.titles)).toEqual(['person.fullName', 'person.snils', 'person.birthDate']);
  });

  test('the cabinet’s sheet is taken before others', async () => {
    const workbook = new Excel.Workbook();
    for (const name of ['Прочее', 'frmr_depart']) {
      const sheet = workbook.addWorksheet(name);
      sheet.addRow(['OID организации', 'Фамилия', 'Имя', 'OID структурного подразделения']);
      sheet.addRow(['1.2.643', name, 'Имя', '1.2.643.0.1']);
    }
    const path = join(folder, 'cabinet.xlsx');
    await workbook.xlsx.writeFile(path);
    const table = await readInThread({ path, organisationOid: null }, folder, () => undefined, nobody);
    expect(table.sheet).toBe('frmr_depart');
    expect(guessFields('people', table.titles)).toEqual([
      'organisation.oid',
      'person.lastName',
      'person.firstName',
      'employment.divisionOid',
    ]);
  });
});

test('no letter is lost where the reader cuts a workbook into chunks', async () => {
  const workbook = new Excel.Workbook();
  const sheet = workbook.addWorksheet('Лист');
  sheet.addRow(['Фамилия', 'Имя']);
  const names = Array.from({ length: 6000 }, (_, at) => `Ёлкин-Щукин${'ая'.repeat(at % 7)}${at}`);
  for (const name of names) sheet.addRow([name, 'Геннадий']);
  const path = join(folder, 'long.xlsx');
  await workbook.xlsx.writeFile(path);
  const { rows } = await readTable(path, ANY);
  expect(rows.map(({ cells }) => cells)).toEqual(names.map((name) => [name, 'Геннадий']));
});

describe('what is no table of people', () => {
  test.each([
    ['broken.xlsx', Buffer.from('PK\u0003\u0004 nothing more'), 'KD-6101'],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'KD-6101'],
    ['empty.csv', Buffer.alloc(0), 'KD-6103'],
    ['header-only.csv', Buffer.from('Фамилия;Имя\n'), 'KD-6103'],
  ])('%s is refused with %s', async (name, content, code) => {
    const path = await file(name, content);
    const refused = await refusal(() => readInThread({ path, organisationOid: null }, folder, () => undefined, nobody));
    expect(refused.code).toBe(code);
  });

  test('a bomb is refused by its directory, before anything is unpacked', async () => {
    const path = await file('bomb.xlsx', bomb(50_000_000));
    expect(
      (await refusal(() => readInThread({ path, organisationOid: null }, folder, () => undefined, nobody))).code,
    ).toBe('KD-6102');
  });

  test('a reading that was told to stop ends', async () => {
    const path = await file('people.csv', 'Фамилия;Имя\nИванов;Пётр\n');
    const stop = new AbortController();
    const running = refusal(() => readInThread({ path, organisationOid: null }, folder, () => undefined, stop.signal));
    stop.abort();
    expect((await running).code).toBe('KD-6002');
  });
});

describe('values', () => {
  test('СНИЛС: zeros that a spreadsheet has eaten come back, digits that were never there do not', () => {
    expect(readSnils(8765430200)).toEqual({ snils: '08765430200', restored: true });
    expect(readSnils('8765430200')).toEqual({ snils: '08765430200', restored: true });
    expect(readSnils('1122334459')).toEqual({ snils: '1122334459', restored: false });
    expect(readSnils('112-233-445 95')).toEqual({ snils: '11223344595', restored: false });
  });

  test('days: serials, cells of days with a time, texts', () => {
    expect(readDay(45_000)).toBe('2023-03-15');
    expect(readDay('45000')).toBe('2023-03-15');
    expect(readDay(36_586)).toBe('2000-03-01');
    expect(readDay('21.11.2026 0:00:00')).toBe('21.11.2026');
    expect(readDay('21/11/2026')).toBe('21/11/2026');
  });

  test.each([
    ['0,25', 25],
    ['0.25', 25],
    ['0,250', 25],
    ['25 %', 25],
    [0.25, 25],
    [1, 100],
    ['1', 100],
    [0.255, null],
    ['полставки', null],
  ])('rate %j', (cell, expected) => expect(readRate(cell)).toBe(expected));
});

/** A zip of one entry that says of itself how far it unpacks. */
function bomb(size: number): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.alloc(size));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}
