import { describe, expect, it } from 'vitest';
import { worklists as contract } from '#shared/contract/worklists.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { refusal, type TestDesk } from '../test-books.ts';
import { openWorklists as open } from './testing.ts';

const TODAY = '2026-11-21';
const PAGE = { text: '', offset: 0, limit: 500 };

/** A person whose open employment has a post that needs an admission, with documents. */
function doctor(desk: TestDesk): { personId: EntityId; employmentId: EntityId; divisionId: EntityId } {
  const row = desk.db
    .prepare(`SELECT o.person_id AS personId, o.id AS employmentId, o.division_id AS divisionId FROM employment o
      JOIN credential c ON c.person_id = o.person_id
      WHERE o.end_date IS NULL AND o.begin_date < '2026-01-01' AND o.post_code IN (SELECT code FROM dictionary_row
        WHERE parent = '12') AND (SELECT count(*) FROM employment e WHERE e.person_id = o.person_id) = 1 LIMIT 1`)
    .get() as { personId: EntityId; employmentId: EntityId; divisionId: EntityId } | undefined;
  if (row === undefined) throw new Error('No doctor');
  return row;
}

function set(desk: TestDesk, table: string, id: EntityId, column: string, value: string | number | null): void {
  desk.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE id = ?`).run(value, id);
}

function onlyCredential(desk: TestDesk, personId: EntityId, values: Record<string, string | null>): void {
  desk.db.prepare('DELETE FROM credential WHERE person_id = ?').run(personId);
  desk.entities.insert('credential', crypto.randomUUID(), {
    personId,
    credentialKind: 'accreditation',
    number: '1',
    issuer: null,
    specialtyCode: '27',
    ...values,
  });
}

describe('«Полнота карточек»', () => {
  it('names what a card lacks, a required field before recommended ones', async () => {
    const { desk, lists, people } = open();
    const [id = ''] = people;
    for (const column of ['snils', 'inn', 'phone']) set(desk, 'person', id, column, null);
    const answer = contract.completeness.output.parse(await lists.completeness({ ...PAGE, only: 'all' }, desk.editor));
    const [first] = answer.rows;
    expect(first).toMatchObject({ personId: id, required: ['person.snils'] });
    expect(first?.recommended).toEqual(expect.arrayContaining(['person.inn', 'person.phone']));
    expect(first?.percent).toBeLessThan(100);
    const required = await lists.completeness({ ...PAGE, only: 'required' }, desk.editor);
    expect(required.rows.map(({ personId }) => personId)).toEqual([id]);
    expect(required.total).toBe(1);
  });

  it('asks no СНИЛС of a foreign citizen, and nothing of whoever has left', async () => {
    const { desk, lists, people } = open();
    const [foreigner = '', gone = ''] = people;
    set(desk, 'person', foreigner, 'snils', null);
    set(desk, 'person', foreigner, 'citizenship_code', '3');
    set(desk, 'person', gone, 'birth_date', null);
    desk.db.prepare(`UPDATE employment SET end_date = '2026-01-31' WHERE person_id = ?`).run(gone);
    desk.staffIndex.refresh([foreigner, gone]);
    expect((await lists.completeness({ ...PAGE, only: 'required' }, desk.editor)).rows).toEqual([]);
  });

  it('sees a gap in any of several open employments', async () => {
    const { desk, lists } = open();
    const { employmentId, personId } = doctor(desk);
    set(desk, 'employment', employmentId, 'contract_number', '');
    const { rows } = await lists.completeness({ ...PAGE, only: 'required' }, desk.editor);
    expect(rows).toMatchObject([{ personId, required: ['employment.contractNumber'] }]);
  });

  it('notices a doctor without any document', async () => {
    const { desk, lists } = open();
    const { personId } = doctor(desk);
    desk.db.prepare('DELETE FROM credential WHERE person_id = ?').run(personId);
    const { rows } = await lists.completeness({ ...PAGE, only: 'all' }, desk.editor);
    expect(rows.filter(({ records }) => records.includes('credential')).map((row) => row.personId)).toEqual([personId]);
  });

  it('notices a card without an education or an identity document, and what a passport lacks', async () => {
    const { desk, lists, people } = open();
    const [first = '', second = ''] = people;
    desk.db.prepare('DELETE FROM education WHERE person_id = ?').run(first);
    desk.db.prepare('DELETE FROM document WHERE person_id = ?').run(first);
    const passport = desk.db.prepare('SELECT id FROM document WHERE person_id = ?').pluck().get(second) as string;
    set(desk, 'document', passport, 'type_code', '1');
    set(desk, 'document', passport, 'department_code', null);
    const found = async () => {
      const { rows } = await lists.completeness({ ...PAGE, only: 'all' }, desk.editor);
      const of = (id: string) => rows.find(({ personId }) => personId === id);
      return [of(first)?.records, of(second)?.required];
    };
    expect(await found()).toEqual([['education', 'document'], ['document.departmentCode']]);
    // A former document, and one of another kind, need none.
    set(desk, 'document', passport, 'type_code', '10');
    expect((await found())[1] ?? []).toEqual([]);
    set(desk, 'document', passport, 'type_code', '1');
    set(desk, 'document', passport, 'standing', 'former');
    expect((await found())[1] ?? []).toEqual([]);
  });

  it('pages without losing or repeating anybody, and finds by a name', async () => {
    const { desk, lists } = open();
    const all = await lists.completeness({ ...PAGE, only: 'all' }, desk.editor);
    const ids: EntityId[] = [];
    for (let offset = 0; offset < all.total; offset += 7) {
      const { rows } = await lists.completeness({ ...PAGE, offset, limit: 7, only: 'all' }, desk.editor);
      ids.push(...rows.map(({ personId }) => personId));
    }
    expect(ids).toEqual(all.rows.map(({ personId }) => personId));
    const [somebody] = all.rows;
    const { rows } = await lists.completeness({ ...PAGE, text: somebody?.name ?? '', only: 'all' }, desk.editor);
    expect(rows.map(({ personId }) => personId)).toContain(somebody?.personId);
    expect(rows.length).toBeLessThan(all.rows.length);
  });
});

describe('«Истекает»', () => {
  it.each([
    [-1, ['overdue']],
    [0, ['in7', 'in30', 'in60', 'in90']],
    [7, ['in7', 'in30', 'in60', 'in90']],
    [8, ['in30', 'in60', 'in90']],
    [30, ['in30', 'in60', 'in90']],
    [60, ['in60', 'in90']],
    [90, ['in90']],
    [91, []],
  ] as const)('%i days before the end it stands in %j', async (days, buckets) => {
    const { desk, lists } = open(20);
    const { personId } = doctor(desk);
    desk.db.prepare('DELETE FROM credential WHERE person_id <> ?').run(personId);
    const expiresOn = new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
    onlyCredential(desk, personId, { issuedOn: '2022-01-01', expiresOn });
    const answer = contract.expiring.output.parse(await lists.expiring({ ...PAGE, bucket: null }, desk.editor));
    expect(Object.entries(answer.buckets).flatMap(([bucket, count]) => (count === 1 ? [bucket] : []))).toEqual(buckets);
    expect(answer.rows.map((row) => row.days)).toEqual(buckets.length === 0 ? [] : [days]);
    for (const bucket of buckets) expect((await lists.expiring({ ...PAGE, bucket }, desk.editor)).total).toBe(1);
  });

  it('forgets a document that was renewed in the same specialty, not in another one', async () => {
    const { desk, lists } = open(20);
    const { personId } = doctor(desk);
    desk.db.prepare('DELETE FROM credential').run();
    onlyCredential(desk, personId, { issuedOn: '2020-01-01', expiresOn: '2025-01-01' });
    const other = { personId, credentialKind: 'accreditation', number: '2', issuer: null, issuedOn: '2025-01-01' };
    desk.entities.insert('credential', crypto.randomUUID(), { ...other, specialtyCode: '8', expiresOn: '2030-01-01' });
    expect((await lists.expiring({ ...PAGE, bucket: null }, desk.editor)).total).toBe(1);
    desk.entities.insert('credential', crypto.randomUUID(), { ...other, specialtyCode: '27', expiresOn: '2030-01-01' });
    expect((await lists.expiring({ ...PAGE, bucket: null }, desk.editor)).total).toBe(0);
  });
});

describe('«Допуск»', () => {
  const of = async (lists: ReturnType<typeof open>['lists'], desk: TestDesk, personId: EntityId, date = TODAY) => {
    const answer = contract.admission.output.parse(await lists.admission({ ...PAGE, date }, desk.editor));
    return answer.rows.filter((row) => row.personId === personId);
  };

  it('tells no document, none valid on the day, and one of another specialty apart', async () => {
    const { desk, lists } = open();
    const { personId, employmentId } = doctor(desk);
    desk.db.prepare('DELETE FROM credential WHERE person_id = ?').run(personId);
    expect(await of(lists, desk, personId)).toMatchObject([{ employmentId, reason: 'none', until: null }]);
    onlyCredential(desk, personId, { issuedOn: '2021-06-01', expiresOn: '2026-06-01' });
    expect(await of(lists, desk, personId)).toMatchObject([{ reason: 'expired', until: '2026-06-01' }]);
    expect(await of(lists, desk, personId, '2026-06-01')).toEqual([]);
    expect(await of(lists, desk, personId, '2026-06-02')).toHaveLength(1);
    const { postCode } = desk.entities.get('employment', employmentId)?.entity ?? { postCode: '' };
    onlyCredential(desk, personId, { issuedOn: '2025-06-01', expiresOn: '2030-06-01', specialtyCode: '27' });
    await lists.setAdmissionRule({ postCode: postCode ?? '', needed: true, specialties: ['8'] }, desk.editor);
    expect(await of(lists, desk, personId)).toMatchObject([{ reason: 'specialty' }]);
    await lists.setAdmissionRule({ postCode: postCode ?? '', needed: true, specialties: ['8', '27'] }, desk.editor);
    expect(await of(lists, desk, personId)).toEqual([]);
  });

  it('asks for none where the clinic says that the post needs none, and the journal has it', async () => {
    const { desk, lists } = open();
    const { personId, employmentId } = doctor(desk);
    desk.db.prepare('DELETE FROM credential WHERE person_id = ?').run(personId);
    const { postCode } = desk.entities.get('employment', employmentId)?.entity ?? { postCode: '' };
    await lists.setAdmissionRule({ postCode: postCode ?? '', needed: false, specialties: [] }, desk.editor);
    expect(await of(lists, desk, personId)).toEqual([]);
    const { rules } = contract.admissionRules.output.parse(await lists.admissionRules({}, desk.editor));
    expect(rules.find((rule) => rule.postCode === postCode)).toMatchObject({ needed: false, specialties: [] });
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 5, text: '' }, desk.editor);
    expect(entries[0]?.action).toBe('worklists.admission');
  });

  it('refuses a group and keeps what was', async () => {
    const { desk, lists } = open(20);
    const group = await refusal(() =>
      lists.setAdmissionRule({ postCode: '12', needed: true, specialties: [] }, desk.editor),
    );
    expect(group).toMatchObject({ code: 'KD-2004', field: 'employment.postCode' });
    expect(desk.db.prepare('SELECT count(*) FROM admission_post').pluck().get()).toBe(0);
  });
});

describe('«Готовность к РЭМД»', () => {
  const codes = async ({ desk, lists }: ReturnType<typeof open>, date = TODAY) => {
    const answer = contract.readiness.output.parse(await lists.readiness({ ...PAGE, date, code: null }, desk.editor));
    expect(answer.total).toBe(Object.values(answer.codes).reduce((sum, count) => sum + count, 0));
    for (const { field, recordId } of answer.rows) {
      const kind = field.split('.')[0] ?? '';
      expect(desk.db.prepare(`SELECT count(*) FROM ${kind} WHERE id = ?`).pluck().get(recordId), field).toBe(1);
    }
    return answer.rows.map(({ code, personId, field }) => [code, personId, field]);
  };

  it('the generated clinic is ready', async () => expect(await codes(open())).toEqual([]));

  it('foresees every refusal from the record that causes it', async () => {
    const clinic = open();
    const { desk } = clinic;
    const { personId, employmentId, divisionId } = doctor(desk);
    const cases = [
      ['person', personId, 'snils', null, 'PERSON_NOT_FOUND', 'person.snils'],
      ['person', personId, 'snils', '11223344596', 'PERSON_NOT_FOUND', 'person.snils'],
      ['person', personId, 'remote_id', null, 'PERSON_NOT_FOUND', 'person.snils'],
      ['employment', employmentId, 'remote_id', null, 'PERSON_CARD_NOT_FOUND', 'employment.beginDate'],
      ['employment', employmentId, 'post_code', '12', 'PERSON_POST_IN_FRMR_MISMATCH', 'employment.postCode'],
      ['employment', employmentId, 'division_id', null, 'DIVISION_NOT_ON_DATE', 'employment.divisionId'],
    ] as const;
    for (const [table, id, column, value, code, field] of cases) {
      const before = desk.db.prepare(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck().get(id) as string | null;
      set(desk, table, id, column, value);
      desk.staffIndex.refresh([personId]);
      expect(await codes(clinic)).toEqual([[code, personId, field]]);
      set(desk, table, id, column, before);
      desk.staffIndex.refresh([personId]);
    }
    expect(await codes(clinic)).toEqual([]);
    set(desk, 'division', divisionId, 'liquidation_date', '2026-11-20');
    const closed = await codes(clinic);
    expect(closed).toContainEqual(['DIVISION_NOT_ON_DATE', personId, 'employment.divisionId']);
    expect(await codes(clinic, '2026-11-20')).toEqual([]);
  });

  it('an organisation without its OID is one finding, not one per person', async () => {
    const clinic = open();
    clinic.desk.db.prepare('UPDATE organisation SET oid = NULL').run();
    expect(await codes(clinic)).toEqual([['ORG_NOT_FOUND_IN_FRMO', null, 'organisation.oid']]);
  });

  it('a name that ФРМР does not have yet will not match', async () => {
    const clinic = open();
    const [id = ''] = clinic.people;
    const from = clinic.desk.entities.get('person', id)?.entity.lastName ?? '';
    const edit = { kind: 'person' as const, id, field: 'lastName', from, to: 'Новая' };
    await clinic.desk.handlers.staff.applyEdits({ edits: [edit] }, clinic.desk.editor);
    expect(await codes(clinic)).toEqual([['VALUE_MISMATCH_METADATA_AND_FRMR', id, 'person.lastName']]);
  });
});

it('every list is counted as its page counts it', async () => {
  const { desk, lists } = open();
  const count = async (list: Parameters<typeof lists.count>[0]['list']) =>
    (await lists.count({ list, date: TODAY }, desk.editor)).total;
  expect(await count('completeness')).toBe((await lists.completeness({ ...PAGE, only: 'all' }, desk.editor)).total);
  expect(await count('expiring')).toBe((await lists.expiring({ ...PAGE, bucket: null }, desk.editor)).total);
  expect(await count('admission')).toBe((await lists.admission({ ...PAGE, date: TODAY }, desk.editor)).total);
  expect(await count('duplicates')).toBe((await lists.duplicates(PAGE, desk.editor)).total);
  expect(await count('differences')).toBe(0);
  expect(await count('readiness')).toBe(0);
});
