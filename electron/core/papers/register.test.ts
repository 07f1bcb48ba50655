import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Application, NumberedPaper, PaperFormat } from '#shared/contract/papers.ts';
import { docxText } from '../attachments/content/docx-text.ts';
import { refusal } from '../test-books.ts';
import { clinic } from './test-clinic.ts';

const run = promisify(execFile);
const ANYTHING = { personId: null, kind: null, year: null, offset: 0, limit: 100 } as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-papers-'));
});
afterEach(() => rm(folder, { recursive: true }));

function open() {
  const made = clinic();
  const { desk, personId, saveTo } = made;
  const { papers } = desk.handlers;
  const register = async (kind: NumberedPaper = 'workCertificate', purpose = 'по месту требования') =>
    papers.register({ personId, kind, purpose }, desk.editor);
  const print = async (paperId: string, format: PaperFormat = 'pdf') => papers.print({ paperId, format }, desk.editor);
  const list = async (asked: Partial<Parameters<typeof papers.list>[0]> = {}) =>
    papers.list({ ...ANYTHING, ...asked }, desk.approver);
  /** What `unzip` finds in the saved file, one line for each paragraph. */
  const words = async (file: string) => {
    const { stdout } = await run('unzip', ['-p', file, 'word/document.xml']);
    return stdout
      .split('</w:p>')
      .map((part) => [...part.matchAll(/<w:t [^>]*>([^<]*)</g)].map(([, text]) => text).join(''))
      .filter((line) => line !== '');
  };
  const saved = async (put: () => unknown) => {
    const file = join(folder, `${v7()}.docx`);
    saveTo(file);
    await put();
    return words(file);
  };
  const apply = (kind: Application) => papers.application({ personId, kind, format: 'docx' }, desk.editor);
  return { ...made, register, print, list, saved, apply };
}

describe('a certificate of employment', () => {
  it('says in DOCX what the card says, under its number', async () => {
    const { register, print, saved } = open();
    const { id } = await register();
    expect(await saved(() => print(id, 'docx'))).toMatchInlineSnapshot(`
      [
        "Учебная поликлиника",
        "Справка",
        "№ 1 от 21.11.2026",
        "Настоящая справка подтверждает, что Абвгдеева Мария Ивановна, дата рождения 29.02.1980, работает в организации Учебная поликлиника.",
        "Должность",
        "Подразделение",
        "Вид занятости",
        "Ставка",
        "Период работы",
        "Врач-терапевт",
        "Поликлиника",
        "Основное место работы",
        "1,00",
        "с 13.01.2020",
        "Документ выдан для предъявления: по месту требования.",
        "Главный врач ____________________ /____________________/",
        "Специалист кадровой службы ____________________ /____________________/",
        "Составил: Кадрова Анна Сергеевна, 21.11.2026",
      ]
    `);
  });

  it('says the same on the page, and of somebody who has left that they worked', async () => {
    const { desk, register, print, shown, employmentId } = open();
    await print((await register()).id);
    expect(shown.at(-1)).toMatchObject({
      title: 'Справка о работе №\u00a01 от 21.11.2026, Абвгдеева Мария Ивановна',
      model: { title: 'Справка', letter: { number: '№\u00a01 от 21.11.2026', mark: null } },
    });
    desk.entities.patch('employment', employmentId, { endDate: '2026-11-20' });
    await print((await register()).id);
    const [works, worked] = shown.map(({ model }) => model);
    expect([works?.letter?.before[0], worked?.letter?.before[0]]).toEqual([
      expect.stringContaining(', работает в организации Учебная поликлиника'),
      expect.stringContaining(', работала в организации Учебная поликлиника'),
    ]);
    expect(worked?.rows[0]?.cells.at(-1)).toBe('с 13.01.2020 по 20.11.2026');
  });
});

