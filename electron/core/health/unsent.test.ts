import { afterEach, expect, it } from 'vitest';
import { png } from '../attachments/test-files.ts';
import { openClinic } from '../sync/testing/requests.ts';
import { createHealth } from './health.ts';

const { registry, desk } = openClinic();
const health = createHealth({ db: desk.db, file: null, clock: desk.clock });
const NOTHING = { drafts: 0, submitted: 0, signed: 0, files: 0, messages: 0, hires: 0 };
const lost = () => {
  const { lastSuccess: _, ...counts } = health.unsent();
  return counts;
};
afterEach(() => desk.sync.dispose());

it('counts what would be lost with the store, step by step until the registry has it', async () => {
  expect(health.unsent()).toEqual({ ...NOTHING, lastSuccess: null });
  await desk.run();
  expect(health.unsent()).toMatchObject({ ...NOTHING, lastSuccess: health.read().lastSuccess });
  expect(health.unsent().lastSuccess).not.toBeNull();

  const id = desk.idOf('person', 'p1');
  const file = { fileName: 'заявление.png', content: png() };
  await desk.handlers.attachments.add({ owner: { kind: 'person', id }, kind: 'application', file }, desk.editor);
  expect(lost()).toEqual({ ...NOTHING, files: 1 });
  const requestId = await desk.edit({ kind: 'person', id, field: 'phone', to: '+79070000001' });
  expect(lost()).toEqual({ ...NOTHING, files: 1, drafts: 1 });

  await desk.handlers.changes.submit({ requestId }, desk.editor);
  await desk.handlers.changes.sendMessage({ requestId, text: 'Срочно' }, desk.editor);
  expect(lost()).toEqual({ ...NOTHING, files: 1, submitted: 1, messages: 1 });
  await desk.run();
  expect(lost()).toEqual(NOTHING);

  registry.fault('submit', 'unreached');
  const other = desk.idOf('person', 'p2');
  await desk.approve(await desk.edit({ kind: 'person', id: other, field: 'phone', to: '+79070000002' }));
  expect(lost()).toEqual({ ...NOTHING, signed: 1 });
  await desk.run();
  expect(lost()).toEqual({ ...NOTHING, signed: 1 });
  desk.clock.advance(3_600_000);
  await desk.run();
  expect(lost()).toEqual(NOTHING);
});
