import { expect, it } from 'vitest';
import { png } from '../attachments/test-files.ts';
import { fillClinic, openTestDesk, refusal } from '../test-books.ts';

it('a record of the desk’s own that was taken out comes back with its files, in the journal and in no request', async () => {
  const desk = openTestDesk();
  const [ownerId = ''] = fillClinic(desk, 2).people;
  const { staff, attachments, journal, changes } = desk.handlers;
  const fields = {
    nmoKind: 'course',
    specialtyCode: '27',
    title: 'Кардиология',
    hours: 36,
    activityDate: '2026-02-01',
  };
  const { id } = await staff.addChild({ kind: 'nmo', ownerId, fields }, desk.editor);
  const owner = { kind: 'nmo', id } as const;
  await attachments.add({ owner, kind: 'other', file: { fileName: 'Скан.png', content: png() } }, desk.editor);
  const [before] = (await staff.card({ personId: ownerId }, desk.editor)).nmos.filter((one) => one.id === id);
  const bringBack = () => staff.restoreChild({ kind: 'nmo', id }, desk.editor);
  expect((await refusal(bringBack)).code).toBe('KD-3008');

  await staff.removeChild({ kind: 'nmo', id }, desk.editor);
  expect((await staff.card({ personId: ownerId }, desk.editor)).nmos).not.toContainEqual(before);
  await bringBack();
  expect((await staff.card({ personId: ownerId }, desk.editor)).nmos).toContainEqual(before);
  expect((await attachments.of({ owners: [owner] }, desk.editor)).attachments).toMatchObject([{ removed: false }]);
  const { entries } = await journal.list({ before: null, limit: 1, text: '' }, desk.editor);
  expect(entries[0]?.action).toBe('staff.bringBack');
  expect((await changes.list({ states: null }, desk.editor)).requests).toEqual([]);
  const { versions } = await desk.handlers.history.versions({ kind: 'person', id: ownerId }, desk.editor);
  expect(versions.map(({ action }) => action)).toEqual(['staff.bringBack', 'staff.remove', 'staff.add']);
});

it('a полис ОМС is the desk’s own: its number is checked, written at once, and in no request', async () => {
  const desk = openTestDesk();
  const [ownerId = ''] = fillClinic(desk, 2).people;
  const { staff, changes } = desk.handlers;
  const add = (enp: string) => staff.addChild({ kind: 'policy', ownerId, fields: { enp } }, desk.editor);
  expect(await refusal(() => add('7780000000000018'))).toMatchObject({ code: 'KD-2134', field: 'policy.enp' });
  const { id } = await add('7780 0000 0000 0019');
  const card = await staff.card({ personId: ownerId }, desk.editor);
  expect(card.policies).toEqual([{ id, personId: ownerId, enp: '7780000000000019' }]);
  expect((await changes.list({ states: null }, desk.editor)).requests).toEqual([]);
});
