import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StaffRow } from '#shared/contract/staff.ts';
import { DICTIONARY } from '#shared/domain/fields.ts';
import type { SyncDesk } from '../sync/testing/desk.ts';
import type { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { openClinic } from '../sync/testing/requests.ts';
import { inRole } from '../test-books.ts';
import { StaffStore } from './store.ts';
import { edit, first, view } from './test-staff.ts';

const DAY = 86_400_000;
/** Issued on a day that has not come. */
const NOT_YET = 'KD-2206';
let desk: SyncDesk;
let registry: FakeRegistry;
beforeEach(async () => {
  ({ desk, registry } = openClinic());
  await desk.run();
  await row();
});
afterEach(async () => {
  await desk.sync.dispose();
  desk.db.close();
});

const person = () => desk.idOf('person', 'p1');

/** As the grid asks for it: whatever was seen of it before is kept. */
async function row(who = desk.editor, onDay?: string): Promise<StaffRow> {
  const day = onDay === undefined ? {} : { onDay };
  return first((await desk.handlers.staff.rowsOf({ personIds: [person()], ...day }, who)).rows);
}

const issuesAt = ({ issues }: StaffRow, field: string) =>
  issues.filter((issue) => issue.field === field).map(({ code }) => code);

it('reads nobody twice while nothing is written, and in the order asked for', async () => {
  const { rows } = await view(desk);
  const read = vi.spyOn(StaffStore.prototype, 'people');
  expect((await view(desk, { text: first(rows).lastName })).rows).toContainEqual(first(rows));
  expect((await view(desk, {}, 'lastName', true)).rows).toEqual(rows.toReversed());
  expect(read).not.toHaveBeenCalled();
});

it('shows what another clerk wrote, and what was taken back', async () => {
  await edit(desk, [{ kind: 'person', id: person(), field: 'phone', from: (await row()).phone, to: '+79070000001' }]);
  expect(await row(desk.otherEditor)).toMatchObject({ phone: '+79070000001', changed: ['person.phone'] });
  await desk.handlers.staff.takeStep({ what: 'undo', subjectId: null }, desk.editor);
  expect(await row(desk.otherEditor)).toMatchObject({ changed: [] });
});

it('shows nothing of a write that failed', async () => {
  const before = await row();
  const write = desk.db.transaction(() => {
    desk.db.prepare('UPDATE person SET phone = ? WHERE id = ?').run('+79070000001', person());
    throw new Error('full');
  });
  expect(write).toThrow('full');
  expect(await row()).toEqual(before);
});

it('shows what an exchange brought, and nobody who went with it', async () => {
  registry.put('person', 'p1', { phone: '+79071111111' });
  await desk.run();
  expect((await row()).phone).toBe('+79071111111');
  const { total } = await view(desk);
  registry.remove('person', 'p2');
  await desk.run();
  expect((await view(desk)).rows).toHaveLength(total - 1);
});

it('says what is wrong by the rules of the day', async () => {
  const tomorrow = '2026-11-22';
  desk.db.prepare('UPDATE credential SET issued_on = ? WHERE person_id = ?').run(tomorrow, person());
  expect(issuesAt(await row(), 'issuedOn')).toContain(NOT_YET);
  desk.clock.advance(DAY);
  expect(issuesAt(await row(), 'issuedOn')).not.toContain(NOT_YET);
  desk.clock.advance(-DAY);
  expect(issuesAt(await row(), 'issuedOn')).toContain(NOT_YET);
});

it('says what is wrong by the dictionary loaded last', async () => {
  const { postCode, issues } = await row();
  expect(issues.filter(({ field }) => field === 'postCode')).toEqual([]);
  const rows = desk.dictionaries.rows(DICTIONARY.posts).rows.filter(({ code }) => code !== postCode);
  desk.dictionaries.load({ oid: DICTIONARY.posts, version: '99.1', source: 'import', rows });
  expect(issuesAt(await row(), 'postCode')).not.toEqual([]);
});

it('tells one day from another', async () => {
  desk.clock.advance(DAY);
  const past = '2026-11-21';
  const then = await row(desk.editor, past);
  await edit(desk, [{ kind: 'person', id: person(), field: 'lastName', from: then.lastName, to: 'Новая' }]);
  expect((await row()).lastName).toBe('Новая');
  expect((await row(desk.editor, past)).lastName).toBe(then.lastName);
  expect((await row()).lastName).toBe('Новая');
});

it('hides a number from a role that may not see it, whoever asked before', async () => {
  const { snils } = await row();
  expect(snils).toMatch(/^\d{11}$/);
  expect((await row(inRole(desk.editor, 'viewer'))).snils).not.toBe(snils);
  expect((await row()).snils).toBe(snils);
});
