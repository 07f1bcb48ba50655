import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import { PDFDocument } from 'pdf-lib';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrintModel } from '#shared/contract/host.ts';
import type { CallContext } from '../core.ts';
import { type Database, openDatabase } from '../db/open.ts';
import { EntityStore } from '../entities/store.ts';
import type { Journal, JournalFact } from '../journal/append.ts';
import { JournalBook } from '../journal/book.ts';
import { JournalStore } from '../journal/store.ts';
import type { Clock } from '../ports.ts';
import { inRole } from '../test-books.ts';
import { createReports, type Reports, type ReportsDeps } from './reports.ts';

const KEY = randomBytes(32);
const NOW = '2026-11-21T09:30:00.000Z';
const EVERYONE = { divisionId: null, employed: 'all' } as const;

let folder: string;
let db: Database;
let target: string | null;
let printed: PrintModel | undefined;
let journalled: JournalFact[];
let reports: Reports;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
  const path = join(folder, 'desk.db');
  db = openDatabase(path, KEY);
  fill(db);
  target = join(folder, 'report.xlsx');
  printed = undefined;
  journalled = [];
  reports = createReports(depsFor({ path, key: KEY }));
});

afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

test('the staff list has a record a person, in order of names, with days as days and СНИЛС as text', async () => {
  const run = await reports.handlers.run({ reportId: 'staff-list', format: 'xlsx', ...EVERYONE }, context());
  expect(run).toMatchObject({ rows: 3, fileName: 'report.xlsx', actor: 'Тестов Т. Т.' });

  const workbook = await new Excel.Workbook().xlsx.readFile(join(folder, 'report.xlsx'));
  const sheet = workbook.worksheets[0];
  const header = sheet?.getRow(1).values as string[];
  expect(header.slice(1, 7)).toEqual(['№', 'Фамилия', 'Имя', 'Отчество', 'Дата рождения', 'СНИЛС']);
  const first = sheet?.getRow(2).values as unknown[];
  expect(first.slice(1, 7)).toEqual([1, 'Абвгдеев', '=1+1', 'Иванович', new Date('1980-02-29'), '112-233-445 95']);
  expect(sheet?.getCell('C2').type).toBe(Excel.ValueType.String);
  expect(sheet?.getCell('K2').value).toBe(0.75);
  expect(sheet?.rowCount).toBe(4);
  expect(workbook.getWorksheet('О документе')?.getCell('B1').value).toBe('Список сотрудников');
});

test('only people with an open employment, only of the branch that was asked for', () => {
  const open = reports.handlers.preview({ reportId: 'staff-list', divisionId: null, employed: 'open' }, context());
  const branch = reports.handlers.preview({ reportId: 'staff-list', divisionId: 'd-1', employed: 'open' }, context());
  const names = [open, branch].map((view) => 'rows' in view && view.rows.map((row) => row[1]));
  expect(names).toEqual([['Абвгдеев', 'Яковлев'], ['Абвгдеев']]);
  expect([open, branch]).toMatchObject([{ total: 2 }, { total: 1 }]);
});

test('a viewer reads and saves the list with the ends of СНИЛС alone', async () => {
  const viewer = inRole(context(), 'viewer');
  const asked = { reportId: 'staff-list', ...EVERYONE } as const;
  const numbers = async (who: CallContext) =>
    new Set((await reports.handlers.preview(asked, who)).rows.map((row) => row[5]));
  expect([await numbers(context()), await numbers(viewer)]).toEqual([
    new Set(['112-233-445 95']),
    new Set(['***-***-*45 95']),
  ]);
  target = join(folder, 'report.csv');
  await reports.handlers.run({ ...asked, format: 'csv' }, viewer);
  const saved = await readFile(target, 'utf8');
  expect([saved.includes('***-***-*45 95'), saved.includes('112-233-445 95')]).toEqual([true, false]);
});

test('headcount counts a person with two posts once in the totals', () => {
  const view = reports.handlers.preview({ reportId: 'headcount', ...EVERYONE }, context());
  expect(view).toMatchObject({
    rows: [
      ['Кабинет', '', '', '', ''],
      ['Врач-терапевт', '1', '0,75', '1', '0'],
      ['Итого по подразделению', '1', '0,75', '1', '0'],
      ['Поликлиника', '', '', '', ''],
      ['Врач-терапевт', '2', '1,50', '1', '1'],
      ['Итого по подразделению', '2', '1,50', '1', '1'],
      ['Всего', '2', '2,25', '2', '1'],
    ],
  });
});

