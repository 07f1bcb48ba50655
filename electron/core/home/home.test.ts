import fc from 'fast-check';
import { expect, it } from 'vitest';
import { home as contract } from '#shared/contract/home.ts';
import { staff } from '#shared/contract/staff.ts';
import { REQUEST_STATES, type RequestState } from '#shared/domain/states.ts';
import type { CallContext } from '../core.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

it('the first page counts what the pages behind it show', async () => {
  const desk = openTestDesk();
  const { people } = fillClinic(desk, 500);
  const summary = async (who: CallContext) => contract.summary.output.parse(await desk.handlers.home.summary({}, who));
  const view = async (filter: object) =>
    desk.handlers.staff.openView(staff.openView.input.parse({ filter, sort: [] }), desk.editor);

  const before = await summary(desk.editor);
  expect(before.anybody).toBe(true);
  expect(before.people).toBe((await view({ employed: 'open' })).total);
  const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
  const open = nodes.filter(({ liquidationDate }) => liquidationDate === null || liquidationDate >= '2026-11-21');
  expect(before.divisions).toBe(open.length);
  expect(before).toMatchObject({ drafts: 0, toApprove: 0, submitted: 0, returned: 0, queued: 0, errors: 0 });

  const edit = async (id: string | undefined, who: CallContext) => {
    const person = desk.entities.get('person', id ?? '')?.entity;
    const change = { kind: 'person' as const, id: id ?? '', field: 'sex', from: person?.sex ?? null, to: null };
    return (await desk.handlers.staff.applyEdits({ edits: [change] }, who)).requestId;
  };
  await edit(people[0], desk.editor);
  await edit(people[1], desk.otherEditor);
  // An editor sees their own draft, an approver all of them; a missing sex is an error of two people.
  expect(await summary(desk.editor)).toMatchObject({ drafts: 1, errors: 2 });
  expect(await summary(desk.approver)).toMatchObject({ drafts: 2, toApprove: 0 });
  expect((await view({ employed: 'open', only: 'errors' })).total).toBe(2);
});

it('a clinic without a card says so, one whose people all have left does not', async () => {
  const desk = openTestDesk();
  const summary = () => desk.handlers.home.summary({}, desk.editor);
  expect(await summary()).toMatchObject({ anybody: false, people: 0, requests: 0 });
  fillClinic(desk, 3);
  desk.db.exec('UPDATE staff_line SET employed = 0');
  expect(await summary()).toMatchObject({ anybody: true, people: 0 });
});

it('requests in any states are counted as plain SQL and their lists count them', async () => {
  const desk = openTestDesk();
  const { db, clock, editor, otherEditor, approver } = desk;
  const insert = db.prepare(`INSERT INTO change_request (id, number, state, author_id, created_at, changed_at)
    VALUES (?, ?, ?, ?, ?, ?)`);
  const authors = [editor, otherEditor].map(({ user }) => user?.userId ?? '');
  const request = fc.tuple(fc.constantFrom(...REQUEST_STATES), fc.nat({ max: 1 }));
  const listed = async (states: RequestState[], mine: boolean, who: CallContext) =>
    (await desk.handlers.changes.list({ states, mine, page: { offset: 0, limit: 1 } }, who)).total;
  const plain = (states: string, author = '%') =>
    db
      .prepare(`SELECT count(*) FROM change_request WHERE instr('${states}', state) > 0 AND author_id LIKE ?`)
      .pluck()
      .get(author);

  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
      db.exec('DELETE FROM change_request');
      requests.forEach(([state, author], at) => {
        insert.run(`r${at}`, at + 1, state, authors[author], clock.now(), clock.now());
      });
      for (const who of [editor, otherEditor]) {
        const own = who.user?.userId;
        expect(await desk.handlers.home.summary({}, who)).toMatchObject({
          requests: requests.length,
          drafts: plain('draft', own),
          submitted: plain('submitted', own),
          returned: plain('returned rejected', own),
          queued: plain('approved queued sent'),
        });
        expect(await listed(['returned', 'rejected'], true, who)).toBe(plain('returned rejected', own));
      }
      expect(await desk.handlers.home.summary({}, approver)).toMatchObject({
        drafts: plain('draft'),
        toApprove: await listed(['submitted'], false, approver),
        submitted: 0,
        returned: plain('returned rejected'),
      });
    }),
    { numRuns: 30 },
  );
});
