import { expect, it } from 'vitest';
import type { AttachmentKind, AttachmentOwner } from '#shared/contract/attachments.ts';
import type { PrintModel } from '#shared/contract/host.ts';
import { messages } from '#shared/text/translate.ts';
import { png } from '../attachments/test-files.ts';
import { fillClinic, openTestDesk, refusal, type TestDesk } from '../test-books.ts';

const ENDING = { endDate: '2026-11-30', endReason: 'Соглашение сторон', endOrder: '№ 5-л', endOrderDate: '2026-11-20' };

function open(host: NonNullable<Parameters<typeof openTestDesk>[0]>['host'] = {}) {
  const desk = openTestDesk({ host });
  const personId = fillClinic(desk, 40).people.at(-1) ?? '';
  const work = desk.entities.list('employment', 'personId', personId).map(({ entity }) => entity);
  const [first, ...others] = work;
  if (first === undefined) throw new Error('Nobody works');
  for (const { id } of others) desk.entities.patch('employment', id, { endDate: '2020-01-01' });
  desk.entities.patch('employment', first.id, { endDate: null });
  for (const { entity } of desk.entities.list('credential', 'personId', personId)) {
    desk.entities.patch('credential', entity.id, { expiresOn: '2020-01-01' });
  }
  desk.staffIndex.refresh([personId]);
  return { desk, personId, employmentId: first.id };
}

async function attach(desk: TestDesk, owner: AttachmentOwner, kind: AttachmentKind, fileName: string) {
  const added = await desk.handlers.attachments.add({ owner, kind, file: { fileName, content: png() } }, desk.editor);
  return added?.id ?? '';
}

it('names the papers that the person gets back and those that go to the archive', async () => {
  const { desk, personId, employmentId } = open();
  const education = desk.entities.list('education', 'personId', personId)[0]?.entity.id ?? '';
  await attach(desk, { kind: 'employment', id: employmentId }, 'contract', 'Договор.png');
  await attach(desk, { kind: 'education', id: education }, 'diploma', 'Диплом.png');
  const gone = await attach(desk, { kind: 'person', id: personId }, 'other', 'Лишнее.png');
  await desk.handlers.attachments.remove({ attachmentId: gone }, desk.editor);
  await desk.handlers.staff.dismiss({ employmentId, ...ENDING }, desk.editor);
  const { lists } = await desk.handlers.staff.dismissalTasks({ personId }, desk.editor);
  expect(lists.map((list) => list.employmentId)).toEqual([employmentId]);
  expect(lists[0]?.tasks.map(({ kind, name, doneAt }) => [kind, name, doneAt])).toEqual([
    ['giveBack', 'Диплом.png', null],
    ['archive', 'Договор.png', null],
  ]);
});

it('is ticked off by somebody at a moment, and stays so when the dismissal is corrected', async () => {
  const { desk, personId, employmentId } = open();
  const { staff, history, journal } = desk.handlers;
  const aboutId = await attach(desk, { kind: 'employment', id: employmentId }, 'order', 'Приказ.png');
  const other = await attach(desk, { kind: 'employment', id: employmentId }, 'contract', 'Договор.png');
  const { requestId } = await staff.dismiss({ employmentId, ...ENDING }, desk.editor);
  const task = { employmentId, kind: 'archive', aboutId } as const;
  desk.clock.advance(60_000);
  await staff.tickDismissalTask({ ...task, done: true }, desk.editor);
  const tasks = async () => (await staff.dismissalTasks({ personId }, desk.editor)).lists.flatMap((list) => list.tasks);
  const done = { doneAt: '2026-11-21T09:01:00.000Z', doneBy: 'Кадрова Анна Сергеевна' };
  expect(await tasks()).toMatchObject([done, { aboutId: other, doneAt: null }]);
  const { entries } = await journal.list({ before: null, limit: 1, text: '' }, desk.editor);
  expect(entries).toMatchObject([{ action: 'staff.task', to: 'Приказ.png' }]);

  const { versions } = await history.versions({ kind: 'person', id: personId }, desk.editor);
  expect(versions.map(({ action }) => action)).not.toContain('staff.task');

  await desk.handlers.attachments.remove({ attachmentId: other }, desk.editor);
  await staff.dismiss({ employmentId, ...ENDING, endDate: '2026-11-28' }, desk.editor);
  expect((await tasks()).filter(({ kind }) => kind !== 'draft')).toMatchObject([{ aboutId, ...done }]);
  await staff.tickDismissalTask({ ...task, done: false }, desk.editor);
  expect(await tasks()).toContainEqual(expect.objectContaining({ aboutId, doneAt: null, doneBy: null }));
  const unknown = { employmentId, kind: 'head', aboutId, done: true } as const;
  expect((await refusal(() => staff.tickDismissalTask(unknown, desk.editor))).code).toBe('KD-3008');

  await desk.handlers.changes.withdraw({ requestId }, desk.editor);
  expect(await tasks()).toEqual([]);
});

it('is printed with what is done and room for signatures', async () => {
  const shown: { title: string; model: PrintModel }[] = [];
  let model: PrintModel | null = null;
  const { desk, employmentId } = open({
    printToPdf: async (input) => {
      model = input.model;
      return Uint8Array.of(1);
    },
    showPdf: async ({ title }) => {
      if (model !== null) shown.push({ title, model });
    },
  });
  const { staff } = desk.handlers;
  expect((await refusal(() => staff.printDismissalTasks({ employmentId }, desk.editor))).code).toBe('KD-3008');
  const aboutId = await attach(desk, { kind: 'employment', id: employmentId }, 'order', 'Приказ.png');
  await attach(desk, { kind: 'employment', id: employmentId }, 'contract', 'Договор.png');
  await staff.dismiss({ employmentId, ...ENDING }, desk.editor);
  await staff.tickDismissalTask({ employmentId, kind: 'archive', aboutId, done: true }, desk.editor);
  await staff.printDismissalTasks({ employmentId }, desk.editor);
  const words = messages('ru').documents.dismissalList;
  expect(shown).toMatchObject([{ title: words.title, model: { madeBy: 'Кадрова Анна Сергеевна' } }]);
  expect(shown[0]?.model.parameters).toContainEqual({ name: words.lastDay, value: '30.11.2026' });
  expect(shown[0]?.model.rows.map(({ cells }) => [cells[0], cells[1], cells[2] !== ''])).toEqual([
    ['1', 'Подшить в личное дело и сдать в архив: Приказ.png.', true],
    ['2', 'Подшить в личное дело и сдать в архив: Договор.png.', false],
  ]);
});