test('a workbook writes values in the format of their column, headings and totals in bold', async () => {
  await reports.handlers.run({ reportId: 'headcount', format: 'xlsx', ...EVERYONE }, context());
  const workbook = await new Excel.Workbook().xlsx.readFile(join(folder, 'report.xlsx'));
  const cells = ['A2', 'A3', 'C3', 'C4'].map((address) => workbook.worksheets[0]?.getCell(address));
  expect(cells.map((cell) => [cell?.value, cell?.numFmt, cell?.font?.bold ?? false])).toEqual([
    ['Кабинет', '@', true],
    ['Врач-терапевт', '@', false],
    [0.75, '0.00', false],
    [0.75, '0.00', true],
  ]);
});

test('a workbook can be read and printed as it is: titles whole and on every page, long texts in lines, one font', async () => {
  db.prepare('UPDATE dictionary_row SET name = ?').run(
    'Заведующий отделением медицинской организации, врач-терапевт участковый',
  );
  await reports.handlers.run({ reportId: 'staff-list', format: 'xlsx', ...EVERYONE }, context());
  const [sheet] = (await new Excel.Workbook().xlsx.readFile(join(folder, 'report.xlsx'))).worksheets;
  const header = sheet?.getRow(1);
  // «Дата рождения» stands in two lines of its column.
  expect([header?.height, sheet?.pageSetup.printTitlesRow]).toEqual([30, '1:1']);
  const wraps = ['B2', 'I2'].map((address) => sheet?.getCell(address).alignment.wrapText ?? false);
  expect(wraps).toEqual([false, true]);
  const fonts = ['B1', 'B2', 'I2'].map((address) => sheet?.getCell(address).font.name);
  expect(new Set(fonts)).toEqual(new Set(['Calibri']));
});

test('a PDF names its content: the same digest in its metadata as in XLSX', async () => {
  await reports.handlers.run({ reportId: 'headcount', format: 'xlsx', ...EVERYONE }, context());
  const workbook = await new Excel.Workbook().xlsx.readFile(join(folder, 'report.xlsx'));
  const about = workbook.getWorksheet('О документе');
  const digest = about?.getCell(`B${about.rowCount}`).value;

  target = join(folder, 'report.pdf');
  await reports.handlers.run({ reportId: 'headcount', format: 'pdf', ...EVERYONE }, context());
  const pdf = await PDFDocument.load(await readFile(target), { updateMetadata: false });
  expect(pdf.getKeywords()).toBe(`sha256:${String(digest)}`);
  expect(pdf.getTitle()).toBe('Численность по подразделениям и должностям');
  expect(printed).toMatchObject({
    organisation: 'Учебная поликлиника',
    signers: ['Специалист кадровой службы', 'Главный врач'],
  });
});