it('an extract has the approved records', async () => {
  const { register, print, saved } = open();
  const { id } = await register('fileExtract', 'в лицензирующий орган');
  expect(await saved(() => print(id, 'docx'))).toMatchInlineSnapshot(`
    [
      "Учебная поликлиника",
      "Выписка из личного дела",
      "№ 1 от 21.11.2026",
      "Из личного дела: Абвгдеева Мария Ивановна. Утверждённые сведения на 21.11.2026.",
      "Запись",
      "Сведения",
      "Номер",
      "Дата",
      "О сотруднике",
      "Дата рождения",
      "29.02.1980",
      "Пол",
      "Женский",
      "СНИЛС",
      "112-233-445 95",
      "Телефон",
      "+7 916 123-45-67",
      "Трудовая деятельность в организации",
      "Врач-терапевт, Поликлиника",
      "Вид занятости: Основное место работы; Ставка: 1,00; Принят: 13.01.2020",
      "12",
      "09.01.2020",
      "Образование",
      "Профессиональное образование",
      "Образовательная организация: Учебный университет; Год окончания: 2004",
      "0001",
      "30.06.2004",
      "Сертификаты и аккредитации",
      "Аккредитация, 49",
      "Кем выдан: Комиссия; Действует до: 10.02.2028",
      "А-7",
      "10.02.2023",
      "Квалификационные категории",
      "Высшая, 49",
      "Присвоена: 01.03.2024; Срок продлён: Да",
      "Награды и звания",
      "Почётная грамота",
      "5",
      "19.06.2022",
      "Непрерывное медицинское образование",
      "Программа повышения квалификации, Неотложная помощь",
      "Часов (ЗЕТ): 36",
      "01.04.2025",
      "Выписка верна.",
      "Документ выдан для предъявления: в лицензирующий орган.",
      "Главный врач ____________________ /____________________/",
      "Специалист кадровой службы ____________________ /____________________/",
      "Составил: Кадрова Анна Сергеевна, 21.11.2026",
    ]
  `);
});

it('an application is filled in from the card, has no number and is told in the journal', async () => {
  const { saved, apply, list, told } = open();
  expect(await saved(() => apply('leaveApplication'))).toMatchInlineSnapshot(`
    [
      "Главному врачу",
      "Учебная поликлиника",
      "от сотрудника: Абвгдеева Мария Ивановна",
      "Врач-терапевт, Поликлиника",
      "Заявление",
      "Прошу предоставить мне ежегодный оплачиваемый отпуск с «____» ______________ 20___ г. продолжительностью ________ календарных дней.",
      "«____» ______________ 20___ г.",
      "Заявитель ____________________ /____________________/",
    ]
  `);
  expect(await saved(() => apply('transferApplication'))).toContainEqual(expect.stringMatching(/^Прошу перевести/));
  expect(await saved(() => apply('dismissalApplication'))).toContainEqual(expect.stringMatching(/^Прошу уволить/));
  expect((await list()).total).toBe(0);
  expect((await told())[2]).toBe('papers.application | Заявление об отпуске');
});

it('a file is one that other programs can read, and the same each time', async () => {
  const { apply, saved, saveTo } = open();
  await saved(() => apply('leaveApplication'));
  const [one, other] = [join(folder, 'one.docx'), join(folder, 'other.docx')];
  for (const file of [one, other]) {
    saveTo(file);
    await apply('leaveApplication');
  }
  const [bytes, again] = [await readFile(one), await readFile(other)];
  expect(bytes.equals(again)).toBe(true);
  expect(docxText(bytes)).toContain('Прошу предоставить мне');
  saveTo(null);
  expect(await apply('leaveApplication')).toBeNull();
});

