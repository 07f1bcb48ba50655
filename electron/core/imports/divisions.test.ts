import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Division } from '#shared/domain/entities.ts';
import { storeZip } from '../dictionaries/reading/zip.ts';
import { refusal } from '../test-books.ts';
import { openImportDesk } from './test-import.ts';

type Bench = Awaited<ReturnType<typeof openImportDesk>>;
let bench: Bench;
let ours = '';
beforeEach(async () => {
  bench = await openImportDesk();
  ours = String(bench.desk.entities.get('organisation', bench.clinic.organisationId)?.entity.oid);
});
afterEach(() => bench.close());

/** A row of НСИ 99.2.114, as far as the desk reads it. */
function department(number: number, other: Record<string, string> = {}): Record<string, string> {
  return {
    mo_oid: ours,
    depart_oid: `${ours}.0.${number}`,
    depart_create_date: '2019-03-05T00:00:00.000',
    depart_name: `Поликлиника новая ${number}`,
    depart_type_id: '1',
    depart_type_name: 'Амбулаторный',
    separate_depart_boolean: 'false',
    building_id: '77',
    building_name: 'Корпус 7',
    building_build_year: '1978',
    building_floor_count: '4',
    building_has_trouble: 'false',
    building_address_region_name: 'Псковская область',
    building_address_prefix_area: 'г',
    building_address_area_name: 'Псков',
    building_address_prefix_street: 'ул',
    building_address_street_name: 'Малясова',
    building_address_house: '2',
    building_create_date: '2018-01-01T00:00:00.000',
    ambulatory_visit_per_shift: '120',
    ...other,
  };
}

/** A row of 99.2.115: the division with a section of a hospital or a room. */
function section(number: number, id: number, other: Record<string, string>): Record<string, string> {
  return department(number, { depart_type_id: '2', oid: `${ours}.0.${number}.${id}`, ...other });
}

/** As the portal's REST answers: `[{column, value}]`, in parts. */
function portalJson(rows: readonly Record<string, string>[]): string {
  const list = rows.map((row) => Object.entries(row).map(([column, value]) => ({ column, value })));
  return JSON.stringify({ result: 'OK', total: list.length, list });
}

function portalXml(rows: readonly Record<string, string>[]): string {
  const entries = rows.map(
    (row) =>
      `<entry>${Object.entries(row)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><book><entries>${entries.join('')}</entries></book>`;
}

function csvOf(rows: readonly Record<string, string>[]): string {
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(';'))
    .join('\n');
}

function zipOf(parts: readonly string[]): Uint8Array {
  return storeZip(parts.map((text, at) => ({ name: `part-${at + 1}.json`, bytes: Buffer.from(text) })));
}

const apply = (importId: string) => bench.desk.handlers.imports.apply({ importId }, bench.desk.editor);
const byOid = (oid: string): Division | undefined => {
  const id = bench.desk.db.prepare('SELECT id FROM division WHERE oid = ?').pluck().get(oid) as string | undefined;
  return id === undefined ? undefined : bench.desk.entities.get('division', id)?.entity;
};

