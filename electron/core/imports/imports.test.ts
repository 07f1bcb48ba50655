import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../test-books.ts';
import { openImportDesk } from './test-import.ts';
import * as people from './test-rows.ts';
import { HEADER, NUMBERS, rowOf } from './test-rows.ts';

type Bench = Awaited<ReturnType<typeof openImportDesk>>;
let bench: Bench;
beforeEach(async () => {
  bench = await openImportDesk();
});
afterEach(() => bench.close());

const stored = (count: number) => people.stored(bench.desk, count);
const newRow = (at: number, other?: Record<number, string | number | null>) => people.newRow(bench.desk, at, other);
const post = (kind: 'open' | 'closed' | 'group') => people.post(bench.desk, kind);

describe('comparing', () => {
  test('new, changed and same rows are told apart, field by field', async () => {
    const [same, changed] = stored(2);
    if (same === undefined || changed === undefined) throw new Error('Nobody stored');
    const { counts, rows } = await bench.previewOf([
      HEADER,
      rowOf(same),
      rowOf(changed, { phone: '8 900 111-22-33' }),
      newRow(0),
    ]);
    expect(counts).toEqual({ new: 1, changed: 1, same: 1, doubtful: 0, wrong: 0, skipped: 0 });
    expect(rows[1]?.changes).toEqual([{ field: 'person.phone', from: changed.phone, to: '+79001112233' }]);
    expect(rows[2]?.changes).toContainEqual({ field: 'employment.rate', from: null, to: 50 });
    expect(rows[2]?.changes).toContainEqual({ field: 'person.birthDate', from: null, to: '1985-03-21' });
    expect(rows[2]?.changes).toContainEqual({ field: 'person.sex', from: null, to: '1' });
  });

  test('letter case, eaten zeros and empty cells change nothing', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const row = rowOf(person, { name: person.name.toUpperCase(), phone: null });
    row[0] = Number(person.personnelNumber);
    row[2] = Number(person.snils);
    const { rows } = await bench.previewOf([HEADER, row]);
    expect(rows[0]).toMatchObject({ state: 'same', problems: [], changes: [] });
  });

  test('a СНИЛС kept as a number gets its zeros back and is checked again', async () => {
    const { rows } = await bench.previewOf([
      HEADER,
      newRow(1, { 2: Number(NUMBERS[1]) }),
      newRow(2, { 2: Number(NUMBERS[2]) + 1 }),
    ]);
    expect(rows[0]).toMatchObject({ state: 'new', notes: ['zerosRestored'] });
    expect(rows[0]?.changes).toContainEqual({ field: 'person.snils', from: null, to: '08765430200' });
    expect(rows[1]).toMatchObject({ state: 'wrong', problems: [{ field: 'person.snils', code: 'KD-2104' }] });
  });

  test('posts: by name, unknown, group, closed before the employment began and open then', async () => {
    const closed = post('closed');
    const { rows } = await bench.previewOf([
      HEADER,
      newRow(0, { 6: `  ${post('open').name.toUpperCase()} ` }),
      newRow(1, { 6: 'Заклинатель змей' }),
      newRow(2, { 6: post('group').code }),
      newRow(1, { 6: closed.name }),
      newRow(2, { 6: closed.name, 8: '01.02.2010' }),
    ]);
    expect(rows.map(({ state, problems }) => [state, problems.map(({ field, code }) => `${field} ${code}`)])).toEqual([
      ['new', []],
      ['wrong', ['employment.postCode KD-2004']],
      ['wrong', ['employment.postCode KD-2204']],
      ['wrong', ['employment.postCode KD-2204']],
      ['new', []],
    ]);
  });

  test('a division that is unknown is wrong, one of several with its name is doubtful', async () => {
    const { entities, db } = bench.desk;
    const division = db.prepare('SELECT id FROM division LIMIT 1').pluck().get() as string;
    const found = entities.get('division', division)?.entity;
    if (found === undefined) throw new Error('No division');
    const { id: _id, ...values } = found;
    for (const id of ['019aa000-0000-7000-8000-000000000001', '019aa000-0000-7000-8000-000000000002']) {
      entities.insert('division', id, { ...values, oid: null, name: 'Двойное отделение', liquidationDate: null });
    }
    const { rows } = await bench.previewOf([
      HEADER,
      newRow(0, { 5: 'Отделение, которого нет' }),
      newRow(1, { 5: 'двойное  ОТДЕЛЕНИЕ' }),
    ]);
    expect(rows[0]).toMatchObject({ state: 'wrong', problems: [{ field: 'employment.divisionId', code: 'KD-2004' }] });
    expect(rows[1]).toMatchObject({ state: 'doubtful', doubts: [{ doubt: 'division' }] });
  });

  test('Latin letters inside a Cyrillic name are pointed at', async () => {
    const { rows } = await bench.previewOf([HEADER, newRow(0, { 1: 'Ивaнов Пётр' })]);
    expect(rows[0]).toMatchObject({ state: 'wrong', problems: [{ field: 'person.lastName', code: 'KD-2008' }] });
  });

  test('a row that stands in the file twice is taken once', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const { rows } = await bench.previewOf([HEADER, newRow(0), newRow(0), rowOf(person), rowOf(person)]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'doubtful', 'same', 'doubtful']);
    expect(rows[1]?.doubts[0]?.doubt).toBe('repeated');
  });

  test('a second main post is refused', async () => {
    const [person, other] = stored(2);
    if (person === undefined || other === undefined) throw new Error('Nobody stored');
    const row = [...rowOf(person, { personnelNumber: 'Другой', beginDate: '2026-11-01' }), 'Основное'];
    row[6] = stored(20).find(({ postCode }) => postCode !== person.postCode)?.postCode ?? null;
    const { rows } = await bench.previewOf([[...HEADER, 'Вид занятости'], row]);
    expect(rows[0]).toMatchObject({ state: 'wrong', problems: [{ code: 'KD-2205' }] });
  });

  test.each([
    ['Кириллическая К', '9801К1001', 'KD-2113'],
    ['a digit too few', '98010100', 'KD-2113'],
    ['another organisation’s', '770101001', 'KD-2301'],
    ['ours', '980101001', null],
    ['ours as a number', 980_101_001, null],
  ])('КПП: %s', async (_name, kpp, code) => {
    const { rows } = await bench.previewOf([
      [...HEADER, 'КПП'],
      [...newRow(0), kpp],
    ]);
    expect(rows[0]?.problems).toEqual(code === null ? [] : [{ field: 'organisation.kpp', code }]);
  });

  test('КПП of a region 01…09 gets the zero back that a spreadsheet ate', async () => {
    bench.desk.entities.patch('organisation', bench.clinic.organisationId, { kpp: '016501001' });
    const { rows } = await bench.previewOf([
      [...HEADER, 'КПП'],
      [...newRow(0), 16_501_001],
    ]);
    expect(rows[0]?.problems).toEqual([]);
  });

  test('somebody dismissed: the day, reason and order of the file; a day before the first is refused', async () => {
    const [person, other] = stored(2);
    if (person === undefined || other === undefined) throw new Error('Nobody stored');
    const { rows, importId } = await bench.previewOf([
      [...HEADER, 'Дата увольнения', 'Причина увольнения', 'Приказ об увольнении'],
      [...rowOf(person), '20.11.2026', 'п. 3 ч. 1 ст. 77 ТК РФ', '12-у'],
      [...rowOf(other), '01.01.1990', 'п. 3 ч. 1 ст. 77 ТК РФ', '13-у'],
    ]);
    expect(rows.map(({ state, problems }) => [state, problems.map(({ field, code }) => `${field} ${code}`)])).toEqual([
      ['changed', []],
      ['wrong', ['employment.endDate KD-2202']],
    ]);
    await bench.desk.handlers.imports.apply({ importId }, bench.desk.editor);
    const ended = bench.desk.entities.list('employment', 'personId', person.id).map(({ entity }) => entity);
    expect(ended.find(({ personnelNumber }) => personnelNumber === person.personnelNumber)).toMatchObject({
      endDate: '2026-11-20',
      endReason: 'п. 3 ч. 1 ст. 77 ТК РФ',
      endOrder: '12-у',
    });
  });

  test('rows of another organisation are refused', async () => {
    const { rows } = await bench.previewOf([
      [...HEADER, 'OID организации'],
      [...newRow(0), '1.2.3'],
    ]);
    expect(rows[0]).toMatchObject({ state: 'wrong', problems: [{ code: 'KD-2301' }] });
  });
});

