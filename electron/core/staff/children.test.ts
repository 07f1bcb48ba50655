import { beforeEach, describe, expect, it } from 'vitest';
import type { FileKind, OwnKind } from '#shared/domain/entities.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

/** Records that travel in requests. */
type RequestedKind = Exclude<FileKind, OwnKind>;
const RECORDS: Readonly<Record<RequestedKind, Readonly<Record<string, FieldValue>>>> = {
  credential: {
    credentialKind: 'accreditation',
    specialtyCode: '27',
    number: '98 1',
    issuedOn: '2025-01-01',
    expiresOn: '2030-01-01',
  },
  education: {
    educationKind: 'ext',
    institution: 'Учебный центр',
    documentNumber: '7',
    documentDate: '2025-05-05',
    theme: 'Курс',
    hours: 36,
  },
  category: { categoryCode: 'first', specialtyCode: '27', beginDate: '2025-01-01' },
  award: { name: 'Грамота', number: '1', awardDate: '2025-01-01' },
  document: {
    typeCode: '1',
    series: '0025',
    number: '123456',
    issuedOn: '2025-01-01',
    issuedBy: 'Учебный отдел',
    departmentCode: '980-001',
    standing: 'other',
  },
  address: { typeCode: '2', addressText: 'г. Учебный, ул. Новая, д. 1', beginDate: '2025-01-01' },
  military: { served: 'yes', beginDate: '2010-06-01', endDate: '2011-06-01' },
  society: { name: 'Общество терапевтов', beginDate: '2020-01-01' },
  leave: { leaveReason: 'long', beginDate: '2026-10-01', endDate: '2026-12-01' },
};
const KINDS = Object.keys(RECORDS) as RequestedKind[];

let desk: TestDesk;
let personId: string;

beforeEach(() => {
  desk = openTestDesk();
  personId = fillClinic(desk, 6).people[3] ?? '';
});

const card = () => desk.handlers.staff.card({ personId }, desk.editor);
async function ownerOf(kind: RequestedKind): Promise<string> {
  return kind === 'leave' ? ((await card()).employments[0]?.id ?? '') : personId;
}
async function add(kind: RequestedKind, fields = RECORDS[kind], who = desk.editor) {
  return desk.handlers.staff.addChild({ kind, ownerId: await ownerOf(kind), fields }, who);
}
async function shown(kind: RequestedKind): Promise<readonly { readonly id: string }[]> {
  const file = await card();
  const lists = {
    credential: file.credentials,
    education: file.educations,
    category: file.categories,
    award: file.awards,
    document: file.documents,
    address: file.addresses,
    military: file.militaries,
    society: file.societies,
    leave: file.leaves,
  };
  return lists[kind];
}

describe.each(KINDS)('a record of kind %s', (kind) => {
  it('is added through a draft, shown on the card, and ready to be submitted', async () => {
    const { id, requestId } = await add(kind);
    expect((await shown(kind)).find((one) => one.id === id)).toMatchObject(RECORDS[kind]);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    expect(subjects).toMatchObject([
      { subjectId: personId, entities: [{ kind, id, operation: 'create' }], issues: [] },
    ]);
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');
  });

  it('that was added and taken out again leaves nothing behind', async () => {
    const before = await shown(kind);
    const { id, requestId } = await add(kind);
    await desk.handlers.staff.removeChild({ kind, id }, desk.editor);
    expect(await shown(kind)).toEqual(before);
    expect((await refusal(() => desk.handlers.changes.get({ requestId }, desk.editor))).code).toBe('KD-3008');
  });

  it('of the registry is taken out by a request that lists what goes, and comes back with its withdrawal', async () => {
    const { id } = await add(kind);
    desk.db.exec(
      'DELETE FROM change_field; DELETE FROM change_entity; DELETE FROM request_event; DELETE FROM change_request',
    );
    const before = await shown(kind);
    const { requestId } = await desk.handlers.staff.removeChild({ kind, id }, desk.editor);
    expect((await shown(kind)).some((one) => one.id === id)).toBe(false);
    const { subjects } = await desk.handlers.changes.get({ requestId }, desk.editor);
    const [entity] = subjects[0]?.entities ?? [];
    expect(entity).toMatchObject({ kind, id, operation: 'delete' });
    const gone = Object.fromEntries(entity?.fields.map(({ field, from, to }) => [field, [from, to]]) ?? []);
    for (const [field, value] of Object.entries(RECORDS[kind])) expect(gone[field]).toEqual([value, null]);
    expect((await desk.handlers.changes.submit({ requestId }, desk.editor)).state).toBe('submitted');
    await desk.handlers.changes.withdraw({ requestId }, desk.editor);
    expect(await shown(kind)).toEqual(before);
    expect((await desk.handlers.journal.verify({}, desk.editor)).brokenAt).toBeNull();
  });
});

