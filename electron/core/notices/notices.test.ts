import { describe, expect, it } from 'vitest';
import { type HostServices, MAIL_AT_MOST, type MailDraft, type PrintModel } from '#shared/contract/host.ts';
import type { Concerned } from '#shared/contract/notices.ts';
import { DeskError } from '#shared/contract/result.ts';
import { fullName } from '#shared/rules/names.ts';
import { view } from '../staff/test-staff.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';

const WHAT = { subject: 'Изменение сведений', text: 'Уважаемые коллеги!\n\nЗайдите в отдел кадров.' };

function open(people = 12) {
  const drafts: Exclude<MailDraft, { kind: unknown }>[] = [];
  const pages: PrintModel[] = [];
  let mailProgram = true;
  const draftMail: HostServices['draftMail'] = async (draft) => {
    if (!mailProgram) throw new DeskError('KD-6004');
    if (!('kind' in draft)) drafts.push(draft);
  };
  const printToPdf: HostServices['printToPdf'] = async ({ model }) => {
    pages.push(model);
    return Uint8Array.of(1);
  };
  const desk = openTestDesk({ host: { draftMail, printToPdf } });
  const filled = fillClinic(desk, people);
  const { notices } = desk.handlers;
  const addressees = async (concerned: Concerned) => (await notices.addressees({ concerned }, desk.editor)).addressees;
  const person = (id: string) => {
    const found = desk.entities.get('person', id)?.entity;
    if (found === undefined) throw new Error('No such person');
    return found;
  };
  const email = (id: string, to: string | null) => desk.entities.patch('person', id, { email: to });
  const told = async () => {
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 50, text: '' }, desk.editor);
    return entries.filter(({ action }) => action.startsWith('notices.')).map(({ action, to }) => [action, to]);
  };
  const breakMail = () => {
    mailProgram = false;
  };
  return { desk, ...filled, drafts, pages, addressees, person, email, told, breakMail };
}

describe('addressees', () => {
  it('are the chosen rows in their order, with whoever has no address that mail programs take', async () => {
    const { desk, people, addressees, person, email } = open();
    const [first = '', second = '', third = ''] = people;
    email(first, 'a@больница.рф');
    email(second, 'кадры@clinic.example');
    email(third, null);
    const { viewId } = await view(desk);
    const found = await addressees({ of: 'rows', rows: { viewId, from: 0, to: people.length - 1 } });
    expect(found.map(({ personId }) => personId).sort()).toEqual([...people].sort());
    expect(found).toContainEqual({
      personId: first,
      name: fullName(person(first)),
      post: expect.stringMatching(/^\p{Lu}/u),
      email: 'a@xn--80abvlke3d3b.xn--p1ai',
    });
    const without = found.filter((one) => one.email === null).map(({ personId }) => personId);
    expect(without).toEqual(expect.arrayContaining([second, third]));
    const part = await addressees({ of: 'rows', rows: { viewId, from: 2, to: 3 } });
    expect(part).toEqual(found.slice(2, 4));
  });

  it('are who works in a division or below it today, each once', async () => {
    const { desk, people, organisationId, addressees } = open();
    const works = people.flatMap((id) =>
      desk.entities.list('employment', 'personId', id).map(({ entity }) => ({ ...entity, personId: id })),
    );
    const today = desk.clock.today();
    const open_ = works.filter(({ endDate }) => endDate === null || endDate >= today);
    const divisions = desk.entities.list('division', 'organisationId', organisationId).map(({ entity }) => entity);
    const below = (id: string): string[] => [
      id,
      ...divisions.filter(({ parentId }) => parentId === id).flatMap((child) => below(child.id)),
    ];
    const roots = divisions.filter(({ parentId }) => parentId === null);
    for (const { id } of roots) {
      const expected = new Set(
        open_
          .filter(({ divisionId }) => divisionId !== null && below(id).includes(divisionId))
          .map((one) => one.personId),
      );
      const found = await addressees({ of: 'division', divisionId: id });
      expect(found.map(({ personId }) => personId).sort()).toEqual([...expected].sort());
    }
    expect(roots.length).toBeGreaterThan(0);
  });

  it('are the people of a request', async () => {
    const { desk, people, person, addressees } = open();
    const [, personId = ''] = people;
    const { phone: from } = person(personId);
    const edit = { kind: 'person' as const, id: personId, field: 'phone', from, to: '+79998887766' };
    await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
    const { requests } = await desk.handlers.changes.list({ states: null }, desk.editor);
    const [request] = requests;
    const found = await addressees({ of: 'request', requestId: request?.id ?? '' });
    expect(found.map((one) => one.personId)).toEqual([personId]);
  });
});

