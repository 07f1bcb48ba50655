import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { beforeEach } from '../before-each.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';
import { edit, lastName, view } from './test-staff.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-later-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PEOPLE = 230;
const OLD = 'яблочкина';

async function open(path?: string) {
  const key = randomBytes(32);
  const parts = path === undefined ? {} : { path, key };
  const desk = openTestDesk(parts);
  fillClinic(desk, PEOPLE);
  return { desk, parts, rows: (await view(desk)).rows };
}

/** As the program calls: what was left for later comes first. */
function found(desk: TestDesk, text: string): Promise<number> {
  const { staff } = beforeEach(desk.handlers, desk.catchUp);
  return view({ ...desk, handlers: { ...desk.handlers, staff } }, { text }).then(({ total }) => total);
}

/** As the lines stand, without waiting. */
const foundNow = (desk: TestDesk, text: string) => view(desk, { text }).then(({ total }) => total);

it('answers a block of very many people before their lines follow, and names whom to read again', async () => {
  const { desk, rows } = await open();
  const { rows: given, later } = await edit(
    desk,
    rows.map((row) => lastName(row, 'Яблочкина')),
  );
  expect(given).toEqual([]);
  expect([...later].sort()).toEqual(rows.map(({ personId }) => personId).sort());
  const { rows: read } = await desk.handlers.staff.rowsOf({ personIds: later }, desk.editor);
  expect(new Set(read.map((row) => row.lastName))).toEqual(new Set(['Яблочкина']));
  expect(await foundNow(desk, OLD)).toBe(0);
  expect(await found(desk, OLD)).toBe(PEOPLE);
  const step = await desk.handlers.staff.takeStep({ what: 'undo', subjectId: null }, desk.editor);
  expect(step.taken?.later).toHaveLength(PEOPLE);
  expect(await found(desk, OLD)).toBe(0);
});

it('brings the lines up by itself right after the answer', async () => {
  const { desk, rows } = await open();
  await edit(
    desk,
    rows.map((row) => lastName(row, 'Яблочкина')),
  );
  await new Promise(setImmediate);
  expect(await foundNow(desk, OLD)).toBe(PEOPLE);
});

it('hands over a small change with its rows, whose lines are there at once', async () => {
  const { desk, rows } = await open();
  const few = rows.slice(0, 200);
  const done = await edit(
    desk,
    few.map((row) => lastName(row, 'Яблочкина')),
  );
  expect([done.rows.length, done.later]).toEqual([200, []]);
  expect(await foundNow(desk, OLD)).toBe(200);
});

it('a program that falls in between makes up for it at its next start', async () => {
  const { desk, rows, parts } = await open(join(folder, 'k.db'));
  await edit(
    desk,
    rows.map((row) => lastName(row, 'Яблочкина')),
  );
  // Nothing of this one goes on: the answer was its last act.
  desk.db.close();
  const next = openTestDesk(parts);
  expect(await foundNow(next, OLD)).toBe(0);
  expect(await found(next, OLD)).toBe(PEOPLE);
  next.db.close();
});

it('a refused block leaves nothing for later', async () => {
  const { desk, rows } = await open();
  const edits = rows.map((row) => lastName(row, 'Яблочкина'));
  const [last] = edits.splice(-1);
  if (last === undefined) throw new Error('No rows');
  expect(await refusal(() => edit(desk, [...edits, { ...last, to: null }]))).toMatchObject({ code: 'KD-2001' });
  expect(await found(desk, OLD)).toBe(0);
  expect(desk.db.prepare(`SELECT value FROM meta WHERE key = 'staff.behind'`).get()).toBeUndefined();
});
