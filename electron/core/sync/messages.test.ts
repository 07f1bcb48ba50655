import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_LIMIT } from '#shared/contract/request-messages.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { CallContext } from '../core.ts';
import { refusal } from '../test-books.ts';
import { fillRegistry } from './testing/clinic.ts';
import { openSyncDesk, type SyncDesk } from './testing/desk.ts';
import { FakeRegistry } from './testing/fake-registry.ts';

/** A clerk's desk and the chief doctor's, around one registry. */
let registry: FakeRegistry;
let author: SyncDesk;
let chief: SyncDesk;
let requestId: EntityId;

const write = (desk: SyncDesk, who: CallContext, text: string) =>
  desk.handlers.changes.sendMessage({ requestId, text }, who);
const read = async (desk: SyncDesk, who: CallContext) =>
  (await desk.handlers.changes.messages({ requestId }, who)).messages;
const texts = async (desk: SyncDesk) => (await read(desk, desk.editor)).map(({ text }) => text);
const journalled = (desk: SyncDesk) =>
  desk.db
    .prepare(`SELECT count(*) FROM journal WHERE json_extract(body, '$.action') = 'changes.message'`)
    .pluck()
    .get();

beforeEach(async () => {
  registry = new FakeRegistry();
  fillRegistry(registry, 4);
  [author, chief] = [openSyncDesk({ registry }), openSyncDesk({ registry })];
  for (const desk of [author, chief]) await desk.run();
  requestId = await author.edit({
    kind: 'person',
    id: author.idOf('person', 'p1'),
    field: 'phone',
    to: '+79070000001',
  });
});
afterEach(() => Promise.all([author, chief].map((desk) => desk.sync.dispose())));

describe('messages about a request', () => {
  beforeEach(async () => {
    await author.handlers.changes.submit({ requestId }, author.editor);
  });

  it('go from desk to desk and back, in the order in which they were written, each once', async () => {
    const sent = await write(author, author.editor, '  Приказ принесут завтра  ');
    expect(sent).toMatchObject({ text: 'Приказ принесут завтра', own: true, told: false });
    await author.run();
    await chief.run();
    const [heard] = await read(chief, chief.approver);
    const { name, userId } = author.editor.user ?? {};
    expect(heard).toMatchObject({ id: sent.id, sender: name, role: 'editor', isNew: true, told: true });
    expect(heard?.elsewhere).toEqual({ login: userId, snils: '90000000094' });
    chief.clock.advance(60_000);
    await write(chief, chief.approver, 'Хорошо, подожду');
    for (let times = 0; times < 2; times++) for (const desk of [chief, author]) await desk.run();
    for (const desk of [author, chief]) {
      expect(await texts(desk)).toEqual(['Приказ принесут завтра', 'Хорошо, подожду']);
      expect(journalled(desk)).toBe(2);
    }
    expect(registry.told.noteLog).toHaveLength(2);
  });

  it('are told once, although the answer was lost', async () => {
    await author.run();
    await write(author, author.editor, 'Жду');
    registry.told.lose = ['say'];
    expect((await author.run()).error?.code).toBe('KD-4001');
    expect(await read(author, author.editor)).toMatchObject([{ told: false }]);
    await author.run();
    await chief.run();
    expect(await read(author, author.editor)).toMatchObject([{ told: true }]);
    expect([registry.told.noteLog.length, await texts(chief)]).toEqual([1, ['Жду']]);
  });

  it('written without a network wait, and go when it is back', async () => {
    await author.run();
    registry.fault('pull', 'unreached');
    await write(author, author.editor, 'Первое');
    await write(author, author.editor, 'Второе');
    await author.run();
    expect(registry.told.noteLog).toEqual([]);
    await author.restart();
    await author.run();
    await chief.run();
    expect(await texts(chief)).toEqual(['Первое', 'Второе']);
  });

  it('that the registry refuses hold up neither each other nor anything else', async () => {
    await author.run();
    await write(author, author.editor, 'Нет');
    registry.told.refused = 'KD-4002';
    expect((await author.run()).error?.code).toBe('KD-4002');
    registry.told.refused = null;
    await author.run();
    expect(registry.told.noteLog).toHaveLength(1);
  });

  it('are read by whoever has opened them, each user apart', async () => {
    await write(author, author.editor, 'Раз');
    await write(author, author.editor, 'Два');
    await author.run();
    await chief.run();
    const unread = async (who: CallContext) => (await chief.handlers.changes.unreadMessages({}, who)).requests;
    expect(await unread(chief.approver)).toEqual([{ requestId, count: 2 }]);
    await chief.handlers.changes.readMessages({ requestId }, chief.approver);
    expect(await unread(chief.approver)).toEqual([]);
    expect((await read(chief, chief.approver)).map(({ isNew }) => isNew)).toEqual([false, false]);
    expect(await unread(chief.otherEditor)).toEqual([{ requestId, count: 2 }]);
    // Their own words are news to nobody, at no desk of theirs.
    expect(await unread(chief.editor)).toEqual([]);
    expect((await author.handlers.changes.unreadMessages({}, author.editor)).requests).toEqual([]);
  });

  it('of a registry that went back to an older copy of itself are told anew', async () => {
    await write(author, author.editor, 'Ещё здесь');
    await author.run();
    registry.told.noteLog.length = 0;
    author.messages.forgotten();
    await author.run();
    await chief.run();
    expect(await texts(chief)).toEqual(['Ещё здесь']);
  });

  it('that are none are left alone', async () => {
    await author.run();
    const [id] = ['019a1b2c-0000-7000-8000-0000000000ff'];
    const sender = { id, name: 'Кто-то', login: 'x', snils: null, role: 'approver' };
    const message = { message: 1, id, requestId, sender, sentAt: '2026-11-21T09:00:00.000Z', text: 'Верно' };
    for (const wrong of [
      'nothing at all',
      '{}',
      JSON.stringify({ ...message, message: 2 }),
      JSON.stringify({ ...message, text: ' ' }),
      JSON.stringify({ ...message, text: 'x'.repeat(MESSAGE_LIMIT + 1) }),
      JSON.stringify({ ...message, sender: { ...sender, role: 'king' } }),
      JSON.stringify({ ...message, more: true }),
    ]) {
      registry.told.noteLog.push({ kind: 'message', messageId: id ?? '', message: wrong });
    }
    expect((await chief.run()).error).toBeNull();
    expect(await texts(chief)).toEqual([]);
    registry.told.noteLog.push({ kind: 'message', messageId: id ?? '', message: JSON.stringify(message) });
    await chief.run();
    expect(await texts(chief)).toEqual(['Верно']);
  });

  it('a word of somebody else under the name of a known message changes nothing', async () => {
    const { id } = await write(author, author.editor, 'Как есть');
    await author.run();
    await chief.run();
    const [told] = registry.told.noteLog;
    const forged = { ...JSON.parse(told?.kind === 'message' ? told.message : ''), text: 'Иначе' };
    registry.told.noteLog.push({ kind: 'message', messageId: id, message: JSON.stringify(forged) });
    for (const desk of [author, chief]) await desk.run();
    expect([await texts(author), await texts(chief)]).toEqual([['Как есть'], ['Как есть']]);
  });
});

