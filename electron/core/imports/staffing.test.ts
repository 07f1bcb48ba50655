import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { openImportDesk, windows1251 } from './test-import.ts';

type Bench = Awaited<ReturnType<typeof openImportDesk>>;
let bench: Bench;
let places: { readonly name: string; readonly oid: string }[] = [];
beforeEach(async () => {
  bench = await openImportDesk();
  // A clinic that has no staffing table yet.
  bench.desk.db.exec('DELETE FROM staffingPosition; DELETE FROM staffingDocument');
  places = bench.desk.db
    .prepare(`SELECT name, oid FROM division d WHERE oid IS NOT NULL AND liquidation_date IS NULL
      AND (SELECT count(*) FROM division o WHERE o.name = d.name) = 1 ORDER BY oid LIMIT 3`)
    .all() as typeof places;
});
afterEach(() => bench.close());

function posts(): { readonly code: string; readonly name: string }[] {
  return bench.desk.dictionaries
    .rows(DICTIONARY.posts)
    .rows.filter(({ group, closedOn }) => !group && closedOn === null);
}

const xml = (rows: readonly string[], namespace: string, version: string): Uint8Array =>
  windows1251(
    `<?xml version="1.0" encoding="windows-1251"?>\r\n<ArrayOfStaffEntry xmlns="${namespace}" version="${version}">${rows.join('')}</ArrayOfStaffEntry>`,
  );

/** Version 1.4.11.6 (namespace `StaffEntry`). */
function entry14(
  unit: string,
  branch: string,
  post: { code: string; name: string },
  quantity: string,
  kpp = '980101001',
) {
  return `<StaffEntry><UZ><ID>1</ID><Name>Больница</Name><INN></INN><KPP>${kpp}</KPP><Type/><LPULevel><ID>2</ID><Name>Городской</Name></LPULevel>
    <Nomen><ID>3</ID><Name>Больница</Name></Nomen></UZ><Branch><ID>5</ID><Name>${branch}</Name><Parent>1</Parent></Branch><Unit>${unit}</Unit>
    <StuffPost><ID>${post.code}</ID><Parent>1</Parent><Name>${post.name}</Name></StuffPost><Quantity>${quantity}</Quantity><Comment>по приказу</Comment></StaffEntry>`;
}

/** Version 2.0.11 (namespace of MedStaff). */
function entry20(unit: string, post: { code: string; name: string }, wage: string) {
  return `<StaffEntry><Organization><Name>Больница</Name><OID>${ours()}</OID></Organization><Post><ID>${post.code}</ID><Name>${post.name}</Name></Post>
    <SubdivisionName>${unit}</SubdivisionName><SubdivisionType><ID>5</ID><Name>Прочее</Name></SubdivisionType><TotalWage>${wage}</TotalWage></StaffEntry>`;
}

const ours = () => String(bench.desk.entities.get('organisation', bench.clinic.organisationId)?.entity.oid);
const apply = (importId: string) => bench.desk.handlers.imports.apply({ importId }, bench.desk.editor);
const documents = () => bench.desk.entities.list('staffingDocument', 'organisationId', bench.clinic.organisationId);
const positions = (documentId: string) =>
  bench.desk.entities.list('staffingPosition', 'documentId', documentId).map(({ entity }) => entity);

describe('the XML of the former register, in windows-1251', () => {
  test('1.4.11.6: posts by name, divisions by unit or branch, amounts; another organisation is refused', async () => {
    const [a, b] = posts();
    const [one, two] = places;
    if (a === undefined || b === undefined || one === undefined || two === undefined) throw new Error('Too few');
    const file = xml(
      [
        entry14(one.name, 'Прочее', a, '2.50'),
        entry14('', two.name, b, '0.25'),
        entry14('Отделение, которого нет', 'Прочее', b, '1'),
        entry14(one.name, 'Прочее', b, '1', '77О101001'),
        entry14(one.name, 'Прочее', b, 'много'),
      ],
      'StaffEntry',
      '1.4.11.6',
    );
    const preview = await bench.previewBytes('staff.xml', file);
    expect(preview).toMatchObject({ target: 'staffing', counts: { new: 2, wrong: 3 } });
    expect(preview.rows[0]).toMatchObject({ title: `${a.name}, ${one.name}` });
    expect(preview.rows.slice(2).map(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`))).toEqual([
      ['staffingPosition.divisionId KD-2004'],
      ['organisation.kpp KD-2113'],
      ['staffingPosition.rate KD-2208'],
    ]);
    await apply(preview.importId);
    const [document] = documents();
    expect(document?.entity).toMatchObject({ number: 'б/н', staffingStatus: 'draft' });
    expect(positions(document?.entity.id ?? '')).toMatchObject([
      { postCode: a.code, rate: 250, note: 'по приказу' },
      { postCode: b.code, rate: 25 },
    ]);
    const { requests } = await bench.desk.handlers.changes.list({ states: null }, bench.desk.editor);
    expect(requests).toHaveLength(1);
  });

  test('2.0.11: the same file twice changes nothing, a later one changes the amount', async () => {
    const [a, b] = posts();
    const [one] = places;
    if (a === undefined || b === undefined || one === undefined) throw new Error('Too few');
    const namespace = 'http://service.rosminzdrav.ru/MedStaff';
    const file = (wage: string) => xml([entry20(one.name, a, wage), entry20(one.name, b, '1.00')], namespace, '2.0.11');
    await apply((await bench.previewBytes('staff.xml', file('1.50'))).importId);
    expect((await bench.previewBytes('staff.xml', file('1.50'))).counts).toMatchObject({ same: 2, new: 0, changed: 0 });
    const later = await bench.previewBytes('staff.xml', file('1.75'));
    expect(later.rows[0]).toMatchObject({
      state: 'changed',
      changes: [{ field: 'staffingPosition.rate', from: 150, to: 175 }],
    });
    await apply(later.importId);
    expect(documents()).toHaveLength(1);
  });
});

describe('a table of anybody’s making', () => {
  const HEADER = ['Номер штатного расписания', 'Действует с', 'OID подразделения', 'Должность', 'Штатных единиц'];

  test('tables by number, divisions by OID; the same post twice waits, a post closed by now is refused', async () => {
    const [a] = posts();
    const closed = bench.desk.dictionaries
      .rows(DICTIONARY.posts)
      .rows.find(({ closedOn, group }) => !group && closedOn !== null);
    const [one] = places;
    if (a === undefined || closed === undefined || one === undefined) throw new Error('Too few');
    const { rows, importId } = await bench.previewOf([
      HEADER,
      ['ШР-1', '01.01.2027', one.oid, a.name, '1,5'],
      ['ШР-1', '01.01.2027', one.oid, a.name, '1,5'],
      ['ШР-2', '01.01.2028', one.oid, a.name, '2'],
      ['ШР-1', '01.01.2027', one.oid, closed.code, '1'],
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'doubtful', 'new', 'wrong']);
    expect(rows[3]?.problems).toMatchObject([{ field: 'staffingPosition.postCode', code: 'KD-2204' }]);
    await bench.desk.handlers.imports.decide({ importId, rows: [3], decision: 'new' }, bench.desk.editor);
    await apply(importId);
    const byNumber = new Map(documents().map(({ entity }) => [entity.number, entity]));
    expect([...byNumber.keys()].sort()).toEqual(['ШР-1', 'ШР-2']);
    expect(byNumber.get('ШР-2')?.beginDate).toBe('2028-01-01');
    expect(positions(byNumber.get('ШР-1')?.id ?? '').map(({ rate }) => rate)).toEqual([150, 150]);
  });
});