describe('people who may be the same', () => {
  test('the same СНИЛС with another name is never merged unasked', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const preview = await bench.previewOf([HEADER, rowOf(person, { name: 'Совсем Другой Человек' })]);
    expect(preview.rows[0]).toMatchObject({
      state: 'doubtful',
      doubts: [{ doubt: 'otherName', name: person.name }],
      choices: ['same', 'skip'],
    });
    await bench.desk.handlers.imports.apply({ importId: preview.importId }, bench.desk.editor);
    expect(bench.desk.entities.get('person', person.id)?.entity.lastName).toBe(person.name.split(' ')[0]);
  });

  test('the user says that it is the same person: the name changes', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const { importId } = await bench.previewOf([HEADER, rowOf(person, { name: 'Совсем Другой Человек' })]);
    const { imports } = bench.desk.handlers;
    const decided = await imports.decide({ importId, rows: [2], decision: 'same' }, bench.desk.editor);
    expect(decided.counts).toMatchObject({ changed: 1, doubtful: 0 });
    await imports.apply({ importId }, bench.desk.editor);
    expect(bench.desk.entities.get('person', person.id)?.entity.lastName).toBe('Совсем');
  });

  test('without a СНИЛС the name and day of birth only suggest: same, new or skip', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const row = rowOf(person, { phone: '+79001112233' });
    row[2] = null;
    const { importId, rows } = await bench.previewOf([HEADER, row]);
    expect(rows[0]).toMatchObject({ state: 'doubtful', choices: ['same', 'new', 'skip'] });
    const { imports } = bench.desk.handlers;
    const counts = async (decision: 'same' | 'new' | 'skip' | null) =>
      (await imports.decide({ importId, rows: [2], decision }, bench.desk.editor)).counts;
    expect(await counts('same')).toMatchObject({ changed: 1 });
    expect(await counts('new')).toMatchObject({ new: 1 });
    expect(await counts('skip')).toMatchObject({ skipped: 1 });
    expect(await counts(null)).toMatchObject({ doubtful: 1 });
  });

  test('two names under one new СНИЛС: the second waits', async () => {
    const { rows } = await bench.previewOf([HEADER, newRow(0), newRow(1, { 2: NUMBERS[0] ?? '' })]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'doubtful']);
    expect(rows[1]).toMatchObject({ doubts: [{ doubt: 'otherName' }], choices: ['skip'] });
  });
});

