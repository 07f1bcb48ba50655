import { beforeEach, expect, test } from 'vitest';
import { bulk as contract } from '#shared/contract/bulk.ts';
import type { FieldEdit, StaffRow } from '#shared/contract/staff.ts';
import type { CallContext } from '../core.ts';
import { view } from '../staff/test-staff.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let people: readonly StaffRow[];

beforeEach(async () => {
  desk = openTestDesk();
  fillClinic(desk, 120);
  people = (await view(desk, {})).rows;
});

/** Another telephone and another name for everybody. */
const block = (): FieldEdit[] =>
  people.flatMap(({ personId: id, phone, lastName }, at) => [
    { kind: 'person', id, field: 'phone', from: phone, to: `+7900${1_000_000 + at}` },
    { kind: 'person', id, field: 'lastName', from: lastName, to: 'Новикова' },
  ]);

async function write(edits: FieldEdit[], context: CallContext = desk.editor) {
  return contract.edit.output.parse(await desk.handlers.bulk.edit(contract.edit.input.parse({ edits }), context));
}

const stored = () => desk.db.prepare('SELECT id, phone, last_name FROM person ORDER BY id').all();
const count = (table: string) => desk.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

test('a block of typed values is written whole, tells how far it is, and is one step of undo', async () => {
  const before = stored();
  const told: (readonly [number, number | null])[] = [];
  const done = await write(block(), { ...desk.editor, progress: (at, total) => told.push([at, total]) });
  expect(done.changed).toBe(people.length);
  const now = await view(desk, {});
  expect(new Set(now.rows.map(({ lastName }) => lastName))).toEqual(new Set(['Новикова']));
  expect(now.rows.every(({ changed }) => changed.includes('person.phone'))).toBe(true);
  expect(told.at(-1)).toEqual([people.length, people.length]);
  expect(told.length).toBeGreaterThan(2);
  const step = await desk.handlers.staff.takeStep({ what: 'undo', subjectId: null }, desk.editor);
  expect(step).toEqual({ operationId: done.operationId, taken: null });
  await desk.handlers.bulk.undo({ operationId: done.operationId }, desk.editor);
  expect(stored()).toEqual(before);
  expect(count('change_field')).toBe(0);
});

test('stopped in the midst of writing nothing of it stays', async () => {
  const before = stored();
  const stop = new AbortController();
  const isWritten = () => stored().some((row, at) => JSON.stringify(row) !== JSON.stringify(before[at]));
  let seen = false;
  const progress = () => {
    if (!isWritten()) return;
    seen = true;
    stop.abort();
  };
  await expect(write(block(), { ...desk.editor, signal: stop.signal, progress })).rejects.toThrow();
  expect(seen).toBe(true);
  expect(stored()).toEqual(before);
  expect(count('change_field')).toBe(0);
  expect(count('undo_step')).toBe(0);
});

test('one value that a rule refuses is named, and nothing is written', async () => {
  const before = stored();
  const edits = block();
  const last = people.at(-1);
  if (last === undefined) throw new Error('nobody is there');
  edits.push({ kind: 'person', id: last.personId, field: 'snils', from: last.snils, to: '11223344594' });
  expect(await refusal(() => write(edits))).toMatchObject({
    code: 'KD-2104',
    field: 'person.snils',
    params: { id: last.personId },
  });
  expect(stored()).toEqual(before);
});

test('what others have changed since, and what is no line of the grid, is refused', async () => {
  const [first] = block();
  if (first === undefined) throw new Error('nobody is there');
  expect(await refusal(() => write([{ ...first, from: 'нет' }]))).toMatchObject({ code: 'KD-3001' });
  const division = desk.db.prepare('SELECT id FROM division LIMIT 1').pluck().get() as string;
  const other = { kind: 'division', id: division, field: 'name', from: null, to: 'Другое' } as const;
  expect(await refusal(() => write([other]))).toMatchObject({ code: 'KD-2005' });
});
