import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import { PDFDocument } from 'pdf-lib';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrintModel } from '#shared/contract/host.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { formatSnils } from '#shared/rules/snils.ts';
import type { Ports } from '../ports.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { createReports, type Reports } from './reports.ts';

let folder: string;
let target: string;
let printed: PrintModel | null;
let desk: TestDesk;
let reports: Reports;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'));
  target = join(folder, 'file');
  printed = null;
  desk = openTestDesk();
  const { organisationId, people } = fillClinic(desk, 40);
  desk.db.exec('DELETE FROM licence; DELETE FROM building; DELETE FROM service');
  desk.entities.patch('organisation', organisationId, { headPersonId: people[0] ?? '', site: '=HYPERLINK("x")' });
  const make = (kind: 'licence' | 'building' | 'service', values: object) =>
    desk.entities.insert(kind, v7(), { organisationId, ...values });
  make('licence', { number: 'ЛО-98-01-000001', issuedOn: '2020-01-01', services: 'терапия\nхирургия; "малая"' });
  make('licence', { number: 'ЛО-98-01-000002', endDate: '2026-11-20' });
  make('building', { name: 'Корпус А', addressText: 'ул. Ёлочная, д. 1', buildYear: 1985 });
  make('service', { name: 'Приём терапевта', beginDate: '2020-01-01' });
  const host = {
    saveFile: async () => target,
    printToPdf: async ({ model }: { model: PrintModel }) => {
      printed = model;
      const pdf = await PDFDocument.create();
      pdf.addPage();
      return pdf.save();
    },
  } as unknown as Ports['host'];
  const ports = { clock: { ...desk.clock, now: () => desk.clock.now(), today: () => desk.clock.today() }, host };
  reports = createReports({
    db: desk.db,
    file: null,
    ports: { ...ports, ids: { next: v7 } } as Parameters<typeof createReports>[0]['ports'],
    journal: desk.journal,
    organisationId: desk.organisationId,
  });
});
afterEach(() => rm(folder, { recursive: true }));

async function made(reportId: 'organisation-card' | 'organisation-public', format: 'csv' | 'xlsx' | 'pdf') {
  const run = await reports.handlers.run({ reportId, format, divisionId: null, employed: 'open' }, desk.editor);
  return { run, bytes: await readFile(target) };
}

describe('the card of the organisation', () => {
  it('as CSV is UTF-8 with a mark, semicolons, quotes doubled, and no formula', async () => {
    const { bytes, run } = await made('organisation-card', 'csv');
    const text = bytes.toString('utf8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = text.slice(1).split('\r\n');
    expect(lines[0]).toBe('Сведения;Значение');
    expect(lines).toContain('Сайт;"\'=HYPERLINK(""x"")"');
    expect(lines.find((line) => line.startsWith('ЛО-98-01-000001;'))).toContain('""малая""');
    expect(lines.find((line) => line.startsWith('Корпус А;'))).toContain('ул. Ёлочная');
    expect(lines.at(-1)).toBe('');
    expect(run?.rows).toBe(lines.filter((line) => line !== '' && !line.endsWith(';')).length - 1);
  });

  it('names the index of a building once, whether or not its address begins with it', async () => {
    const [organisationId, postIndex] = [desk.organisationId(), '980001'];
    for (const [name, addressText] of [
      ['Корпус Б', '980001, ул. Ёлочная, д. 2'],
      ['Корпус В', 'ул. Ёлочная, д. 3'],
    ] as const)
      desk.entities.insert('building', v7(), { organisationId, name, addressText, postIndex });
    const lines = (await made('organisation-card', 'csv')).bytes.toString('utf8').split('\r\n');
    expect(lines).toContain('Корпус Б;980001, ул. Ёлочная, д. 2');
    expect(lines).toContain('Корпус В;980001, ул. Ёлочная, д. 3');
  });

  it('names the head, leaves out what has ended, and says the same in every format', async () => {
    const csv = (await made('organisation-card', 'csv')).bytes.toString('utf8');
    expect(csv).toMatch(/Руководитель;[А-ЯЁ]\S+ \S+/);
    expect(csv).not.toContain('ЛО-98-01-000002');
    await made('organisation-card', 'xlsx');
    const workbook = await new Excel.Workbook().xlsx.readFile(target);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => cells.push(...(row.values as string[]).slice(1)));
    expect(cells).toContain('ЛО-98-01-000001');
    await made('organisation-card', 'pdf');
    const shown = printed?.rows.flatMap((row) => row.cells) ?? [];
    expect(shown.filter((cell) => cell !== '')).toEqual(cells.slice(2).filter((cell) => cell));
  });

  it('of another day has what held then', async () => {
    const { rows } = await reports.handlers.preview(
      { reportId: 'organisation-card', divisionId: null, employed: 'open', onDay: '2026-11-20' },
      desk.editor,
    );
    expect(rows.map(([fact]) => fact)).toContain('ЛО-98-01-000002');
  });
});

it('the public extract names nobody, in no format', async () => {
  const people = desk.db.prepare('SELECT last_name, snils, phone, email FROM person').all() as {
    last_name: string;
    snils: string | null;
    phone: string | null;
    email: string | null;
  }[];
  const personal = people.flatMap(({ last_name, snils, phone, email }) =>
    [last_name, snils, snils && formatSnils(snils), phone, phone && formatPhone(phone), email].filter(Boolean),
  ) as string[];
  const author = desk.editor.user?.name ?? '';
  const clean = (text: string): void => {
    for (const value of [...personal, author]) expect(text).not.toContain(value);
    expect(text).toContain('Приём терапевта');
  };
  clean((await made('organisation-public', 'csv')).bytes.toString('utf8'));
  await made('organisation-public', 'pdf');
  clean(JSON.stringify(printed));
  await made('organisation-public', 'xlsx');
  const workbook = await new Excel.Workbook().xlsx.readFile(target);
  const cells: unknown[] = [workbook.creator, workbook.lastModifiedBy, workbook.title, workbook.company];
  for (const sheet of workbook.worksheets) sheet.eachRow((row) => cells.push(row.values));
  clean(JSON.stringify(cells));
});