it('a message about a draft waits until others know of the request', async () => {
  await write(author, author.editor, 'Заранее');
  await author.run();
  expect(registry.told.noteLog).toEqual([]);
  await author.handlers.changes.submit({ requestId }, author.editor);
  await author.run();
  await chief.run();
  expect(await texts(chief)).toEqual(['Заранее']);
});

describe('who writes, and how much', () => {
  it('is the author or an approver; everybody may look on', async () => {
    expect((await refusal(() => write(author, author.otherEditor, 'Я тоже'))).code).toBe('KD-1002');
    const seen = await author.handlers.changes.messages({ requestId }, author.otherEditor);
    expect(seen).toEqual({ messages: [], mayWrite: false });
    expect((await author.handlers.changes.messages({ requestId }, author.approver)).mayWrite).toBe(true);
  });

  it.each([
    ['no text', ' \n ', undefined],
    ['too much', 'ы'.repeat(MESSAGE_LIMIT + 1), { length: MESSAGE_LIMIT + 1, maximum: MESSAGE_LIMIT }],
  ])('%s is refused with a number', async (_what, text, params) => {
    const error = await refusal(() => write(author, author.editor, text));
    expect([error.code, error.params]).toEqual(['KD-3013', params]);
    expect(journalled(author)).toBe(0);
  });

  it('as much as is allowed is taken', async () => {
    await write(author, author.editor, 'ы'.repeat(MESSAGE_LIMIT));
    expect(await texts(author)).toHaveLength(1);
  });

  it('no such request', async () => {
    const gone = '019a1b2c-0000-7000-8000-0000000000aa';
    const ask = () => author.handlers.changes.sendMessage({ requestId: gone, text: 'Где?' }, author.editor);
    expect((await refusal(ask)).code).toBe('KD-3008');
  });
});