describe('a deletion', () => {
  it('of a record that the same draft had changed brings the first values back', async () => {
    const [document] = (await card()).documents;
    const id = document?.id ?? '';
    const edit = { kind: 'document' as const, id, field: 'issuedBy', from: document?.issuedBy ?? null, to: 'Другой' };
    const { requestId } = await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.editor);
    expect((await desk.handlers.staff.removeChild({ kind: 'document', id }, desk.editor)).requestId).toBe(requestId);
    const [subject] = (await desk.handlers.changes.get({ requestId }, desk.editor)).subjects;
    const line = subject?.entities[0]?.fields.find(({ field }) => field === 'issuedBy');
    expect(line).toEqual({ field: 'issuedBy', from: document?.issuedBy, to: null });
    // One field taken back takes the whole of it back.
    await desk.handlers.changes.revert({ requestId, fields: [{ kind: 'document', id, field: 'number' }] }, desk.editor);
    expect((await card()).documents).toEqual([document]);
    expect((await card()).changed).toEqual([]);
  });

  it('is refused where somebody else has changed the record', async () => {
    const [address] = (await card()).addresses;
    const id = address?.id ?? '';
    const edit = { kind: 'address' as const, id, field: 'endDate', from: null, to: '2026-01-01' };
    await desk.handlers.staff.applyEdits({ edits: [edit] }, desk.otherEditor);
    const refused = await refusal(() => desk.handlers.staff.removeChild({ kind: 'address', id }, desk.editor));
    expect(refused.code).toBe('KD-3009');
    expect((await card()).addresses).toHaveLength(1);
  });
});

describe('adding', () => {
  it.each([
    ['an unknown field', 'award', { ...RECORDS.award, points: 1 }, 'KD-2005', 'award.points'],
    ['a code of no list', 'category', { ...RECORDS.category, categoryCode: 'top' }, 'KD-2004', 'category.categoryCode'],
    ['no kind', 'education', { institution: 'x' }, 'KD-2001', 'education.educationKind'],
    ['a number out of bounds', 'education', { ...RECORDS.education, hours: 2001 }, 'KD-2208', 'education.hours'],
    ['a number that is a text', 'education', { ...RECORDS.education, hours: 'сорок' }, 'KD-2208', 'education.hours'],
  ] as const)('refuses %s', async (_what, kind, fields, code, field) => {
    const refused = await refusal(() => add(kind, fields));
    expect([refused.code, refused.field]).toEqual([code, field]);
    expect((await desk.handlers.changes.list({ states: null }, desk.editor)).requests).toEqual([]);
  });

  it('refuses an owner who is not there', async () => {
    const call = () => desk.handlers.staff.addChild({ kind: 'leave', ownerId: personId, fields: {} }, desk.editor);
    expect((await refusal(call)).code).toBe('KD-3008');
  });

  it('keeps a draft that lacks something, and does not let it be submitted', async () => {
    const { id, requestId } = await add('education', { educationKind: 'ext', institution: 'Центр' });
    const refused = await refusal(() => desk.handlers.changes.submit({ requestId }, desk.editor));
    expect(refused.code).toBe('KD-3007');
    const issues = (await card()).issues.filter((issue) => issue.id === id).map(({ field }) => field);
    expect(issues.sort()).toEqual(['documentDate', 'documentNumber', 'hours', 'theme']);
  });

  it('waits for a new person to be submitted first, and the person cannot be taken from under it', async () => {
    const person = { lastName: 'Новая', firstName: 'Анна', patronymic: null, sex: '2', birthDate: '1990-01-01' };
    const hire = {
      person: {
        ...person,
        snils: '11223344595',
        inn: null,
        citizenshipCode: '1',
        countryCode: null,
        militaryRelationCode: null,
        phone: null,
        email: null,
        isMedical: null,
        isPharmaceutical: null,
        isStudent: null,
        deathDate: null,
      },
      employment: {
        divisionId: (await card()).employments[0]?.divisionId ?? null,
        postCode: '109',
        positionType: '1',
        rate: 100,
        personnelNumber: 'н1',
        contractNumber: '1',
        contractDate: '2026-11-20',
        beginDate: '2026-11-20',
        endDate: null,
        endReason: null,
        endOrder: null,
        endOrderDate: null,
        fileNumber: null,
        specialtyCode: null,
        seniorityMonths: null,
        targeted: null,
      },
    };
    const hired = await desk.handlers.staff.hire(hire, desk.editor);
    const fields = RECORDS.award;
    const award = { kind: 'award' as const, ownerId: hired.personId, fields };
    const { requestId } = await desk.handlers.staff.addChild(award, desk.otherEditor);
    const early = await refusal(() => desk.handlers.changes.submit({ requestId }, desk.otherEditor));
    const gone = await refusal(() => desk.handlers.changes.withdraw({ requestId: hired.requestId }, desk.editor));
    expect([early.code, gone.code]).toEqual(['KD-3009', 'KD-3009']);
  });
});