describe('writing', () => {
  test('everything goes into one draft; the same file again has nothing to do', async () => {
    const [changed] = stored(1);
    if (changed === undefined) throw new Error('Nobody stored');
    const file = [HEADER, rowOf(changed, { phone: '+79001112233' }), newRow(0), newRow(1), newRow(2)];
    const { importId } = await bench.previewOf(file);
    const { imports, changes } = bench.desk.handlers;
    const written = await imports.apply({ importId }, bench.desk.editor);
    expect(written).toMatchObject({ created: 3, changed: 1 });
    const { requests } = await changes.list({ states: null }, bench.desk.editor);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ id: written.requestId, state: 'draft', people: 4 });
    const again = await bench.previewOf(file);
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 4, doubtful: 0, wrong: 0, skipped: 0 });
    const nothing = await imports.apply({ importId: again.importId }, bench.desk.editor);
    expect(nothing).toEqual({ requestId: null, created: 0, changed: 0 });
  });

  test('two rows of one new person are one person with two employments', async () => {
    const { importId, counts } = await bench.previewOf([
      [...HEADER, 'Вид занятости'],
      [...newRow(0), 'Основное место работы'],
      [...newRow(0, { 0: 'Н-0/2', 7: '0,25', 8: '15.10.2026' }), 'внутреннее совмест.'],
    ]);
    expect(counts).toMatchObject({ new: 1, changed: 1 });
    await bench.desk.handlers.imports.apply({ importId }, bench.desk.editor);
    const rates = bench.desk.db
      .prepare('SELECT rate FROM employment e JOIN person p ON p.id = e.person_id WHERE p.snils = ? ORDER BY rate')
      .pluck()
      .all(NUMBERS[0]);
    expect(rates).toEqual([25, 50]);
  });

  test('what changed between the preview and the writing refuses the whole import', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const { importId } = await bench.previewOf([HEADER, rowOf(person, { phone: '+79001112233' }), newRow(0)]);
    bench.desk.entities.patch('person', person.id, { phone: '+79007770000' });
    const { imports } = bench.desk.handlers;
    expect((await refusal(() => imports.apply({ importId }, bench.desk.editor))).code).toBe('KD-3001');
    const count = bench.desk.db.prepare('SELECT count(*) FROM person WHERE snils = ?').pluck();
    expect(count.get(NUMBERS[0])).toBe(0);
  });

  test('what stands in somebody else’s request is refused row by row', async () => {
    const [person] = stored(1);
    if (person === undefined) throw new Error('Nobody stored');
    const { staff } = bench.desk.handlers;
    const edit = { kind: 'person' as const, id: person.id, field: 'phone', from: person.phone, to: '+79000000001' };
    await staff.applyEdits({ edits: [edit] }, bench.desk.otherEditor);
    const { rows } = await bench.previewOf([HEADER, rowOf(person, { phone: '+79001112233' })]);
    expect(rows[0]).toMatchObject({ state: 'wrong', problems: [{ code: 'KD-3009' }] });
  });
});

