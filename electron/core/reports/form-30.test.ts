import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { fillClinic, openTestDesk, type TestDesk } from '../test-books.ts';
import { form30Report } from './form-30.ts';
import type { DatedParameters } from './report.ts';

const DAY = '2026-11-21';

function linesOf(desk: TestDesk, organisationId: string, change: Partial<DatedParameters> = {}) {
  const place = { divisionId: null, onDay: DAY, organisationId };
  const asked = { reportId: 'form-30', employed: 'open', reader: null, ...place } as const;
  const lines = [...form30Report.lines(desk.db, { ...asked, ...change })];
  expect(lines.filter(({ style }) => style === 'normal')).toHaveLength(
    form30Report.count(desk.db, { ...asked, ...change }),
  );
  return lines.map(({ cells }) => cells);
}

/** An outpatient division with a section of no type, a ward, and a post that no row of the form counts. */
function open() {
  const desk = openTestDesk();
  const { people, organisationId } = fillClinic(desk, 4);
  desk.db.exec(
    `DELETE FROM leave; DELETE FROM employment; DELETE FROM staffingPosition; DELETE FROM staffingDocument;
     DELETE FROM division; DELETE FROM category; DELETE FROM credential`,
  );
  const insert = (kind: Parameters<typeof desk.entities.insert>[0], values: Record<string, string | number | null>) => {
    const id = v7();
    desk.entities.insert(kind, id, values);
    return id;
  };
  const division = (name: string, parentId: string | null, typeCode: string | null) =>
    insert('division', { organisationId, parentId, level: 'division', name, typeCode });
  const clinic = division('Поликлиника', null, '1');
  const room = division('Кабинет', clinic, null);
  const ward = division('Стационар', null, '2');
  const work = (who: number, divisionId: string, postCode: string, positionType: string, rate: number) =>
    insert('employment', {
      personId: people[who] ?? '',
      divisionId,
      postCode,
      positionType,
      rate,
      beginDate: '2026-03-01',
    });
  return { desk, people, organisationId, insert, work, clinic, room, ward };
}

it('counts posts and people by the row that the dictionary names, by place of care and qualification', () => {
  const { desk, people, organisationId, insert, work, clinic, room, ward } = open();
  const row = desk.dictionaries.form30Row('122') ?? '';
  expect(row).not.toBe('');
  work(0, room, '122', '1', 100);
  work(0, ward, '122', '2', 25);
  const away = work(1, clinic, '122', '1', 100);
  work(2, ward, '122', '1', 50);
  work(3, ward, '334', '1', 100);
  insert('leave', { employmentId: away, leaveReason: 'maternity', beginDate: '2026-06-01', endDate: '2026-12-01' });
  const documentId = insert('staffingDocument', {
    organisationId,
    number: '7',
    beginDate: '2026-01-01',
    staffingStatus: 'active',
  });
  insert('staffingPosition', { documentId, divisionId: clinic, postCode: '122', rate: 250 });
  insert('staffingPosition', { documentId, divisionId: ward, postCode: '122', rate: 75 });
  const category = (who: number, categoryCode: string, endDate: string | null) =>
    insert('category', { personId: people[who] ?? '', categoryCode, beginDate: '2022-01-01', endDate });
  category(0, 'second', '2027-01-01');
  category(0, 'highest', null);
  category(2, 'first', '2026-11-20');
  const credential = (who: number, credentialKind: string, expiresOn: string) =>
    insert('credential', { personId: people[who] ?? '', credentialKind, issuedOn: '2022-01-01', expiresOn });
  credential(0, 'accreditation', '2027-01-01');
  credential(0, 'accreditation', '2027-06-01');
  credential(2, 'certificate', DAY);
  credential(1, 'certificate', '2027-01-01');

  const [boss, doctors, total] = linesOf(desk, organisationId);
  expect(boss?.slice(0, 2)).toEqual(['3', 'Главный врач медицинской организации']);
  expect(doctors).toEqual([
    row,
    desk.dictionaries.find(DICTIONARY.posts, '122')?.name,
    ...[325, 175, 250, 100, 75, 75],
    ...[2, 1, 1],
    ...[1, 0, 0],
    ...[1, 1],
    1,
  ]);
  expect(total?.slice(2)).toEqual([325, 275, 250, 100, 75, 175, 3, 1, 2, 1, 0, 0, 1, 1, 1]);
  const inWard = linesOf(desk, organisationId, { divisionId: ward });
  expect(inWard.at(-1)?.slice(2, 11)).toEqual([75, 175, 0, 0, 75, 175, 2, 0, 2]);
  const before = linesOf(desk, organisationId, { onDay: '2026-02-28' });
  expect(before.at(-1)?.slice(2, 11)).toEqual([325, 0, 250, 0, 75, 0, 0, 0, 0]);
});

it('keeps posts without a row apart at the end, so that nobody is lost', () => {
  const { desk, organisationId, work, clinic } = open();
  expect(desk.dictionaries.form30Row('14')).toBeNull();
  work(0, clinic, '14', '1', 100);
  work(1, clinic, '334', '1', 100);
  expect(linesOf(desk, organisationId).map((cells) => cells[0])).toEqual(['3', 'нет строки', '']);
});

it('its totals are those of the tables themselves', () => {
  const desk = openTestDesk();
  const { organisationId } = fillClinic(desk, 400);
  const [planned] = desk.db
    .prepare(`SELECT sum(p.rate) FROM staffingPosition p JOIN staffingDocument d ON d.id = p.document_id
      WHERE d.staffing_status = 'active' AND p.deleted_at IS NULL`)
    .pluck()
    .all() as number[];
  const there = `FROM employment e WHERE e.begin_date <= '${DAY}' AND (e.end_date IS NULL OR e.end_date >= '${DAY}')
    AND e.deleted_at IS NULL`;
  const leave = `EXISTS (SELECT 1 FROM leave l WHERE l.employment_id = e.id AND l.leave_reason <> 'other'
    AND l.begin_date <= '${DAY}' AND (l.end_date IS NULL OR l.end_date >= '${DAY}'))`;
  const one = (sql: string) => desk.db.prepare(sql).pluck().get() as number;
  const has = (kind: string) =>
    one(`SELECT count(DISTINCT e.person_id) ${there} AND e.position_type = '1' AND NOT ${leave} AND EXISTS
      (SELECT 1 FROM credential c WHERE c.person_id = e.person_id AND c.credential_kind = '${kind}'
        AND c.issued_on <= '${DAY}' AND (c.expires_on IS NULL OR c.expires_on >= '${DAY}'))`);
  const total = linesOf(desk, organisationId).at(-1);
  expect([total?.[2], total?.[3], total?.[8], total?.[14], total?.[15], total?.[16]]).toEqual([
    planned,
    one(`SELECT sum(e.rate) ${there} AND NOT ${leave}`),
    one(`SELECT count(DISTINCT e.person_id) ${there} AND e.position_type = '1' AND NOT ${leave}`),
    has('certificate'),
    has('accreditation'),
    one(`SELECT count(DISTINCT e.person_id) ${there} AND e.position_type = '1' AND ${leave}`),
  ]);
  expect(Number(total?.[8])).toBeGreaterThan(100);
});
