import { expect, it } from 'vitest';
import { staff } from '#shared/contract/staff.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { addDays } from '#shared/rules/dates.ts';
import { open, rowOf, type } from '../changes/test-requests.ts';
import { changesAfter } from '../journal/history.ts';
import { JournalStore } from '../journal/store.ts';
import type { TestDesk } from '../test-books.ts';
import { type SubjectState, stateAt, stateNow } from './versions.ts';

/** Remembers a card after every step and compares it with what the journal makes of it later. */
class Remembered {
  readonly #desk: TestDesk;
  readonly #subject: { readonly kind: 'person'; readonly id: EntityId };
  readonly #states: { readonly step: string; readonly seq: number; readonly state: SubjectState }[] = [];

  constructor(desk: TestDesk, id: EntityId) {
    this.#desk = desk;
    this.#subject = { kind: 'person', id };
    this.note('before all');
  }

  note(step: string): void {
    const seq = this.#desk.db.prepare('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() as number;
    this.#states.push({ step, seq, state: stateNow(this.#desk.entities, this.#subject) });
  }

  async after(step: string, act: () => unknown): Promise<void> {
    this.#desk.clock.advance(60_000);
    await act();
    this.note(step);
  }

  expectAll(): void {
    const store = new JournalStore(this.#desk.db);
    const parts = {
      entities: this.#desk.entities,
      changesAfter: (id: EntityId, seq: number) => changesAfter(store, id, seq),
    };
    for (const { step, seq, state } of this.#states) {
      const found = stateAt(parts, this.#subject, seq);
      expect(Object.fromEntries(found), step).toEqual(Object.fromEntries(state));
    }
  }
}

it('the journal alone tells how a card stood after every step of a clerk', async () => {
  const { desk, people } = open();
  const { handlers, editor } = desk;
  const [id = ''] = people;
  const remembered = new Remembered(desk, id);
  const today = desk.clock.today();
  const row = () => rowOf(desk, id);
  const { nodes } = await handlers.divisions.tree({}, editor);
  const place = nodes.find(({ liquidationDate, ownPeople }) => liquidationDate === null && ownPeople > 0);

  await remembered.after('an edit', () => type(desk, id, 'lastName', 'Переменова'));
  let awardId = '';
  await remembered.after('a record added', async () => {
    const fields = { name: 'Грамота', number: '1', awardDate: '2025-01-01' };
    awardId = (await handlers.staff.addChild({ kind: 'award', ownerId: id, fields }, editor)).id;
  });
  await remembered.after('a record edited', () =>
    handlers.staff.applyEdits({ edits: [{ kind: 'award', id: awardId, field: 'number', from: '1', to: '2' }] }, editor),
  );
  const [document] = (await handlers.staff.card({ personId: id }, editor)).documents;
  await remembered.after('a record of the registry removed', () =>
    handlers.staff.removeChild({ kind: 'document', id: document?.id ?? '' }, editor),
  );
  await remembered.after('a record of the draft removed', () =>
    handlers.staff.removeChild({ kind: 'award', id: awardId }, editor),
  );
  await remembered.after('a transfer', async () => {
    const { employmentId, rate } = await row();
    const input = {
      employmentIds: [employmentId],
      date: today,
      values: { divisionId: place?.id, rate: (rate ?? 100) === 25 ? 50 : 25, personnelNumber: '9/9' },
      endReason: 'Перевод',
      endOrder: '1',
      endOrderDate: today,
    };
    await handlers.staff.transfer(staff.transfer.input.parse(input), editor);
  });
  await remembered.after('an absence', async () => {
    const fields = { leaveReason: 'long', beginDate: today, endDate: null };
    await handlers.staff.addChild({ kind: 'leave', ownerId: (await row()).employmentId ?? '', fields }, editor);
  });
  await remembered.after('a dismissal', async () => {
    const input = {
      employmentId: (await row()).employmentId,
      endDate: addDays(today, 5),
      endReason: 'п. 3 ч. 1 ст. 77 ТК РФ',
      endOrder: '2',
      endOrderDate: today,
    };
    await handlers.staff.dismiss(staff.dismiss.input.parse(input), editor);
  });
  await remembered.after('some fields taken back', async () => {
    const { requestId } = await handlers.staff.card({ personId: id }, editor);
    const fields = [{ kind: 'person' as const, id, field: 'lastName' }];
    await handlers.changes.revert({ requestId: requestId ?? '', fields }, editor);
  });
  await remembered.after('a former version restored', async () => {
    const subject = { kind: 'person' as const, id };
    const { versions } = await handlers.history.versions(subject, editor);
    const seq = versions.at(-2)?.seq ?? 0;
    const { head } = await handlers.history.planRestore({ subject, seq }, editor);
    await handlers.history.restore({ subject, seq, head }, editor);
  });
  await remembered.after('the whole request withdrawn', async () => {
    const { requestId } = await handlers.staff.card({ personId: id }, editor);
    await handlers.changes.withdraw({ requestId: requestId ?? '' }, editor);
  });
  await remembered.after('another card made one with it', async () => {
    const mergedId = people[1] ?? '';
    await handlers.staff.merge(staff.merge.input.parse({ keptId: id, mergedId, take: [] }), editor);
  });
  remembered.expectAll();
});
