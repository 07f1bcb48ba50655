import { describe, expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addYears } from '#shared/rules/dates.ts';
import { occupancyOn } from '../entities/occupancy-store.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { nothingToDecide } from '../worklists/testing.ts';
import { createWorklists } from '../worklists/worklists.ts';

/** The business rules of the domain about posts, employments and admission, each over a real store. */
const PAGE = { text: '', offset: 0, limit: 500 };
const PERSON = {
  lastName: 'Новикова',
  firstName: 'Анна',
  patronymic: 'Петровна',
  sex: '2',
  birthDate: '1985-05-05',
  snils: '11223344595',
  inn: null,
  citizenshipCode: '1',
  phone: null,
  email: null,
};

function open() {
  const desk = openTestDesk();
  const { people, divisions } = fillClinic(desk, 60);
  const [divisionId = ''] = divisions.values();
  const employment = {
    divisionId,
    postCode: '109',
    positionType: '1',
    rate: 100,
    personnelNumber: '77',
    contractNumber: '77/23',
    contractDate: '2023-01-10',
    beginDate: '2023-01-10',
    endDate: null,
    endReason: null,
    endOrder: null,
    endOrderDate: null,
  };
  const hire = (change: Partial<typeof employment> = {}, person: Partial<typeof PERSON> = {}) => {
    const input = { person: { ...PERSON, ...person }, employment: { ...employment, ...change } };
    return desk.handlers.staff.hire(staff.hire.input.parse(input), desk.editor);
  };
  const lists = createWorklists({ ...desk, emit: () => undefined, exchange: nothingToDecide() });
  return { desk, people, employment, hire, lists };
}

function addEmployment(desk: TestDesk, personId: EntityId, values: Record<string, string | number | null>): EntityId {
  const id = crypto.randomUUID();
  desk.entities.insert('employment', id, { ...values, personId });
  desk.staffIndex.refresh([personId]);
  return id;
}

const issuesOf = async (desk: TestDesk, personId: EntityId) =>
  staff.card.output
    .parse(await desk.handlers.staff.card({ personId }, desk.editor))
    .issues.map(({ code, field, severity }) => [code, field, severity]);

describe('posts', () => {
  it('rule 1: a post closed on 01.09.2023 is refused for an employment begun after it, accepted before it', async () => {
    const { hire } = open();
    const after = await refusal(() => hire({ postCode: '14', beginDate: '2023-09-02', contractDate: '2023-09-02' }));
    expect(after).toMatchObject({ code: 'KD-2204', params: { date: '02.09.2023' } });
    await hire({ postCode: '14', beginDate: '2023-08-31', contractDate: '2023-08-31' });
  });

  it('rule 1: moving the begin of such an employment behind the closing is refused too', async () => {
    const { desk, hire } = open();
    const { personId } = await hire({ postCode: '14', beginDate: '2023-08-31', contractDate: '2023-08-31' });
    const [made] = desk.entities.list('employment', 'personId', personId);
    const id = made?.entity.id ?? '';
    await desk.handlers.staff.applyEdits(
      { edits: [{ kind: 'employment', id, field: 'beginDate', from: '2023-08-31', to: '2023-09-02' }] },
      desk.editor,
    );
    expect(await issuesOf(desk, personId)).toContainEqual(['KD-2204', 'postCode', 'error']);
  });

  it('rule 1: a specialty closed on 07.10.2015 is refused for a document given out after it, accepted before it', async () => {
    const { desk, people } = open();
    const add = (issuedOn: string) => {
      const fields = {
        credentialKind: 'certificate',
        specialtyCode: '3',
        number: '1',
        issuer: null,
        issuedOn,
        expiresOn: null,
      };
      return desk.handlers.staff.addChild({ kind: 'credential', ownerId: people[0] ?? '', fields }, desk.editor);
    };
    const after = await refusal(() => add('2015-10-08'));
    expect(after).toMatchObject({ code: 'KD-2204', field: 'credential.specialtyCode', params: { date: '08.10.2015' } });
    await add('2015-10-07');
  });

  it('rule 2: a group row of 1002 (12 «Врачи-специалисты») cannot be picked', async () => {
    const { desk, people, hire } = open();
    expect((await refusal(() => hire({ postCode: '12' }))).code).toBe('KD-2204');
    const [made] = desk.entities.list('employment', 'personId', people[5] ?? '');
    const { id = '', postCode = null } = made?.entity ?? {};
    const edit = { kind: 'employment' as const, id, field: 'postCode', from: postCode, to: '12' };
    const refused = await refusal(() => desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor));
    expect(refused.code).toBe('KD-2204');
  });
});