describe('on a day', () => {
  beforeEach(() => {
    const store = new EntityStore(db);
    // On 1 March Яковлев goes from the clinic to the room.
    store.patch('employment', 'e-3', { beginDate: '2026-01-12', endDate: '2026-02-28' });
    store.insert('employment', 'e-5', {
      personId: 'p-2',
      divisionId: 'd-1',
      postCode: '109',
      positionType: '1',
      rate: 50,
      beginDate: '2026-03-01',
      endDate: '2026-12-31',
    });
  });

  const changedInJune = (kind: 'person' | 'division', objectId: string, changes: JournalFact['changes']) => {
    const clock = { now: () => '2026-06-15T09:00:00.000Z' } as Clock;
    const author = { action: 'staff.edit', actorId: 'u-1', actorName: 'Тестов Т. Т.', role: 'editor' };
    new JournalBook(new JournalStore(db), clock, { next: v7 }).append({ ...author, kind, objectId, changes });
  };

  const rowsOn = (reportId: 'staff-list' | 'headcount', onDay: string, employed: 'open' | 'all' = 'open') => {
    const view = reports.handlers.preview({ reportId, divisionId: null, employed, onDay }, context());
    return 'rows' in view ? view.rows : [];
  };
  const divisionOf = (lastName: string, onDay: string) =>
    rowsOn('staff-list', onDay).find((row) => row[1] === lastName)?.[7] ?? null;

  test.each([
    ['before the first working day', '2026-01-11', null],
    ['on the first one', '2026-01-12', 'Поликлиника'],
    ['on the last one before a transfer', '2026-02-28', 'Поликлиника'],
    ['on the first one after it', '2026-03-01', 'Кабинет'],
    ['on the last one, which is still to come', '2026-12-31', 'Кабинет'],
    ['the day after it', '2027-01-01', null],
  ])('the staff list has a person where they work %s', (_, onDay, division) => {
    expect(divisionOf('Яковлев', onDay)).toBe(division);
  });

  test('the staff list leaves out whom nobody had employed yet', () => {
    const names = (onDay: string) => rowsOn('staff-list', onDay, 'all').map((row) => row[1]);
    expect(names('2026-01-11')).toEqual(['Абвгдеев', 'Жуков']);
    expect(names('2026-01-12')).toEqual(['Абвгдеев', 'Жуков', 'Яковлев']);
  });

  test('the staff list calls people as they were called, in the order of these names', () => {
    changedInJune('person', 'p-2', [
      { field: 'lastName', from: 'Аабакумова', to: 'Яковлев' },
      { field: 'phone', from: '+79161234567', to: null },
    ]);
    const listed = (onDay: string) => rowsOn('staff-list', onDay, 'all').map((row) => row[1]);
    expect(listed('2026-06-14')).toEqual(['Аабакумова', 'Абвгдеев', 'Жуков']);
    expect(listed('2026-06-15')).toEqual(['Абвгдеев', 'Жуков', 'Яковлев']);
    const phoneOn = (onDay: string) =>
      rowsOn('staff-list', onDay, 'all').filter((row) => row.includes('+7 916 123-45-67'));
    expect([phoneOn('2026-06-14').length, phoneOn('2026-06-15').length]).toEqual([1, 0]);
  });

  test('divisions are called as they were called, in the order of these names, also where one is chosen', () => {
    changedInJune('division', 'd-1', [{ field: 'name', from: 'Приёмная', to: 'Кабинет' }]);
    const headings = (onDay: string) => rowsOn('headcount', onDay).filter((row) => row[1] === '');
    expect(headings('2026-06-14').map((row) => row[0])).toEqual(['Поликлиника', 'Приёмная']);
    expect(headings('2026-06-15').map((row) => row[0])).toEqual(['Кабинет', 'Поликлиника']);
    expect(['2026-06-14', '2026-06-15'].map((onDay) => divisionOf('Яковлев', onDay))).toEqual(['Приёмная', 'Кабинет']);
    const subtitle = (onDay: string) =>
      JSON.stringify(
        reports.handlers.preview({ reportId: 'headcount', divisionId: 'd-1', employed: 'open', onDay }, context()),
      );
    expect(subtitle('2026-06-14')).not.toContain('Кабинет');
  });

  test('a division that was entered after the day is called as it is now', () => {
    changedInJune('division', 'd-1', [{ field: 'name', from: null, to: 'Кабинет' }]);
    expect(divisionOf('Яковлев', '2026-06-14')).toBe('Кабинет');
  });

  test('an admission counts from the day it was issued', () => {
    new EntityStore(db).insert('credential', 'c-1', {
      personId: 'p-1',
      credentialKind: 'accreditation',
      issuedOn: '2026-02-10',
      expiresOn: '2031-02-10',
    });
    const until = (onDay: string) => rowsOn('staff-list', onDay)[0]?.[13];
    expect([until('2026-02-09'), until('2026-02-10')]).toEqual(['', '10.02.2031']);
  });

  test.each([
    ['2026-02-28', '1', '2'],
    ['2026-03-01', '2', '1'],
    ['2026-12-31', '2', '1'],
    ['2027-01-01', '1', '1'],
  ])('headcount of %s: %s in the room, %s in the clinic', (onDay, room, clinic) => {
    const totals = rowsOn('headcount', onDay).filter((row) => row[0] === 'Итого по подразделению');
    expect(totals.map((row) => row[1])).toEqual([room, clinic]);
  });

  test('without a day it is today, also for who leaves later', () => {
    const view = reports.handlers.preview({ reportId: 'headcount', ...EVERYONE }, context());
    expect('rows' in view && view.rows).toEqual(rowsOn('headcount', '2026-11-21'));
  });

  test('the file says which day it is about, and so does the history', async () => {
    await reports.handlers.run({ reportId: 'headcount', format: 'xlsx', ...EVERYONE, onDay: '2026-02-28' }, context());
    const workbook = await new Excel.Workbook().xlsx.readFile(join(folder, 'report.xlsx'));
    const about = workbook.getWorksheet('О документе')?.getRow(3).values as unknown[];
    expect(about.slice(1)).toEqual(['На дату', '28.02.2026']);
    await reports.handlers.run({ reportId: 'headcount', format: 'pdf', ...EVERYONE, onDay: '2026-02-28' }, context());
    expect(printed?.parameters[0]).toEqual({ name: 'На дату', value: '28.02.2026' });
    expect(await reports.handlers.history({}, context())).toMatchObject({
      runs: [{ onDay: '2026-02-28' }, { onDay: '2026-02-28' }],
    });
  });
});

