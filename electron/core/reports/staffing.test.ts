import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { JournalBook } from '../journal/book.ts';
import { JournalStore } from '../journal/store.ts';
import type { Clock } from '../ports.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';
import type { DatedParameters } from './report.ts';
import { staffingReport, vacanciesReport } from './staffing.ts';

const DAY = '2026-11-21';

/** A clinic and a ward in it; one nurse works in the ward, one and a half are planned, and a doctor who is not there. */
function open() {
  const desk = openTestDesk();
  const { people, organisationId } = fillClinic(desk, 3);
  desk.db.exec(
    'DELETE FROM employment; DELETE FROM staffingPosition; DELETE FROM staffingDocument; DELETE FROM division',
  );
  const division = (name: string, parentId: string | null) => {
    const id = v7();
    desk.entities.insert('division', id, { organisationId, parentId, level: 'division', name });
    return id;
  };
  const clinic = division('Поликлиника', null);
  const ward = division('Терапия', clinic);
  const work = { personId: people[0] ?? '', divisionId: ward, postCode: '159', positionType: '1', rate: 100 };
  desk.entities.insert('employment', v7(), { ...work, beginDate: '2026-03-01' });
  const documentId = v7();
  const document = { organisationId, number: '7', approvedOn: '2026-01-01', beginDate: '2026-01-01' };
  desk.entities.insert('staffingDocument', documentId, { ...document, staffingStatus: 'active' });
  const plan = (divisionId: string, postCode: string, rate: number, more = {}) =>
    desk.entities.insert('staffingPosition', v7(), { documentId, divisionId, postCode, rate, ...more });
  plan(ward, '159', 150, { localPostName: 'Сестра палатная', note: 'ночные смены' });
  plan(clinic, '109', 100);
  const linesOf = (report: typeof staffingReport, change: Partial<DatedParameters> = {}) => {
    const asked = {
      reportId: report.id,
      divisionId: null,
      employed: 'open',
      onDay: DAY,
      organisationId,
      reader: null,
    } as const;
    const parameters = { ...asked, ...change };
    const lines = [...report.lines(desk.db, parameters)];
    expect(lines.filter(({ style }) => style === 'normal')).toHaveLength(report.count(desk.db, parameters));
    return lines.map(({ cells }) => cells);
  };
  return { desk, clinic, ward, linesOf };
}

it('the staffing table has posts under their divisions in the order of the tree, with who takes them and sums', () => {
  const { linesOf } = open();
  expect(linesOf(staffingReport).map((cells) => [cells[0], cells[1], cells[2], cells[6], cells[8]])).toEqual([
    ['Поликлиника', null, null, null, null],
    ['Врач-терапевт', 100, 0, 100, null],
    ['Итого по подразделению', 100, 0, 100, null],
    ['Терапия', null, null, null, null],
    ['Сестра палатная', 150, 100, 50, 'ночные смены'],
    ['Итого по подразделению', 150, 100, 50, null],
    ['Всего', 250, 100, 150, null],
  ]);
});

it('the day decides: before the nurse came her post was vacant, before the table began nothing was planned', () => {
  const { ward, linesOf } = open();
  const vacancies = (onDay: string, divisionId: string | null = null) =>
    linesOf(vacanciesReport, { onDay, divisionId }).map((cells) => [cells[1], cells[4]]);
  expect(vacancies('2026-02-28')).toEqual([
    ['Врач-терапевт', 100],
    ['Сестра палатная', 150],
    [null, 250],
  ]);
  expect(vacancies('2026-03-01', ward)).toEqual([
    ['Сестра палатная', 50],
    [null, 50],
  ]);
  expect(vacancies('2025-12-31')).toEqual([[null, 0]]);
});

it('divisions are called as they were called that day, in the staffing table and among the vacancies', () => {
  const { desk, clinic, linesOf } = open();
  const clock = { now: () => '2026-06-15T09:00:00.000Z' } as Clock;
  new JournalBook(new JournalStore(desk.db), clock, { next: v7 }).append({
    ...{ action: 'divisions.edit', actorId: v7(), actorName: 'Тестов Т. Т.', role: 'editor' },
    ...{ kind: 'division', objectId: clinic, changes: [{ field: 'name', from: 'Амбулатория', to: 'Поликлиника' }] },
  });
  const headings = (onDay: string) => linesOf(staffingReport, { onDay }).filter(([, rate]) => rate === null);
  expect(headings('2026-06-14').map(([name]) => name)).toEqual(['Амбулатория', 'Терапия']);
  expect(headings('2026-06-15').map(([name]) => name)).toEqual(['Поликлиника', 'Терапия']);
  expect(linesOf(vacanciesReport, { onDay: '2026-06-14' }).map(([name]) => name)).toEqual([
    'Амбулатория',
    'Терапия',
    'Всего',
  ]);
});
