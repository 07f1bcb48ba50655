import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DICTIONARY } from '#shared/domain/fields.ts';
import { storeZip } from '../dictionaries/reading/zip.ts';
import { openImportDesk, windows1251 } from './test-import.ts';

type Bench = Awaited<ReturnType<typeof openImportDesk>>;
let bench: Bench;
beforeEach(async () => {
  bench = await openImportDesk();
});
afterEach(() => bench.close());

interface Card {
  readonly post: string;
  readonly unit: string;
  readonly type: string;
  readonly wage: string;
  readonly begin: string;
}

/** As the exporters of version 2.0.11 write it. */
function employee(surname: string, snils: string, cards: readonly Card[]): string {
  const list = cards
    .map(
      ({
        post,
        unit,
        type,
        wage,
        begin,
      }) => `<CardRecord><AdditionalLaborAgreement><ID>2</ID></AdditionalLaborAgreement>
      <DateBegin>${begin}</DateBegin><DateEnd xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/><OrderIn>12-к</OrderIn>
      <Organization><Name>Больница</Name><OID>${ours()}</OID></Organization><PositionType><ID>${type}</ID></PositionType>
      <Post><ID>99999</ID><Name>${post}</Name></Post><SubdivisionName>${unit}</SubdivisionName><Wage>${wage}</Wage></CardRecord>`,
    )
    .join('');
  return `<Employee><AddressList><Address><House>1</House><Street>Мира</Street></Address><Address><House>2</House></Address></AddressList>
    <CardRecordList>${list}</CardRecordList><Document><INN></INN><Number>123456</Number><SNILS>${snils}</SNILS><TabelNumber>Т-${surname}</TabelNumber></Document>
    <Extended><CitezenshipState><ID>1</ID></CitezenshipState><Phone>8 900 123-45-67</Phone></Extended><FIO>${surname} Анна Ивановна</FIO>
    <General><Birthdate>1985-03-21</Birthdate><Name>Анна</Name><Patroname>Ивановна</Patroname><Sex>Female</Sex><Surname>${surname}</Surname></General>
    <Organization><Name>Больница</Name><OID>${ours()}</OID></Organization></Employee>`;
}

const ours = () => String(bench.desk.entities.get('organisation', bench.clinic.organisationId)?.entity.oid);
const file = (employees: readonly string[]): Uint8Array =>
  windows1251(
    `<?xml version="1.0" encoding="windows-1251"?>\r\n<ArrayOfEmployee xmlns="http://service.rosminzdrav.ru/MedStaff" version="2.0.11" formatVersion="2.0" system="ARM">${employees.join('')}</ArrayOfEmployee>`,
  );

function place(): { post: string; unit: string } {
  const post = bench.desk.dictionaries
    .rows(DICTIONARY.posts)
    .rows.find(({ group, closedOn }) => !group && closedOn === null);
  const unit = bench.desk.db
    .prepare(
      `SELECT name FROM division d WHERE liquidation_date IS NULL AND (SELECT count(*) FROM division o WHERE o.name = d.name) = 1`,
    )
    .pluck()
    .get();
  return { post: post?.name ?? '', unit: String(unit) };
}

describe('ArrayOfEmployee in windows-1251', () => {
  test('a person with two cards is one person with two employments; what is not known can be mapped', async () => {
    const main = { ...place(), type: '1', wage: '1.00', begin: '2024-01-10' };
    const bytes = file([
      employee('Ёлкина', '112-233-445-95', [main, { ...main, type: '2', wage: '0.50', begin: '2025-02-01' }]),
      employee('Белова', '087-654-302-00', [{ ...main, post: 'Заклинатель' }]),
      employee('Серова', '087-654-303-00', []),
    ]);
    const source = await bench.chooseBytes('FRMP.xml', bytes);
    expect(source).toMatchObject({ target: 'people', rows: 4, headerRow: 0, sheet: null });
    const titles = new Map(source?.columns.map(({ title, field, samples }) => [title, { field, samples }]));
    expect(titles.get('General/Surname')?.field).toBe('person.lastName');
    expect(titles.get('OrderIn')).toEqual({ field: null, samples: ['12-к'] });
    expect(titles.get('AddressList/Address/House')).toEqual({ field: null, samples: ['1; 2'] });
    // The codes of its posts are of an older dictionary: only the names are believed.
    expect(titles.get('Post/ID')?.field).toBeNull();
    const preview = await bench.compare(source);
    expect(preview.counts).toMatchObject({ new: 2, changed: 1, wrong: 1 });
    expect(preview.rows[2]?.problems).toEqual([{ field: 'employment.postCode', code: 'KD-2004' }]);
    await bench.desk.handlers.imports.apply({ importId: preview.importId }, bench.desk.editor);
    const id = bench.desk.db.prepare(`SELECT id FROM person WHERE snils = '11223344595'`).pluck().get() as string;
    expect(bench.desk.entities.get('person', id)?.entity).toMatchObject({
      lastName: 'Ёлкина',
      patronymic: 'Ивановна',
      sex: '2',
      birthDate: '1985-03-21',
      citizenshipCode: '1',
      phone: '+79001234567',
    });
    const cards = bench.desk.entities.list('employment', 'personId', id).map(({ entity }) => entity);
    expect(cards.map(({ positionType, rate, beginDate }) => [positionType, rate, beginDate])).toEqual([
      ['1', 100, '2024-01-10'],
      ['2', 50, '2025-02-01'],
    ]);
    const again = await bench.previewBytes('FRMP.xml', bytes);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3, wrong: 1 });
  });

  test('an archive with files of several departments is one table', async () => {
    const card = { ...place(), type: '1', wage: '1.00', begin: '2024-01-10' };
    const parts = [employee('Ёлкина', '112-233-445-95', [card]), employee('Серова', '087-654-303-00', [card])];
    const entries = parts.map((one, at) => ({ name: `ФРМП_${at + 1}.xml`, bytes: Buffer.from(file([one])) }));
    const source = await bench.chooseBytes('frmr.zip', storeZip(entries));
    expect(source).toMatchObject({ target: 'people', rows: 2 });
    expect((await bench.compare(source)).rows.map(({ title }) => title)).toEqual([
      'Ёлкина Анна Ивановна',
      'Серова Анна Ивановна',
    ]);
  });

  test('an XML with a document type of its own is refused', async () => {
    const hostile = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><ArrayOfEmployee><Employee/></ArrayOfEmployee>`;
    await expect(bench.chooseBytes('x.xml', hostile)).rejects.toMatchObject({ code: 'KD-6101' });
  });
});
