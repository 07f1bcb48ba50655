import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import { CONTRACT } from '#shared/contract/index.ts';
import { messages } from '#shared/text/translate.ts';
import { png } from '../attachments/test-files.ts';
import { inRole, refusal } from '../test-books.ts';
import { clinic } from './test-clinic.ts';

const WORDS = messages('ru').documents.portfolio;

/** The clinic, with what these tests do there. */
function open() {
  const made = clinic();
  const { desk, shown, personId } = made;
  const attach = async (owner: AttachmentOwner, kind: AttachmentKind, fileName: string) =>
    (await desk.handlers.attachments.add({ owner, kind, file: { fileName, content: png() } }, desk.editor))?.id ?? '';
  const portfolio = async () => {
    await desk.handlers.papers.portfolio({ personId }, desk.approver);
    return shown.at(-1)?.model.rows.map(({ cells }) => cells.join(' | ')) ?? [];
  };
  return { ...made, attach, portfolio };
}

describe('the portfolio', () => {
  it('has the facts, records and files of a person, in Russian', async () => {
    const { shown, attach, educationId, personId, portfolio } = open();
    await attach({ kind: 'education', id: educationId }, 'diploma', 'Диплом.png');
    await attach({ kind: 'person', id: personId }, 'other', 'Характеристика.png');
    expect(await portfolio()).toMatchInlineSnapshot(`
      [
        "О сотруднике",
        "Дата рождения | 29.02.1980 |  | ",
        "Пол | Женский |  | ",
        "СНИЛС | 112-233-445 95 |  | ",
        "Телефон | +7 916 123-45-67 |  | ",
        "Трудовая деятельность в организации",
        "Врач-терапевт, Поликлиника | Вид занятости: Основное место работы; Ставка: 1,00; Принят: 13.01.2020 | 12 | 09.01.2020",
        "Образование",
        "Профессиональное образование | Образовательная организация: Учебный университет; Год окончания: 2004 | 0001 | 30.06.2004",
        "Сертификаты и аккредитации",
        "Аккредитация, 49 | Кем выдан: Комиссия; Действует до: 10.02.2028 | А-7 | 10.02.2023",
        "Квалификационные категории",
        "Высшая, 49 | Присвоена: 01.03.2024; Срок продлён: Да |  | ",
        "Награды и звания",
        "Почётная грамота |  | 5 | 19.06.2022",
        "Непрерывное медицинское образование",
        "Программа повышения квалификации, Неотложная помощь | Часов (ЗЕТ): 36 |  | 01.04.2025",
        "Приложенные документы",
        "Диплом или удостоверение об обучении | Диплом.png | 0001 | 30.06.2004",
        "Другой документ | Характеристика.png |  | 21.11.2026",
      ]
    `);
    expect(shown).toMatchObject([
      {
        title: `${WORDS.title}: Абвгдеева Мария Ивановна`,
        model: {
          organisation: 'Учебная поликлиника',
          madeBy: 'Главная Мария Петровна',
          parameters: [{ name: 'Сотрудник', value: 'Абвгдеева Мария Ивановна' }],
          signers: ['Специалист кадровой службы', 'Главный врач'],
        },
      },
    ]);
  });

  it('shows what was approved and says how much is not', async () => {
    const { desk, shown, personId, educationId, attach, portfolio } = open();
    const before = await portfolio();
    const { staff } = desk.handlers;
    const edit = (from: string, to: string) => [{ kind: 'person' as const, id: personId, field: 'lastName', from, to }];
    await staff.applyEdits({ edits: edit('Абвгдеева', 'Яковлева') }, desk.editor);
    await staff.applyEdits({ edits: edit('Яковлева', 'Юрьева') }, desk.editor);
    const added = await staff.addChild(
      { kind: 'award', ownerId: personId, fields: { name: 'Новая награда', awardDate: '2026-01-12' } },
      desk.editor,
    );
    await attach({ kind: 'award', id: added.id }, 'other', 'Награда.png');
    await staff.removeChild({ kind: 'education', id: educationId }, desk.editor);
    expect(await portfolio()).toEqual(before);
    expect(shown.at(-1)?.model.parameters).toEqual([
      { name: 'Сотрудник', value: 'Абвгдеева Мария Ивановна' },
      { name: WORDS.open, value: WORDS.openRecords(3) },
    ]);
  });

  it('leaves out files that were taken off', async () => {
    const { desk, attach, personId, portfolio } = open();
    const before = await portfolio();
    const attachmentId = await attach({ kind: 'person', id: personId }, 'other', 'Лишнее.png');
    expect(await portfolio()).toHaveLength(before.length + 2);
    await desk.handlers.attachments.remove({ attachmentId }, desk.editor);
    expect(await portfolio()).toEqual(before);
  });

  it('has the end of the СНИЛС alone for a viewer, as reports have', async () => {
    const { desk, shown, personId } = open();
    await desk.handlers.papers.portfolio({ personId }, inRole(desk.editor, 'viewer'));
    const text = JSON.stringify(shown);
    expect([text.includes('***-***-*45 95'), text.includes('112-233-445 95')]).toEqual([true, false]);
  });

  it('is told in the journal when it was shown, and only then', async () => {
    const { desk, personId, portfolio, breakPrinter } = open();
    const told = async () => {
      const { entries } = await desk.handlers.journal.list({ before: null, limit: 50, text: '' }, desk.editor);
      return entries.filter(({ action }) => action === 'papers.portfolio');
    };
    breakPrinter(true);
    expect((await refusal(portfolio)).code).toBe('KD-6003');
    expect(await told()).toEqual([]);
    breakPrinter(false);
    await portfolio();
    expect(await told()).toMatchObject([{ actor: 'Главная Мария Петровна', title: 'Абвгдеева Мария Ивановна' }]);
    const { versions } = await desk.handlers.history.versions({ kind: 'person', id: personId }, desk.editor);
    expect(versions.map(({ action }) => action)).not.toContain('papers.portfolio');
  });

  it('is not made of somebody whom nobody has approved yet, or who is not there', async () => {
    const { desk } = open();
    const { staff, papers } = desk.handlers;
    const values = { lastName: 'Новый', firstName: 'Пётр', patronymic: null, sex: '1', birthDate: '1990-01-01' };
    const person = { ...values, snils: null, inn: null, citizenshipCode: null, phone: null, email: null };
    const work = { divisionId: null, postCode: '109', positionType: '1', rate: 100, beginDate: '2026-11-02' };
    const empty = { personnelNumber: null, contractNumber: null, contractDate: null, endDate: null };
    const employment = { ...work, ...empty, endReason: null, endOrder: null };
    const parsed = CONTRACT.staff.hire.input.parse({ person, employment });
    const { personId } = await staff.hire(parsed, desk.editor);
    expect((await refusal(() => papers.portfolio({ personId }, desk.editor))).code).toBe('KD-6005');
    expect((await refusal(() => papers.portfolio({ personId: v7() }, desk.editor))).code).toBe('KD-3008');
  });
});