test('whatever a file says: what was taken is there, and the same file again takes nothing', async () => {
  const person = fc.record({
    phone: fc.constantFrom(null, '+79001112233', '8 (900) 111-22-33', '12'),
    rate: fc.constantFrom(25, 50, 100, 151),
    beginDate: fc.constantFrom('2012-02-29', '01.03.2014', '31.02.2014'),
    postCode: fc.constantFrom(post('open').code, post('open').name, 'Нет такой'),
    who: fc.nat({ max: 11 }),
  });
  const known = stored(9);
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async (said) => {
      const rows = said.map(({ who, ...other }) => {
        const of = known[who];
        const { phone, rate, beginDate, postCode } = other;
        return of === undefined
          ? newRow(who - 9, { 6: postCode, 7: rate / 100, 8: beginDate, 9: phone })
          : rowOf(of, { phone, rate });
      });
      const file = [HEADER, ...rows];
      const first = await bench.previewOf(file);
      await bench.desk.handlers.imports.apply({ importId: first.importId }, bench.desk.editor);
      const again = await bench.previewOf(file);
      expect(again.counts).toMatchObject({ new: 0, changed: 0 });
      const taken = first.rows.filter(({ state }) => state === 'new' || state === 'changed');
      const states = new Map(again.rows.map(({ row, state }) => [row, state]));
      expect(taken.map(({ row }) => states.get(row))).toEqual(taken.map(() => 'same'));
    }),
    { numRuns: 12 },
  );
}, 120_000);