describe('a letter', () => {
  it('has the addresses in the blind copy and nothing but the given words', async () => {
    const { desk, people, drafts, email, told } = open(3);
    const [first = '', second = '', third = ''] = people;
    email(first, 'one@clinic.example');
    email(second, null);
    email(third, 'three@clinic.example');
    const answer = await desk.handlers.notices.mail({ ...WHAT, personIds: [...people], letter: 0 }, desk.editor);
    expect(answer).toEqual({ letters: 1 });
    expect(drafts).toEqual([
      { subject: WHAT.subject, body: WHAT.text, bcc: ['one@clinic.example', 'three@clinic.example'] },
    ]);
    expect(await told()).toEqual([['notices.mail', WHAT.subject]]);
    expect(await desk.handlers.notices.mail({ ...WHAT, personIds: [second], letter: 0 }, desk.editor)).toBeNull();
  });

  it('is followed by others until every address had its letter, none of them too long', async () => {
    const { desk, people, drafts, email } = open(60);
    people.forEach((id, at) => {
      email(id, `employee.number.${at}@polyclinic.example`);
    });
    const send = (letter: number) =>
      desk.handlers.notices.mail({ ...WHAT, personIds: [...people], letter }, desk.editor);
    const { letters = 0 } = (await send(0)) ?? {};
    expect(letters).toBeGreaterThan(1);
    for (let letter = 1; letter < letters; letter++) await send(letter);
    expect(await send(letters)).toBeNull();
    expect(drafts.flatMap(({ bcc }) => bcc)).toEqual(
      people.map((_id, at) => `employee.number.${at}@polyclinic.example`),
    );
    for (const { subject, body, bcc } of drafts) {
      const words = encodeURIComponent(subject) + encodeURIComponent(body.replaceAll('\n', '\r\n'));
      expect(`mailto:?bcc=${bcc.join('%2C')}&subject=&body=${words}`.length).toBeLessThanOrEqual(MAIL_AT_MOST);
    }
  });

  it('is refused where the text leaves no room, and not told of where no mail program took it', async () => {
    const { desk, people, email, told, breakMail } = open(1);
    const [personId = ''] = people;
    email(personId, 'one@clinic.example');
    const send = (text: string) =>
      desk.handlers.notices.mail({ ...WHAT, text, personIds: [personId], letter: 0 }, desk.editor);
    expect((await refusal(() => send('я'.repeat(330)))).code).toBe('KD-6007');
    breakMail();
    expect((await refusal(() => send('Текст'))).code).toBe('KD-6004');
    expect(await told()).toEqual([]);
  });
});

it('a printed notice has a line for the signature of everybody, also without an address', async () => {
  const { desk, people, pages, addressees, told } = open(3);
  const { viewId } = await view(desk);
  const shown = await addressees({ of: 'rows', rows: { viewId, from: 0, to: people.length - 1 } });
  await desk.handlers.notices.print({ ...WHAT, personIds: shown.map(({ personId }) => personId) }, desk.approver);
  expect(pages).toMatchObject([
    {
      title: WHAT.subject,
      columns: [
        {},
        { title: 'Фамилия, имя, отчество' },
        { title: 'Должность' },
        { title: 'Подпись' },
        { title: 'Дата' },
      ],
      rows: shown.map(({ name, post }, at) => ({ style: 'sign', cells: [String(at + 1), name, post, '', ''] })),
      letter: { before: ['Уважаемые коллеги!', 'Зайдите в отдел кадров.', 'С уведомлением ознакомлены:'] },
    },
  ]);
  expect(await told()).toEqual([['notices.print', WHAT.subject]]);
});