describe('the public dictionaries of ФРМО', () => {
  const rows = () => [
    department(700_001),
    department(700_002),
    department(1, { mo_oid: '1.2.643.5.1.13.13.12.2.1.1' }),
  ];
  test.each([
    ['JSON', () => portalJson(rows())],
    ['XML', () => portalXml(rows())],
    ['an archive of parts', () => zipOf([portalJson(rows().slice(0, 1)), portalJson(rows().slice(1))])],
    ['CSV', () => csvOf(rows())],
  ])('99.2.114 as %s: divisions with their building, and nobody else’s', async (_name, bytes) => {
    const preview = await bench.previewBytes('data', bytes());
    expect(preview).toMatchObject({ target: 'divisions', counts: { new: 2, wrong: 0, doubtful: 0 } });
    expect(preview.rows).toHaveLength(2);
    const { requestId } = await apply(preview.importId);
    expect(byOid(`${ours}.0.700002`)).toMatchObject({
      name: 'Поликлиника новая 700002',
      level: 'division',
      parentId: null,
      typeCode: '1',
      separate: 'no',
      openDate: '2019-03-05',
      visitsPerShift: 120,
    });
    const buildings = bench.desk.entities.list('building', 'organisationId', bench.clinic.organisationId);
    const added = buildings.filter(({ remoteId }) => remoteId === null).map(({ entity }) => entity);
    expect(added).toMatchObject([
      {
        name: 'Корпус 7',
        addressText: 'Псковская область, г. Псков, ул. Малясова, д. 2',
        buildYear: 1978,
        floorCount: 4,
        hasTrouble: 'no',
        beginDate: '2018-01-01',
      },
    ]);
    expect(byOid(`${ours}.0.700001`)?.buildingId).toBe(added[0]?.id);
    const { requests } = await bench.desk.handlers.changes.list({ states: null }, bench.desk.editor);
    expect(requests.map(({ id, state }) => [id, state])).toEqual([[requestId, 'draft']]);
  });

  test('a dictionary of the whole country is read down to our own rows; without any it is refused', async () => {
    const others = Array.from({ length: 5_000 }, (_, at) =>
      department(at + 1, { mo_oid: '1.2.643.5.1.13.13.12.2.1.1' }),
    );
    const source = await bench.chooseBytes('114.csv', csvOf([...others, department(700_030), ...others]));
    expect(source).toMatchObject({ target: 'divisions', rows: 1 });
    const refused = await refusal(() => bench.chooseBytes('114.json', portalJson(others)));
    expect(refused.code).toBe('KD-6107');
  });

  test('99.2.115: sections and rooms stand in their division, named by its OID and a number', async () => {
    const file = portalJson([
      section(700_003, 11, { hospital_name: 'Хирургическое отделение' }),
      section(700_003, 12, { ambulance_subdivision_name: 'Кабинет хирурга' }),
      section(700_003, 13, { lab_subdivision_name: 'Кабинет ПЦР' }),
    ]);
    const preview = await bench.previewBytes('115.json', file);
    expect(preview.counts).toMatchObject({ new: 3, wrong: 0 });
    expect(preview.rows[0]?.title).toBe('Хирургическое отделение');
    await apply(preview.importId);
    const parent = byOid(`${ours}.0.700003`);
    expect(parent).toMatchObject({ level: 'division', typeCode: '2' });
    for (const [id, level, name] of [
      [11, 'section', 'Хирургическое отделение'],
      [12, 'room', 'Кабинет хирурга'],
      [13, 'room', 'Кабинет ПЦР'],
    ] as const) {
      expect(byOid(`${ours}.0.700003.${id}`)).toMatchObject({ level, name, parentId: parent?.id });
    }
  });

  test('the same file twice changes nothing; a later one changes what differs', async () => {
    const first = [department(700_004), section(700_005, 1, { hospital_name: 'Терапевтическое отделение' })];
    await apply((await bench.previewBytes('a.json', portalJson(first))).importId);
    const again = await bench.previewBytes('a.json', portalJson(first));
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, doubtful: 0, wrong: 0, skipped: 0 });
    const closed = portalJson([department(700_004, { depart_liquidation_date: '01.11.2026' })]);
    const later = await bench.previewBytes('b.json', closed);
    expect(later.rows[0]).toMatchObject({
      state: 'changed',
      changes: [{ field: 'division.liquidationDate', from: null, to: '2026-11-01' }],
    });
  });
});