describe('employments', () => {
  it('rule 3: a second open main employment is an error that names the other post', async () => {
    const { desk, employment, hire } = open();
    const { personId } = await hire();
    const second = { ...employment, personnelNumber: '77/2', rate: 50, postCode: '110' };
    const id = addEmployment(desk, personId, second);
    const post = desk.dictionaries.find(DICTIONARY.posts, '109')?.name;
    const division = desk.entities.get('division', employment.divisionId)?.entity.name;
    const { issues } = await desk.handlers.staff.card({ personId }, desk.editor);
    expect(issues.find((issue) => issue.id === id)).toMatchObject({
      code: 'KD-2205',
      field: 'positionType',
      severity: 'error',
      params: { name: `${division}, ${post}` },
    });
    desk.entities.patch('employment', id, { endDate: '2024-01-01', endReason: 'Собственное желание' });
    expect((await issuesOf(desk, personId)).map(([code]) => code)).not.toContain('KD-2205');
  });

  it.each([
    [50, []],
    [75, ['warning', 'warning']],
  ])('rule 3: 1,00 of a main and %i hundredths of an internal employment: %j', async (rate, expected) => {
    const { desk, employment, hire } = open();
    const { personId } = await hire();
    addEmployment(desk, personId, { ...employment, personnelNumber: '77/2', positionType: '2', rate });
    const { issues } = await desk.handlers.staff.card({ personId }, desk.editor);
    expect(issues.map(({ severity }) => severity)).toEqual(expected);
    if (expected.length > 0) expect(issues[0]).toMatchObject({ code: 'KD-2207', params: { sum: '1,75' } });
  });

  it('rule 4: a dismissal in one step: day, reason, order and its date; absences end, the post is free from the next day', async () => {
    const { desk, employment, hire } = open();
    const { personId } = await hire();
    const [made] = desk.entities.list('employment', 'personId', personId);
    const employmentId = made?.entity.id ?? '';
    const leave = (fields: Record<string, string | null>) =>
      desk.handlers.staff.addChild({ kind: 'leave', ownerId: employmentId, fields }, desk.editor);
    const { id: running } = await leave({ leaveReason: 'childcare', beginDate: '2025-06-01', endDate: '2026-12-31' });
    const { id: coming } = await leave({ leaveReason: 'long', beginDate: '2027-02-01', endDate: null });
    const dismissal = staff.dismiss.input.parse({
      employmentId,
      endDate: '2026-03-01',
      endReason: 'п. 3 ч. 1 ст. 77 ТК РФ',
      endOrder: '№ 5-л',
      endOrderDate: '2026-02-27',
    });
    const { endOrderDate: _, ...withoutDate } = dismissal;
    expect(staff.dismiss.input.safeParse(withoutDate).success).toBe(false);
    const early = await refusal(() =>
      desk.handlers.staff.dismiss({ ...dismissal, endDate: '2023-01-09' }, desk.editor),
    );
    expect(early).toMatchObject({ code: 'KD-2202', params: { id: employmentId } });
    const taken = (day: string) =>
      occupancyOn(desk.db, day)
        .filter(({ divisionId, postCode }) => divisionId === employment.divisionId && postCode === employment.postCode)
        .reduce((sum, { people, away }) => sum + people + away, 0);
    expect(taken('2026-03-02')).toBe(1);

    const { requestId } = await desk.handlers.staff.dismiss(dismissal, desk.editor);
    expect(desk.entities.get('employment', employmentId)?.entity).toMatchObject({
      endDate: '2026-03-01',
      endReason: dismissal.endReason,
      endOrder: '№ 5-л',
      endOrderDate: '2026-02-27',
    });
    expect(desk.entities.get('leave', running)?.entity.endDate).toBe('2026-03-01');
    expect(desk.entities.get('leave', coming)).toBeNull();
    expect([taken('2026-03-01'), taken('2026-03-02')]).toEqual([1, 0]);
    expect(await issuesOf(desk, personId)).toEqual([]);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects.map(({ subjectId }) => subjectId)).toEqual([personId]);
  });

  it('rule 4: it names beforehand what ends with it and what is left to be done', async () => {
    const { desk, people, employment, hire } = open();
    const { personId, requestId } = await hire();
    const [made] = desk.entities.list('employment', 'personId', personId);
    const employmentId = made?.entity.id ?? '';
    const second = addEmployment(desk, personId, {
      ...employment,
      positionType: '2',
      rate: 25,
      personnelNumber: '77/2',
    });
    desk.entities.patch('division', employment.divisionId, { headPersonId: personId });
    desk.entities.insert('leave', crypto.randomUUID(), { employmentId, leaveReason: 'long', beginDate: '2026-02-01' });
    const credential = { personId, credentialKind: 'accreditation', specialtyCode: '27', number: '5' };
    desk.entities.insert('credential', crypto.randomUUID(), { ...credential, expiresOn: '2029-01-01' });
    desk.entities.insert('credential', crypto.randomUUID(), { ...credential, number: '4', expiresOn: '2024-01-01' });
    const preview = staff.previewDismissal.output.parse(
      await desk.handlers.staff.previewDismissal({ employmentId, endDate: '2026-03-01' }, desk.editor),
    );
    expect(preview).toMatchObject({
      name: 'Новикова Анна Петровна',
      employment: { id: employmentId, rate: 100 },
      leaves: [{ leaveReason: 'long' }],
      tasks: [
        { kind: 'otherWork', aboutId: second, name: expect.stringMatching(/^Врач-терапевт, ./) },
        { kind: 'head', aboutId: employment.divisionId },
        { kind: 'draft', aboutId: requestId },
      ],
    });
    desk.entities.patch('employment', second, { endDate: '2026-02-28' });
    const last = await desk.handlers.staff.previewDismissal({ employmentId, endDate: '2026-03-01' }, desk.editor);
    expect(last.tasks.map(({ kind, name }) => [kind, name]).slice(2)).toEqual([['accreditation', '5']]);
    expect(desk.entities.get('employment', employmentId)?.entity.endDate).toBeNull();
    const other = people.at(-1) ?? '';
    const [theirs] = desk.entities.list('employment', 'personId', other);
    const clean = await desk.handlers.staff.previewDismissal(
      { employmentId: theirs?.entity.id ?? '', endDate: '2026-03-01' },
      desk.editor,
    );
    expect(clean.tasks.filter(({ kind }) => kind !== 'certificate' && kind !== 'accreditation')).toEqual([]);
  });
});

