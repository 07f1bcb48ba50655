import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { pdf } from '../attachments/test-files.ts';
import { inRole, refusal } from '../test-books.ts';
import { fillRegistry, personFields } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

let registry: FakeRegistry;
let desk: SyncDesk;
let id: EntityId;
let work: EntityId;

const staff = () => desk.handlers.staff;
const person = () => desk.entities.find('person', id);
const snils = () => String(personFields(1).snils);
const open = async () =>
  (await staff().removalChecks({ personId: id }, desk.editor)).checks
    .filter((check) => check.open.length > 0)
    .map(({ kind }) => kind);
const synced = async () => expect((await desk.run()).error).toBeNull();

const DISMISSAL = () => ({
  employmentId: work,
  endDate: '2026-11-20',
  endReason: 'по инициативе',
  endOrder: '7',
  endOrderDate: '2026-11-20',
});

async function settled(requestId: EntityId): Promise<void> {
  await desk.approve(requestId);
  await synced();
  expect(desk.state(requestId)).toBe('accepted');
}

/** Nobody works, and the registry knows it. */
async function dismissed(): Promise<void> {
  const { requestId } = await staff().dismiss(DISMISSAL(), desk.editor);
  await settled(requestId);
  const { lists } = await staff().dismissalTasks({ personId: id }, desk.editor);
  for (const { employmentId, tasks } of lists) {
    for (const { kind, aboutId } of tasks) {
      await staff().tickDismissalTask({ employmentId, kind, aboutId, done: true }, desk.editor);
    }
  }
}

const remove = async () => (await staff().removeCard({ personId: id }, desk.editor)).requestId;
const restore = async () => (await staff().restoreCard({ personId: id }, desk.editor)).requestId;

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  desk = openSyncDesk({ registry });
  await synced();
  [id, work] = [desk.idOf('person', 'p1'), desk.idOf('employment', 'e1')];
});
afterEach(() => desk.sync.dispose());

describe('a card is deleted', () => {
  it('only when nothing is open, which is named with where it is mended', async () => {
    expect(await open()).toEqual(['employment']);
    await staff().dismiss(DISMISSAL(), desk.editor);
    expect(await open()).toEqual(['task', 'request']);
    expect(await refusal(remove)).toMatchObject({ code: 'KD-3014' });
    const typed = { sheet: 'staff', kind: 'person', id, field: 'phone', value: '+7' } as const;
    desk.db
      .prepare('INSERT INTO unsaved_value VALUES (?, ?, ?, ?, ?, ?)')
      .run(desk.editor.user?.userId, typed.sheet, typed.kind, id, typed.field, JSON.stringify(typed));
    desk.entities.patch('division', desk.idOf('division', 'd1'), { headPersonId: id });
    expect(await open()).toEqual(['head', 'task', 'request', 'unsaved']);
    expect(person()?.deleted).toBe(false);
  });

  it('with its employments, in a request, and comes back from the draft as the same record', async () => {
    await dismissed();
    expect(await open()).toEqual([]);
    const before = person();
    const requestId = await remove();
    expect([person()?.deleted, desk.entities.get('employment', work)]).toEqual([true, null]);
    expect(await restore()).toBe(requestId);
    expect(person()).toEqual({ ...before, rev: (before?.rev ?? 0) + 2 });
    expect(desk.entities.get('employment', work)).not.toBeNull();
    expect(desk.count(`change_request WHERE id = '${requestId}'`)).toBe(0);
    expect(await refusal(restore)).toMatchObject({ code: 'KD-3008' });
  });

  it('in the registry, too, and comes back there under a new name, here as the same record', async () => {
    await dismissed();
    const requestId = await remove();
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    expect(await refusal(restore)).toMatchObject({ code: 'KD-3003' });
    const other = () => staff().restoreCard({ personId: id }, desk.otherEditor);
    expect(await refusal(other)).toMatchObject({ code: 'KD-3009' });
    await desk.sign(requestId);
    await synced();
    expect([registry.current('person', 'p1'), registry.current('employment', 'e1')]).toEqual([null, null]);
    const [file, rev] = [desk.entities.list('credential', 'personId', id), person()?.rev ?? 0];
    await settled(await restore());
    const back = person();
    expect(back).toMatchObject({ deleted: false, entity: { id, snils: snils() } });
    expect(back?.rev).toBeGreaterThan(rev);
    expect(registry.current('person', back?.remoteId ?? '')).toMatchObject({ fields: { snils: snils() } });
    expect(desk.entities.list('employment', 'personId', id).map(({ entity }) => entity.id)).toEqual([work]);
    expect(desk.entities.list('credential', 'personId', id).map(({ entity }) => entity)).toEqual(
      file.map(({ entity }) => entity),
    );
    await synced();
    expect(desk.count('person WHERE deleted_at IS NULL')).toBe(4);
  });
});