describe('a table of anybody’s making', () => {
  const HEADER = ['OID', 'Наименование', 'Вышестоящее подразделение', 'Тип подразделения', 'Дата открытия'];

  test('a division with this name at this place is only suggested; then it takes the OID', async () => {
    const { entities } = bench.desk;
    const id = '019aa000-0000-7000-8000-00000000000a';
    entities.insert('division', id, {
      organisationId: bench.clinic.organisationId,
      level: 'division',
      name: 'Дневной стационар на Мира',
      typeCode: '2',
      openDate: '2020-01-01',
    });
    const row = [`${ours}.0.700010`, 'дневной  стационар НА МИРА', null, 'Стационарный', '01.01.2020'];
    const preview = await bench.previewOf([HEADER, row]);
    expect(preview.target).toBe('divisions');
    expect(preview.rows[0]).toMatchObject({
      state: 'doubtful',
      doubts: [{ doubt: 'sameDivision', name: 'Дневной стационар на Мира' }],
      choices: ['same', 'new', 'skip'],
    });
    const { importId } = preview;
    const decided = await bench.desk.handlers.imports.decide(
      { importId, rows: [2], decision: 'same' },
      bench.desk.editor,
    );
    expect(decided.counts).toMatchObject({ changed: 1 });
    await apply(importId);
    expect(entities.get('division', id)?.entity.oid).toBe(`${ours}.0.700010`);
  });

  test('parents may stand below their children; one that is nowhere is named', async () => {
    const { counts, rows } = await bench.previewOf([
      HEADER,
      [null, 'Кабинет УЗИ', 'Отдел лучевой диагностики', null, '01.02.2024'],
      [null, 'Отдел лучевой диагностики', null, '4', '01.02.2024'],
      [null, 'Архив', 'Подразделение, которого нет', null, '01.02.2024'],
    ]);
    expect(counts).toMatchObject({ new: 2, wrong: 1 });
    expect(rows[0]?.changes).toContainEqual({
      field: 'division.parentId',
      from: null,
      to: 'Отдел лучевой диагностики',
    });
    expect(rows[2]?.problems).toEqual([{ field: 'division.parentId', code: 'KD-2004' }]);
  });

  test('a division above whose name is not its alone is not guessed', async () => {
    const values = { organisationId: bench.clinic.organisationId, level: 'division', name: 'Два здания' };
    for (const id of ['019aa000-0000-7000-8000-00000000000b', '019aa000-0000-7000-8000-00000000000c']) {
      bench.desk.entities.insert('division', id, values);
    }
    const { rows } = await bench.previewOf([HEADER, [null, 'Кабинет ЭКГ', 'Два здания', null, '01.02.2024']]);
    expect(rows[0]?.problems).toEqual([{ field: 'division.parentId', code: 'KD-2303' }]);
  });

  test('before the organisation is known nothing is taken for ours', async () => {
    bench.desk.db.exec("UPDATE organisation SET deleted_at = '2026-01-01'");
    const { counts } = await bench.previewBytes('114.json', portalJson([department(700_020)]));
    expect(counts).toMatchObject({ new: 0, wrong: 1 });
  });

  test('an OID of somebody else’s division, a wrong type and a wrong day are refused with their field', async () => {
    const { rows } = await bench.previewOf([
      HEADER,
      ['1.2.643.5.1.13.13.12.2.1.1.0.5', 'Чужое', null, null, null],
      [`${ours}.0.700011`, 'Склад', null, 'Подземный', null],
      [`${ours}.0.700012`, 'Гараж', null, null, '31.02.2024'],
      [null, null, null, '1', null],
    ]);
    expect(rows.map(({ state, problems }) => [state, problems.map(({ field, code }) => `${field} ${code}`)])).toEqual([
      ['wrong', ['division.oid KD-2302']],
      ['wrong', ['division.typeCode KD-2004']],
      ['wrong', ['division.openDate KD-2003']],
      ['wrong', ['division.name KD-2001']],
    ]);
  });

  test('a division with people is not closed, and the type of one that the registry knows stays', async () => {
    const known = bench.desk.db
      .prepare(`SELECT d.oid, d.name, count(*) AS people FROM division d JOIN employment e ON e.division_id = d.id AND e.end_date IS NULL
        WHERE d.type_code = '1' AND NOT EXISTS (SELECT 1 FROM division c WHERE c.parent_id = d.id) GROUP BY d.id LIMIT 1`)
      .get() as { oid: string; name: string; people: number };
    const { rows } = await bench.previewOf([
      ['OID', 'Наименование', 'Тип подразделения', 'Дата ликвидации'],
      [known.oid, known.name, null, '01.12.2026'],
      [known.oid, known.name, '2', null],
    ]);
    expect(rows[0]?.problems).toMatchObject([
      { field: 'division.liquidationDate', code: 'KD-2227', params: { divisions: 0, people: known.people } },
    ]);
    expect(rows[1]?.problems).toEqual([{ field: 'division.typeCode', code: 'KD-2226' }]);
  });

  test('a division is not put into itself, nor a section under a section', async () => {
    const inside = `${ours}.0.700040.1`;
    await apply(
      (await bench.previewBytes('115.json', portalJson([section(700_040, 1, { hospital_name: 'Хирургия' })]))).importId,
    );
    const { rows } = await bench.previewOf([
      ['OID', 'Наименование', 'OID вышестоящего подразделения'],
      [`${ours}.0.700040`, 'Поликлиника новая 700040', inside],
      [`${ours}.0.700041.1`, 'Палата', inside],
    ]);
    expect(rows.map(({ problems }) => problems)).toMatchObject([
      [{ field: 'division.parentId', code: 'KD-2221' }],
      [{ field: 'division.parentId', code: 'KD-2222' }],
    ]);
  });

  test('two rows that contradict each other: the second waits', async () => {
    const oid = `${ours}.0.700013`;
    const { rows } = await bench.previewOf([
      HEADER,
      [oid, 'Аптека', null, '1', '01.01.2020'],
      [oid, 'Аптека', null, '1', '01.01.2021'],
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'doubtful']);
    expect(rows[1]?.doubts).toEqual([{ doubt: 'repeated', name: 'Аптека' }]);
  });
});