test('each run is in the history and in the journal, a cancelled dialog in neither', async () => {
  await reports.handlers.run({ reportId: 'staff-list', format: 'xlsx', ...EVERYONE }, context());
  target = null;
  expect(await reports.handlers.run({ reportId: 'staff-list', format: 'xlsx', ...EVERYONE }, context())).toBeNull();
  const { runs } = await reports.handlers.history({}, context());
  expect(runs).toHaveLength(1);
  expect(journalled).toMatchObject([{ action: 'reports.run', facts: { rows: 3, sha256: runs[0]?.sha256 } }]);
  expect(reports.pathOf(runs[0]?.id ?? '')).toBe(join(folder, 'report.xlsx'));
});

test('cancelling leaves the earlier file as it was and no part behind', async () => {
  target = join(folder, 'kept.xlsx');
  writeFileSync(target, 'earlier');
  const running = reports.handlers.run(
    { reportId: 'staff-list', format: 'xlsx', ...EVERYONE },
    context(AbortSignal.abort()),
  );
  await expect(running).rejects.toMatchObject({ code: 'KD-6002' });
  expect(await readFile(target, 'utf8')).toBe('earlier');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a folder that cannot be written is said so, and nothing is filed', async () => {
  target = join(folder, 'absent', 'report.pdf');
  const running = reports.handlers.run({ reportId: 'headcount', format: 'pdf', ...EVERYONE }, context());
  await expect(running).rejects.toMatchObject({ code: 'KD-6001' });
  expect(await reports.handlers.history({}, context())).toEqual({ runs: [] });
  expect(existsSync(join(folder, 'absent'))).toBe(false);
});

function context(signal: AbortSignal = new AbortController().signal): CallContext {
  const user = { userId: 'u', name: 'Тестов Т. Т.', role: 'editor', organisation: '', confirmed: true } as const;
  return { user, signal, progress: () => undefined, correlationId: 'c', stepUp: () => undefined };
}

function depsFor(file: ReportsDeps['file']): ReportsDeps {
  let id = 0;
  const host = {
    saveFile: async () => target,
    printToPdf: async ({ model }: { model: PrintModel }) => {
      printed = model;
      const pdf = await PDFDocument.create();
      pdf.addPage();
      return pdf.save();
    },
  };
  const journal: Journal = {
    append: (fact) => journalled.push(fact),
    appendAll: (facts) => journalled.push(...facts),
  };
  const clock = { now: () => NOW, today: () => '2026-11-21' };
  const ids = { next: () => `run-${++id}` };
  return {
    db,
    file,
    journal,
    organisationId: () => 'o',
    ports: { clock, host, ids } as unknown as ReportsDeps['ports'],
  };
}

/** Two people in two divisions, one of them with two posts, and one who left. */
function fill(db: Database): void {
  const store = new EntityStore(db);
  store.insert('organisation', 'o', { nameFull: 'Учебная поликлиника' });
  store.insert('division', 'd-0', { organisationId: 'o', level: 'division', name: 'Поликлиника' });
  store.insert('division', 'd-1', { organisationId: 'o', parentId: 'd-0', level: 'room', name: 'Кабинет' });
  db.prepare(
    `INSERT INTO dictionary_row (oid, code, name, is_group, position) VALUES (?, '109', 'Врач-терапевт', 0, 1)`,
  ).run('1.2.643.5.1.13.13.11.1002');
  const person = (id: string, lastName: string, firstName: string): void =>
    store.insert('person', id, {
      lastName,
      firstName,
      patronymic: 'Иванович',
      birthDate: '1980-02-29',
      snils: '11223344595',
    });
  const work = (id: string, personId: string, divisionId: string, positionType: string, endDate: string | null): void =>
    store.insert('employment', id, { personId, divisionId, postCode: '109', positionType, rate: 75, endDate });
  person('p-1', 'Абвгдеев', '=1+1');
  person('p-2', 'Яковлев', 'Пётр');
  person('p-3', 'Жуков', 'Ян');
  work('e-1', 'p-1', 'd-1', '1', null);
  work('e-2', 'p-1', 'd-0', '4', null);
  work('e-3', 'p-2', 'd-0', '1', null);
  work('e-4', 'p-3', 'd-0', '1', '2020-01-01');
  const line = db.prepare(`
    INSERT INTO staff_line (person_id, employment_id, name_key, employed, division_id, errors, changed)
    VALUES (?, ?, ?, ?, ?, 0, 0)`);
  line.run('p-2', 'e-3', 'яковлев петр', 1, 'd-0');
  line.run('p-1', 'e-1', 'абвгдеев', 1, 'd-1');
  line.run('p-3', 'e-4', 'жуков ян', 0, 'd-0');
}
