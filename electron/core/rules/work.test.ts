import { describe, expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addYears } from '#shared/rules/dates.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
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
  };
  const hire = (change: Partial<typeof employment> = {}, person: Partial<typeof PERSON> = {}) => {
    const input = { person: { ...PERSON, ...person }, employment: { ...employment, ...change } };
    return desk.handlers.staff.hire(staff.hire.input.parse(input), desk.editor);
  };
  const lists = createWorklists({ ...desk, emit: () => undefined, conflicts: () => [], decide: () => undefined });
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
  it('rule 3: a second open main employment is an error; 1,0 + 0,5 is fine, 1,0 + 0,75 a warning', async () => {
    const { desk, employment, hire } = open();
    const { personId } = await hire();
    const second = { ...employment, personnelNumber: '77/2', positionType: '2' };
    const internal = addEmployment(desk, personId, { ...second, rate: 50 });
    expect(await issuesOf(desk, personId)).toEqual([]);
    desk.entities.patch('employment', internal, { rate: 75 });
    expect(await issuesOf(desk, personId)).toContainEqual(['KD-2207', 'rate', 'warning']);
    desk.entities.patch('employment', internal, { rate: 50, positionType: '1' });
    expect(await issuesOf(desk, personId)).toContainEqual(['KD-2205', 'positionType', 'error']);
    desk.entities.patch('employment', internal, { endDate: '2024-01-01', endReason: 'Собственное желание' });
    expect((await issuesOf(desk, personId)).map(([code]) => code)).not.toContain('KD-2205');
  });

  it('rule 4: a dismissal sets day, reason and order in one step and asks for a day that is not before the begin', async () => {
    const { desk, hire } = open();
    const { personId } = await hire();
    const [made] = desk.entities.list('employment', 'personId', personId);
    const employmentId = made?.entity.id ?? '';
    const dismissal = { employmentId, endReason: 'п. 3 ч. 1 ст. 77 ТК РФ', endOrder: '№ 5-л от 01.03.2026' };
    const early = await refusal(() =>
      desk.handlers.staff.dismiss({ ...dismissal, endDate: '2023-01-09' }, desk.editor),
    );
    expect(early).toMatchObject({ code: 'KD-2202' });
    await desk.handlers.staff.dismiss({ ...dismissal, endDate: '2026-03-01' }, desk.editor);
    expect(desk.entities.get('employment', employmentId)?.entity).toMatchObject({
      endDate: '2026-03-01',
      endReason: dismissal.endReason,
      endOrder: dismissal.endOrder,
    });
    expect(await issuesOf(desk, personId)).toEqual([]);
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

  it('rule 10: ready for РЭМД on a day only with an open card in a division that exists, and a name that ФРМР has', async () => {
    const { desk, people, lists } = open();
    const [id = ''] = people;
    const codes = async (date: string) =>
      (await lists.readiness({ ...PAGE, date, code: null }, desk.editor)).rows
        .filter(({ personId }) => personId === id)
        .map(({ code }) => code);
    const [made] = desk.entities.list('employment', 'personId', id);
    const { divisionId = null, beginDate = null } = made?.entity ?? {};
    expect(await codes('2026-11-21')).toEqual([]);
    desk.db.prepare('UPDATE division SET liquidation_date = ? WHERE id = ?').run('2026-11-01', divisionId);
    expect(await codes('2026-11-21')).toEqual(['DIVISION_NOT_ON_DATE']);
    expect(await codes('2026-11-01')).toEqual([]);
    desk.db.prepare('UPDATE person SET snils = NULL WHERE id = ?').run(id);
    expect(await codes('2026-11-01')).toEqual(['PERSON_NOT_FOUND']);
    // Before the card began nothing is asked of it.
    expect(await codes(addYears(beginDate ?? '', -1))).toEqual([]);
  });
});
