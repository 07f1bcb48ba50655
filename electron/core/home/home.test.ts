import { expect, it } from 'vitest';
import { home as contract } from '#shared/contract/areas.ts';
import { staff } from '#shared/contract/staff.ts';
import type { CallContext } from '../core.ts';
import { fillClinic, openTestDesk } from '../test-books.ts';

it('the first page counts what the pages behind it show', async () => {
  const desk = openTestDesk();
  const { people } = fillClinic(desk, 500);
  const summary = async (who: CallContext) => contract.summary.output.parse(await desk.handlers.home.summary({}, who));
  const view = async (filter: object) =>
    desk.handlers.staff.openView(staff.openView.input.parse({ filter, sort: [] }), desk.editor);

  const before = await summary(desk.editor);
  expect(before.people).toBe((await view({ employed: 'open' })).total);
  expect(before.expired + before.expiring.in90).toBe((await view({ employed: 'open', only: 'expiring' })).total);
  expect(before.expiring.in30).toBeGreaterThan(0);
  expect(before.expiring.in30).toBeLessThanOrEqual(before.expiring.in60);
  expect(before.expiring.in60).toBeLessThanOrEqual(before.expiring.in90);
  const { nodes } = await desk.handlers.divisions.tree({}, desk.editor);
  const open = nodes.filter(({ liquidationDate }) => liquidationDate === null || liquidationDate >= '2026-11-21');
  expect(before.divisions).toBe(open.length);
  expect(before).toMatchObject({ drafts: 0, toApprove: 0, returned: 0, queued: 0, errors: 0 });

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