describe('a deleted card is erased', () => {
  const administrator = () => inRole(desk.approver, 'administrator');
  const named = () => ({ personId: id, name: fullName(personFields(1) as never), reason: 'Письмо № 5' });
  const purge = (given = named(), context = administrator()) => staff().purgeCard(given, context);
  const found = (text: string) => desk.db.serialize().includes(Buffer.from(text, 'utf8'));

  async function deleted(): Promise<void> {
    const content = Buffer.concat([await pdf(), Buffer.from(`%${snils()}\n`)]);
    await desk.handlers.attachments.add(
      { owner: { kind: 'person', id }, kind: 'other', file: { fileName: `Метка ${snils()}.pdf`, content } } as never,
      desk.editor,
    );
    await desk.handlers.papers.register(
      { personId: id, kind: 'fileExtract', purpose: `Метка ${snils()}` },
      desk.editor,
    );
    await settled(await desk.edit({ kind: 'person', id, field: 'email', to: 'planted@clinic.example' }));
    await dismissed();
    await settled(await remove());
  }

  it('never before the registry has agreed, nor without the PIN or under another name', async () => {
    expect(await refusal(purge)).toMatchObject({ code: 'KD-3016' });
    await dismissed();
    const requestId = await remove();
    expect(await refusal(purge)).toMatchObject({ code: 'KD-3016' });
    await settled(requestId);
    expect(await refusal(() => purge({ ...named(), name: 'Другой Человек' }))).toMatchObject({ code: 'KD-3015' });
    const unproven = () => {
      throw new DeskError('KD-1016');
    };
    expect(await refusal(() => purge(named(), { ...administrator(), stepUp: unproven }))).toMatchObject({
      code: 'KD-1016',
    });
    expect(person()?.deleted).toBe(true);
  });

  it('out of every table and every free page, and the journal stays whole', async () => {
    await deleted();
    for (const text of [snils(), 'planted@clinic.example', 'p1/c1']) expect(found(text), text).toBe(true);
    await purge();
    for (const text of [snils(), 'planted@clinic.example', 'p1/c1', '+79071000001'])
      expect(found(text), text).toBe(false);
    expect(desk.entities.find('person', id)).toBeNull();
    expect(await desk.handlers.journal.verify({}, desk.editor)).toMatchObject({ brokenAt: null });
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 1, text: '' }, desk.editor);
    expect(entries).toMatchObject([
      { action: 'staff.purge', object: id, actor: administrator().user?.name, reason: 'Письмо № 5', title: null },
    ]);
    expect(desk.db.prepare('SELECT id, reason FROM purged_record').all()).toEqual([{ id, reason: 'Письмо № 5' }]);
    expect(desk.db.prepare('SELECT number, person_name, purpose, model FROM given_paper').all()).toEqual([
      { number: 1, person_name: '', purpose: '', model: '' },
    ]);
    for (const { action, actor } of (
      await desk.handlers.journal.list({ before: null, limit: 500, text: '' }, desk.editor)
    ).entries) {
      expect(actor !== '' || action === 'journal.genesis', action).toBe(true);
    }
    // Nor does the next exchange bring anything of it back.
    await synced();
    expect(desk.count('person')).toBe(3);
    expect(found(snils())).toBe(false);
  });

  it('and what others have is left as it was', async () => {
    const other = desk.idOf('person', 'p2');
    await settled(await desk.edit({ kind: 'person', id: other, field: 'email', to: 'stays@clinic.example' }));
    await deleted();
    const before = desk.entities.get('person', other);
    await purge();
    expect(desk.entities.get('person', other)).toEqual(before);
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 500, text: '' }, desk.editor);
    expect(entries).toContainEqual(expect.objectContaining({ object: other, to: 'stays@clinic.example' }));
  });

  it('and is flagged when the registry gives it once more, as from an older copy of itself', async () => {
    await deleted();
    await purge();
    registry.put('person', 'p1', personFields(1));
    await synced();
    const again = desk.idOf('person', 'p1');
    expect(again).not.toBe(id);
    expect(desk.db.prepare('SELECT returned_id FROM purged_record').pluck().all()).toEqual([again]);
    const { entries } = await desk.handlers.journal.list({ before: null, limit: 200, text: '' }, desk.editor);
    expect(entries).toContainEqual(expect.objectContaining({ action: 'sync.returned', object: again }));
  });
});