describe('admission', () => {
  const certificate = (personId: EntityId, values: Record<string, string | null>) => ({
    ...{ personId, credentialKind: 'certificate', specialtyCode: '27', number: '1', issuer: null },
    ...values,
  });

  it('rule 6: an accreditation lasts five years to the day, one of the leap day ends on 28 February', () => {
    expect(addYears('2021-06-01', 5)).toBe('2026-06-01');
    expect(addYears('2026-06-01', -1)).toBe('2025-06-01');
    expect(addYears('2024-02-29', 5)).toBe('2029-02-28');
  });

  it('rule 6: it admits on its last day and not on the next one', async () => {
    const { desk, hire, lists } = open();
    const { personId } = await hire();
    const document = certificate(personId, { issuedOn: '2021-06-01', expiresOn: '2026-06-01' });
    desk.entities.insert('credential', crypto.randomUUID(), { ...document, credentialKind: 'accreditation' });
    const refused = async (date: string) =>
      (await lists.admission({ ...PAGE, date }, desk.editor)).rows.some((row) => row.personId === personId);
    expect([await refused('2026-06-01'), await refused('2026-06-02')]).toEqual([false, true]);
  });

  it('rule 7: of a certificate and an accreditation for one specialty the later end decides; none means «нет допуска»', async () => {
    const { desk, hire, lists } = open();
    const { personId } = await hire();
    const today = '2026-11-21';
    const found = async () =>
      (await lists.admission({ ...PAGE, date: today }, desk.editor)).rows
        .filter((row) => row.personId === personId)
        .map(({ reason, until }) => [reason, until]);
    expect(await found()).toEqual([['none', null]]);
    const old = certificate(personId, { issuedOn: '2020-12-01', expiresOn: '2025-12-01' });
    desk.entities.insert('credential', crypto.randomUUID(), old);
    expect(await found()).toEqual([['expired', '2025-12-01']]);
    const later = { ...old, credentialKind: 'accreditation', issuedOn: '2025-11-01', expiresOn: '2030-11-01' };
    desk.entities.insert('credential', crypto.randomUUID(), later);
    expect(await found()).toEqual([]);
    await lists.setAdmissionRule({ postCode: '109', needed: true, specialties: ['8'] }, desk.editor);
    expect(await found()).toEqual([['specialty', null]]);
  });
});

