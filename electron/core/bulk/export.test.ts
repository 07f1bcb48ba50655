import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulk as contract } from '#shared/contract/bulk.ts';
import { formatPhone } from '#shared/rules/phone.ts';
import { formatSnils, maskSnils } from '#shared/rules/snils.ts';
import { view } from '../staff/test-staff.ts';
import { fillClinic, inRole, openTestDesk, type TestDesk } from '../test-books.ts';

let desk: TestDesk;
let folder = '';
let saved = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-export-'));
  saved = join(folder, 'chosen.csv');
  desk = openTestDesk({ temporary: folder, host: { saveFile: async () => saved } });
  fillClinic(desk, 10);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an exported selection has the chosen people in the order of the list and the columns asked for', async () => {
  const { viewId, rows: people } = await view(desk, {});
  const input = {
    rows: { viewId, from: 1, to: 3 },
    columns: ['number', 'lastName', 'snils', 'division', 'phone'],
    format: 'csv',
  } as const;
  const answer = await desk.handlers.bulk.export(contract.export.input.parse(input), desk.approver);
  expect(answer).toEqual({ fileName: 'chosen.csv', rows: 3 });
  const [head, ...body] = (await readFile(saved, 'utf8')).replace('\uFEFF', '').trim().split('\r\n');
  expect(head).toBe('№;Фамилия;СНИЛС;Подразделение;Телефон');
  expect(body.map((line) => line.split(';').slice(0, 2))).toEqual(
    people.slice(1, 4).map(({ lastName }, at) => [String(at + 1), lastName]),
  );
  expect(body.every((line) => (line.split(';')[3] ?? '') !== '')).toBe(true);
  expect(body.map((line) => line.split(';')[4])).toEqual(
    people.slice(1, 4).map(({ phone }) => formatPhone(phone ?? '')),
  );
  const numbers = people.slice(1, 4).map(({ snils }) => snils ?? '');
  expect(body.map((line) => line.split(';')[2])).toEqual(numbers.map(formatSnils));
  await desk.handlers.bulk.export(contract.export.input.parse(input), inRole(desk.editor, 'viewer'));
  const [, ...masked] = (await readFile(saved, 'utf8')).trim().split('\r\n');
  expect(masked.map((line) => line.split(';')[2])).toEqual(numbers.map(maskSnils));
});
