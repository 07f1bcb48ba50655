import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { FieldEdit, StaffRow } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import { edit, first, lastName, view } from '../staff/test-staff.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-undo-'));
let desk: TestDesk;
afterEach(() => desk.db.close());
afterAll(() => rmSync(folder, { recursive: true }));

function open(people = 6): void {
  desk = openTestDesk();
  fillClinic(desk, people);
}

const rows = async () => (await view(desk)).rows;
const rowOf = async (id: EntityId) => (await rows()).find(({ personId }) => personId === id);
const take = (what: 'undo' | 'redo', who: CallContext = desk.editor, subjectId: EntityId | null = null) =>
  desk.handlers.staff.takeStep({ what, subjectId }, who);
const left = (who = desk.editor) => desk.handlers.edits.left({ sheet: 'staff' }, who);
const phone = ({ personId, phone: from }: StaffRow, to: string): FieldEdit => ({
  kind: 'person',
  id: personId,
  field: 'phone',
  from,
  to,
});

it('takes a step back and does it again, each written like any edit, and tells the windows how many are left', async () => {
  open();
  const row = first(await rows());
  await edit(desk, [lastName(row, 'Белова')]);
  expect(left()).toEqual({ undo: 1, redo: 0 });
  const { taken } = await take('undo');
  expect(taken).toMatchObject({
    edits: [{ field: 'lastName', from: 'Белова', to: row.lastName }],
    rows: [{ personId: row.personId, lastName: row.lastName, changed: [] }],
  });
  expect(desk.events.findLast(({ name }) => name === 'edits.changed')?.body).toEqual({
    sheet: 'staff',
    undo: 0,
    redo: 1,
  });
  expect(desk.db.prepare('SELECT count(*) FROM change_request').pluck().get()).toBe(0);
  await take('redo');
  expect((await rowOf(row.personId))?.lastName).toBe('Белова');
  expect(await take('redo')).toEqual({ operationId: null, taken: null });
});

it('keeps steps in the store: another start of the program takes them back', async () => {
  const [path, key] = [join(folder, 'k.db'), randomBytes(32)];
  desk = openTestDesk({ path, key });
  fillClinic(desk, 4);
  const { editor } = desk;
  const row = first(await rows());
  await edit(desk, [lastName(row, 'Белова')]);
  desk.db.close();
  desk = openTestDesk({ path, key });
  await take('undo', editor);
  expect((await rowOf(row.personId))?.lastName).toBe(row.lastName);
});

it('keeps two hundred steps of each user, and nobody takes back those of another', async () => {
  open();
  let row = first(await rows());
  const start = row;
  for (let i = 0; i < 205; i++) {
    const { rows: written } = await edit(desk, [phone(row, `+7900${1000000 + i}`)]);
    row = first(written);
  }
  expect(left()).toEqual({ undo: 200, redo: 0 });
  expect(await take('undo', desk.otherEditor)).toEqual({ operationId: null, taken: null });
  for (let i = 0; i < 200; i++) await take('undo');
  expect((await rowOf(start.personId))?.phone).toBe('+79001000004');
  expect(left()).toEqual({ undo: 0, redo: 200 });
});

it('refuses a step whose value has changed meanwhile, overwrites nothing, and lets the older ones be taken back', async () => {
  open();
  const [one, two] = await rows();
  if (one === undefined || two === undefined) throw new Error('No rows');
  await edit(desk, [lastName(one, 'Белова')]);
  await edit(desk, [lastName(two, 'Чернова'), phone(two, '+79001112233')]);
  // As the exchange does, which knows no steps.
  desk.entities.patch('person', two.personId, { lastName: 'Реестрова' });
  expect((await refusal(() => take('undo'))).code).toBe('KD-3001');
  expect(await rowOf(two.personId)).toMatchObject({ phone: '+79001112233' });
  expect(desk.entities.get('person', two.personId)?.entity.lastName).toBe('Реестрова');
  await take('undo');
  expect((await rowOf(one.personId))?.lastName).toBe(one.lastName);
});

it('changes nothing in a request that waits for a decision, and can once it is withdrawn', async () => {
  open();
  const row = first(await rows());
  const { requestId } = await edit(desk, [lastName(row, 'Белова')]);
  await desk.handlers.changes.submit({ requestId }, desk.editor);
  expect((await refusal(() => take('undo'))).code).toBe('KD-3031');
  expect((await rowOf(row.personId))?.requestState).toBe('submitted');
  expect(left()).toEqual({ undo: 1, redo: 0 });
});

it('a card takes back only steps about its own subject', async () => {
  open();
  const [one, two] = await rows();
  if (one === undefined || two === undefined) throw new Error('No rows');
  await edit(desk, [lastName(one, 'Белова')]);
  await edit(desk, [lastName(two, 'Чернова')]);
  expect(await take('undo', desk.editor, one.personId)).toEqual({ operationId: null, taken: null });
  expect((await take('undo', desk.editor, two.personId)).taken).not.toBeNull();
  expect((await take('undo', desk.editor, one.personId)).taken).not.toBeNull();
});

it('what sets the value that is there already is no conflict and no step', async () => {
  open();
  const row = first(await rows());
  await edit(desk, [lastName(row, 'Белова')]);
  await edit(desk, [lastName(row, 'Белова')]);
  expect(left()).toEqual({ undo: 1, redo: 0 });
  expect((await refusal(() => edit(desk, [lastName(row, 'Чернова')]))).code).toBe('KD-3001');
});

it('what was being typed is no longer kept once it is written, in the same transaction', async () => {
  open();
  const row = first(await rows());
  const { personId: id, lastName: from } = row;
  const value = { kind: 'person', id, from, to: null, text: 'Бел', status: 'invalid' } as const;
  const keep = ['lastName', 'firstName'].map((field) => ({ ...value, field, refusal: { code: 'KD-3032' as const } }));
  desk.handlers.edits.keepUnsaved({ sheet: 'staff', keep, drop: [] }, desk.editor);
  await edit(desk, [lastName(row, 'Белова')]);
  expect(desk.handlers.edits.unsaved({ sheet: 'staff' }, desk.editor)).toMatchObject({
    values: [{ field: 'firstName' }],
  });
});

it('keeps typed values that could not be written, of each user', () => {
  open();
  const value = { kind: 'person', id: '0199d3f2-7c1e-7abc-8def-0123456789ab', field: 'lastName' } as const;
  const values = [
    { ...value, from: 'Иванов', to: null, text: 'Ив@нов', status: 'invalid', refusal: { code: 'KD-2008' } } as const,
  ];
  const unsaved = (who: CallContext) => desk.handlers.edits.unsaved({ sheet: 'staff' }, who);
  const put = (keep: typeof values, drop: (typeof value)[]) =>
    desk.handlers.edits.keepUnsaved({ sheet: 'staff', keep, drop }, desk.editor);
  put(values, []);
  expect(unsaved(desk.editor)).toEqual({ values });
  expect(unsaved(desk.otherEditor)).toEqual({ values: [] });
  put([], [value]);
  expect(unsaved(desk.editor)).toEqual({ values: [] });
  expect(desk.events.at(-1)).toEqual({ name: 'edits.dropped', body: { sheet: 'staff', cells: [value] } });
});
