import { expect, it } from 'vitest';
import type { HistorySubject } from '#shared/contract/history.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

it('a staffing table goes back to a version with its posts, and forth again, each as a new change', async () => {
  const desk = openTestDesk();
  fillClinic(desk, 20);
  const { editor } = desk;
  const { staffing, history, journal } = desk.handlers;
  const copyOf = desk.db.prepare(`SELECT id FROM staffingDocument WHERE staffing_status = 'active'`).pluck().get();
  const requisites = {
    number: '99',
    approvedOn: '2026-11-01',
    orderNumber: '1',
    beginDate: '2027-01-01',
    endDate: null,
  };
  const { id } = await staffing.createDocument({ ...requisites, copyOf: copyOf as string }, editor);
  const rows = async () =>
    (await staffing.rows({ documentId: id, onDay: '2026-11-21' }, editor)).rows.filter((row) => row.id !== null);
  const facts = async () => (await rows()).map(({ divisionId, postCode, rate }) => [divisionId, postCode, rate]).sort();
  const number = () => desk.entities.get('staffingDocument', id)?.entity.number;
  const subject: HistorySubject = { kind: 'staffingDocument', id };
  const newest = async () => (await history.versions(subject, editor)).versions[0]?.seq ?? 0;
  const restore = async (seq: number) => {
    const { head, refused } = await history.planRestore({ subject, seq }, editor);
    expect(refused).toEqual([]);
    desk.clock.advance(60_000);
    await history.restore({ subject, seq, head }, editor);
  };

  const [before, first] = [await facts(), await newest()];
  const [one, other] = await rows();
  if (one?.id == null || other?.id == null) throw new Error('No posts');
  desk.clock.advance(60_000);
  const edits = [
    { kind: 'staffingPosition' as const, id: one.id, field: 'rate', from: one.rate, to: (one.rate ?? 0) + 50 },
    { kind: 'staffingDocument' as const, id, field: 'number', from: '99', to: '100' },
  ];
  await staffing.applyEdits({ edits, onDay: '2026-11-21' }, editor);
  await staffing.removePositions({ ids: [other.id] }, editor);
  const post = { divisionId: one.divisionId, postCode: '109', localPostName: null, rate: 25, note: null };
  await staffing.addPositions({ documentId: id, positions: [post] }, editor);
  const [after, last] = [await facts(), await newest()];
  expect(after).not.toEqual(before);

  await restore(first);
  expect([await facts(), number()]).toEqual([before, '99']);
  const { entries } = await journal.list({ before: null, limit: 1, text: '' }, editor);
  expect(entries[0]?.action).toBe('history.restore');
  await restore(last);
  expect([await facts(), number()]).toEqual([after, '100']);
});

it('a building taken out and a service changed come back with the organisation', async () => {
  const desk = openTestDesk();
  const { organisationId: id } = fillClinic(desk, 5);
  const { editor } = desk;
  const { organisation, history } = desk.handlers;
  const subject: HistorySubject = { kind: 'organisation', id };
  const fields = { name: 'Корпус', addressText: 'ул. Новая, д. 7', hasTrouble: 'no', beginDate: '2021-01-01' };
  const { id: buildingId } = await organisation.add({ kind: 'building', fields }, editor);
  const seq = (await history.versions(subject, editor)).versions[0]?.seq ?? 0;
  const [service] = (await organisation.card({}, editor))?.services ?? [];
  if (service === undefined) throw new Error('No services');
  desk.clock.advance(60_000);
  const edit = { kind: 'service' as const, id: service.id, field: 'comment', from: service.comment, to: 'по записи' };
  await organisation.applyEdits({ edits: [edit] }, editor);
  await organisation.remove({ kind: 'building', id: buildingId }, editor);

  const { head } = await history.planRestore({ subject, seq }, editor);
  await history.restore({ subject, seq, head }, editor);
  const card = await organisation.card({}, editor);
  expect(card?.buildings).toContainEqual(expect.objectContaining(fields));
  expect(card?.services.find((one) => one.id === service.id)?.comment).toBe(service.comment);
});