describe('personnel numbers', () => {
  const shared = ['KD-2214', 'personnelNumber', 'warning'];

  it('are warned about when two people at work in one organisation have the same, each naming the other', async () => {
    const { desk, hire } = open();
    const one = await hire();
    const two = await hire({}, { lastName: 'Другая', firstName: 'Ольга', snils: '12345678964' });
    const of = async (personId: EntityId) =>
      (await desk.handlers.staff.card({ personId }, desk.editor)).issues.filter(({ code }) => code === 'KD-2214');
    expect(await of(one.personId)).toMatchObject([
      { kind: 'employment', field: 'personnelNumber', severity: 'warning', params: { name: 'Другая Ольга Петровна' } },
    ]);
    expect(await of(two.personId)).toMatchObject([{ params: { name: 'Новикова Анна Петровна' } }]);
  });

  it('may be those of who has left, of another organisation, or of the other work of the same person', async () => {
    const { desk, employment, hire } = open();
    const { personId } = await hire();
    addEmployment(desk, personId, { ...employment, rate: 25, positionType: '2', postCode: '110' });
    const two = await hire({}, { lastName: 'Другая', firstName: 'Ольга', snils: '12345678964' });
    const [made] = desk.entities.list('employment', 'personId', two.personId);
    const id = made?.entity.id ?? '';
    const elsewhere = crypto.randomUUID();
    const division = desk.entities.get('division', employment.divisionId)?.entity;
    desk.entities.insert('division', elsewhere, { ...division, organisationId: crypto.randomUUID() });
    expect(await issuesOf(desk, personId)).toContainEqual(shared);
    desk.entities.patch('employment', id, { divisionId: elsewhere });
    expect(await issuesOf(desk, personId)).not.toContainEqual(shared);
    desk.entities.patch('employment', id, { divisionId: employment.divisionId, endDate: '2024-01-01' });
    expect(await issuesOf(desk, personId)).not.toContainEqual(shared);
    expect(await issuesOf(desk, two.personId)).not.toContainEqual(shared);
  });

  it('are each one person’s own in the clinic made for training', async () => {
    const { desk, people } = open();
    for (const personId of people) expect(await issuesOf(desk, personId)).not.toContainEqual(shared);
  });
});

describe('identity', () => {
  it('rule 9: one СНИЛС under two names is refused, never merged; a name with a birth date is only a suggestion', async () => {
    const { desk, hire } = open();
    const { personId } = await hire();
    const twin = await refusal(() => hire({ personnelNumber: '78' }, { lastName: 'Другая', firstName: 'Ольга' }));
    expect(twin).toMatchObject({ code: 'KD-2105', params: { name: 'Новикова Анна Петровна' } });
    const sought = { snils: null, lastName: 'НОВИКОВА', firstName: 'анна', birthDate: '1985-05-05' };
    const { people } = await desk.handlers.staff.findDuplicates(sought, desk.editor);
    expect(people.map((one) => [one.personId, one.reason])).toEqual([[personId, 'name']]);
    const second = await hire({ personnelNumber: '79' }, { snils: '12345678964' });
    expect(second.personId).not.toBe(personId);
  });
});