describe('a number', () => {
  it('is taken before the printing, stays with the paper, and a second copy is a duplicate', async () => {
    const { register, print, breakPrinter, shown, list, told } = open();
    const paper = await register();
    breakPrinter(true);
    expect((await refusal(() => print(paper.id))).code).toBe('KD-6003');
    expect(await list()).toMatchObject({ papers: [{ id: paper.id, number: 1, prints: 0 }], total: 1 });
    breakPrinter(false);
    await print(paper.id);
    expect(await print(paper.id)).toMatchObject({ number: 1, prints: 2 });
    expect(shown.map(({ model }) => model.letter?.mark)).toEqual([null, 'Дубликат']);
    expect(shown[1]?.model).toMatchObject({ ...shown[0]?.model, letter: { number: '№\u00a01 от 21.11.2026' } });
    const name = 'Справка о работе №\u00a01 от 21.11.2026';
    expect((await told()).slice(0, 3)).toEqual([
      `papers.duplicate | ${name}`,
      `papers.print | ${name}`,
      `papers.register | ${name}`,
    ]);
  });

  it('follows the last one, begins anew with the year, and is not given again when a paper was cancelled', async () => {
    const { desk, register, print, list, told } = open();
    const { papers } = desk.handlers;
    const [, second] = [await register(), await register('fileExtract')];
    expect((await refusal(() => papers.cancel({ paperId: second.id, reason: ' ' }, desk.editor))).code).toBe('KD-3005');
    const cancelled = await papers.cancel({ paperId: second.id, reason: ' Ошибка в фамилии ' }, desk.approver);
    expect(cancelled.cancelled).toEqual({
      at: desk.clock.now(),
      by: desk.approver.user?.name,
      reason: 'Ошибка в фамилии',
    });
    expect((await told())[0]).toBe('papers.cancel | Выписка из личного дела №\u00a02 от 21.11.2026 | Ошибка в фамилии');
    expect((await register()).number).toBe(3);
    for (const again of [
      () => print(second.id),
      () => papers.cancel({ paperId: second.id, reason: 'Ещё раз' }, desk.editor),
    ]) {
      expect((await refusal(again)).code).toBe('KD-6006');
    }
    desk.clock.advance(60 * 86_400_000);
    expect(await register()).toMatchObject({ number: 1, givenOn: '2027-01-20' });
    const { papers: listed, years } = await list();
    expect(listed.map(({ givenOn, number }) => `${givenOn.slice(0, 4)}/${number}`)).toEqual([
      '2027/1',
      '2026/3',
      '2026/2',
      '2026/1',
    ]);
    expect(years).toEqual([2027, 2026]);
    expect(await list({ year: 2026, kind: 'fileExtract' })).toMatchObject({ papers: [{ id: second.id }], total: 1 });
    expect(await list({ year: 2026, offset: 1, limit: 1 })).toMatchObject({ papers: [{ number: 2 }], total: 3 });
  });

  it('is not taken where the entry in the journal cannot be written', async () => {
    const { desk, register, list } = open();
    desk.db.exec(`CREATE TRIGGER no_entry BEFORE INSERT ON journal BEGIN SELECT RAISE (ABORT, 'no'); END`);
    await expect(register()).rejects.toThrow('no');
    expect((await list()).total).toBe(0);
    desk.db.exec('DROP TRIGGER no_entry');
    expect((await register()).number).toBe(1);
  });
});

it('papers of a card that was joined to another one are found at the one that stayed', async () => {
  const { desk, insert, divisionId, personId, register, list } = open();
  await register();
  const keptId = insert('person', { lastName: 'Абвгдеева', firstName: 'Мария', birthDate: '1980-02-29', sex: '2' });
  const work = { postCode: '109', positionType: '2', rate: 50, beginDate: '2021-01-11' };
  insert('employment', { personId: keptId, divisionId, ...work });
  desk.staffIndex.refresh([keptId]);
  await desk.handlers.staff.merge({ keptId, mergedId: personId, take: [] }, desk.editor);
  expect(await list({ personId: keptId })).toMatchObject({ papers: [{ number: 1, personId: keptId }], total: 1 });
});

it('nothing is given out about somebody who is not there, nor a paper that is not', async () => {
  const { desk, print } = open();
  const nobody = { personId: v7(), kind: 'workCertificate', purpose: 'нет' } as const;
  expect((await refusal(() => desk.handlers.papers.register(nobody, desk.editor))).code).toBe('KD-3008');
  expect((await refusal(() => print(v7()))).code).toBe('KD-3008');
});
