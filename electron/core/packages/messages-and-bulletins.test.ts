import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPublisher } from '../bulletins/testing/publisher.ts';
import { approve } from '../changes/test-requests.ts';
import type { CallContext } from '../core.ts';
import { bulletinBytes } from '../db/migrations/0032-bulletin-bytes.ts';
import type { SharedBulletin } from '../registry/desks.ts';
import { openSyncDesk, type SyncDesk } from '../sync/testing/desk.ts';
import type { FakeRegistry } from '../sync/testing/fake-registry.ts';
import { refusal } from '../test-books.ts';
import { PackageBench } from './testing/desk.ts';
import { dump, openPair, submitted } from './testing/pair.ts';
import { ABOUT, documentOf, honest, MADE_BY } from './testing/sealed.ts';

let publisher: TestPublisher;
let registry: FakeRegistry;
let online: SyncDesk;
let offline: SyncDesk;
let here: PackageBench;
let there: PackageBench;
let stick: string;

beforeAll(() => {
  publisher = new TestPublisher();
});
afterAll(() => publisher.dispose());
beforeEach(async () => {
  ({ registry, online, offline, here, there, stick } = await openPair([publisher.certificate]));
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

const journalled = (desk: SyncDesk, actions: string) =>
  desk.db
    .prepare(`SELECT json_extract(body, '$.action') FROM journal
      WHERE json_extract(body, '$.action') GLOB ? ORDER BY seq`)
    .pluck()
    .all(actions);

describe('messages about requests', () => {
  let requestId: string;
  beforeEach(async () => {
    requestId = await submitted(offline);
  });

  const write = (desk: SyncDesk, who: CallContext, text: string) =>
    desk.handlers.changes.sendMessage({ requestId, text }, who);
  const read = async (desk: SyncDesk) =>
    (await desk.handlers.changes.messages({ requestId }, desk.editor)).messages.map(({ text, told }) => [text, told]);

  it('go with a request and come back with its answer, each once', async () => {
    await write(offline, offline.editor, 'Приказ принесут завтра');
    expect(await there.handlers.state({}, offline.editor)).toMatchObject({ messages: { requests: 1, receipts: 0 } });
    const out = await there.write('requests', offline.editor);
    const before = dump(online);
    expect((await here.preview(out, online.editor)).messages).toEqual({ new: 1, known: 0 });
    expect(dump(online)).toEqual(before);
    for (const counts of [
      { new: 1, known: 0 },
      { new: 0, known: 1 },
    ]) {
      expect((await here.take(out, online.editor)).messages).toEqual(counts);
    }
    expect(await read(online)).toEqual([['Приказ принесут завтра', true]]);
    expect(here.emitted).toContain('data.changed');

    // Nothing has become of the request yet: the word alone is worth a package.
    online.clock.advance(60_000);
    await write(online, online.approver, 'Жду');
    expect(await here.handlers.state({}, online.editor)).toMatchObject({
      receipts: 0,
      messages: { requests: 0, receipts: 1 },
    });
    const back = await here.write('receipt', online.editor);
    expect(await read(offline)).toEqual([['Приказ принесут завтра', false]]);
    for (let times = 0; times < 2; times++) await there.take(back, offline.editor);
    const both = [
      ['Приказ принесут завтра', true],
      ['Жду', true],
    ];
    expect(await read(offline)).toEqual(both);
    expect([journalled(offline, 'changes.message').length, journalled(online, 'changes.message').length]).toEqual([
      2, 2,
    ]);
    expect((await offline.handlers.changes.unreadMessages({}, offline.editor)).requests).toEqual([
      { requestId, count: 1 },
    ]);
    expect(await there.handlers.state({}, offline.editor)).toMatchObject({ messages: { requests: 0, receipts: 0 } });
  });

  it('of a desk without a network reach the desks of the registry, and theirs reach it', async () => {
    await write(offline, offline.editor, 'С флешки');
    await here.take(await there.write('requests', offline.editor), online.editor);
    for (let times = 0; times < 2; times++) await online.run();
    expect(registry.told.noteLog).toHaveLength(1);
    const chief = openSyncDesk({ registry });
    for (let times = 0; times < 2; times++) await chief.run();
    expect(await read(chief)).toEqual([['С флешки', true]]);
    chief.clock.advance(60_000);
    await write(chief, chief.approver, 'По сети');
    await chief.run();
    await online.run();
    await there.take(await here.write('receipt', online.editor), offline.editor);
    expect((await read(offline)).map(([text]) => text)).toEqual(['С флешки', 'По сети']);
    expect(registry.told.noteLog).toHaveLength(2);
    await chief.sync.dispose();
  });

  it('a lost package loses none, and about a request that is closed they go on', async () => {
    await here.take(await there.write('requests', offline.editor), online.editor);
    await approve(online, requestId);
    await online.run();
    await there.take(await here.write('receipt', online.editor), offline.editor);
    expect(offline.state(requestId)).toBe('accepted');
    expect((await refusal(() => there.write('requests', offline.editor))).code).toBe('KD-6411');
    await write(offline, offline.editor, 'Спасибо');
    await there.write('requests', offline.editor);
    const second = await there.write('requests', offline.editor);
    expect((await here.take(second, online.editor)).messages).toEqual({ new: 1, known: 0 });
    expect(await read(online)).toEqual([['Спасибо', true]]);
  });

  it('that are none spoil the package, and nothing of it is taken', async () => {
    const about = { ...ABOUT, organisation: '1.2.643.5.1' };
    const message = { message: 1, id: about.id, requestId, sentAt: about.madeAt, text: 'Верно' };
    const sender = { id: about.id, name: MADE_BY.name, login: 'x', snils: null, role: 'editor' };
    for (const wrong of [{ text: ' ' }, { message: 2 }, { sender: { ...sender, role: 'king' } }, { more: true }]) {
      const entry = documentOf('messages/00001.json', { messages: [{ ...message, sender, ...wrong }] });
      const path = join(stick, 'wrong.kpkg');
      writeFileSync(path, await honest([entry], about));
      expect((await refusal(() => here.preview(path, online.editor))).code, JSON.stringify(wrong)).toBe('KD-6408');
    }
  });
});

describe('bulletins', () => {
  const endsAt = '2027-01-01T00:00:00.000Z';
  const hear = async (...bulletins: readonly SharedBulletin[]) => {
    registry.told.noteLog.push(...bulletins.map((bulletin) => ({ kind: 'bulletin' as const, ...bulletin })));
    await online.run();
  };
  const titles = async (desk: SyncDesk) =>
    (await desk.handlers.bulletins.list({}, desk.editor)).bulletins.map(({ title }) => title);

  it('come with the records of the registry as they were signed, once', async () => {
    await hear(publisher.published({ endsAt }));
    const path = await here.write('registry', online.editor);
    expect((await there.preview(path, offline.editor)).bulletins).toEqual({ new: 1, known: 0, refused: 0 });
    expect([await titles(offline), there.emitted]).toEqual([[], expect.not.arrayContaining(['data.changed'])]);
    await there.take(path, offline.editor);
    expect((await there.take(path, offline.editor)).bulletins).toEqual({ new: 0, known: 1, refused: 0 });
    expect(await titles(offline)).toEqual(['Плановые работы']);
    expect(journalled(offline, 'bulletins.*')).toEqual(['bulletins.taken']);
  });

  it('come with answers, and one that was taken back goes there, too', async () => {
    await submitted(offline);
    await here.take(await there.write('requests', offline.editor), online.editor);
    await approve(online, String(offline.db.prepare('SELECT id FROM change_request').pluck().get()));
    await hear(publisher.published({ endsAt }));
    const first = await here.write('receipt', online.editor);
    await hear(publisher.published({ endsAt, number: 2, withdrawn: true }));
    const second = await here.write('receipt', online.editor);
    await there.take(first, offline.editor);
    expect(await titles(offline)).toEqual(['Плановые работы']);
    await there.take(second, offline.editor);
    expect(await titles(offline)).toEqual([]);
    // An older package after a newer one.
    expect((await there.take(first, offline.editor)).bulletins).toEqual({ new: 0, known: 1, refused: 0 });
    expect(await titles(offline)).toEqual([]);
  });

  it('of a time when their bytes were not kept are asked for again, once, and come then', async () => {
    const old = publisher.published({ endsAt });
    await hear(old, publisher.published({ endsAt }, 'stranger'));
    // As a program of before has left it.
    online.db.exec('UPDATE bulletin SET content = NULL, cms = NULL');
    expect((await there.preview(await here.write('registry', online.editor), offline.editor)).bulletins.new).toBe(0);
    bulletinBytes(online.db);
    const before = journalled(online, 'bulletins.*');
    await online.run();
    expect((await there.preview(await here.write('registry', online.editor), offline.editor)).bulletins).toEqual({
      new: 1,
      known: 0,
      refused: 0,
    });
    expect([await titles(online), journalled(online, 'bulletins.*')]).toEqual([['Плановые работы'], before]);
    const cursor = () => online.db.prepare(`SELECT cursor FROM sync_cursor WHERE kind = 'notes'`).pluck().get();
    const asked = cursor();
    bulletinBytes(online.db);
    expect(cursor()).toBe(asked);
  });

  it('that are over stay behind', async () => {
    await hear(publisher.published({ endsAt }));
    online.clock.advance(366 * 86_400_000);
    expect((await there.preview(await here.write('registry', online.editor), offline.editor)).bulletins).toEqual({
      new: 0,
      known: 0,
      refused: 0,
    });
  });

  it('forged, foreign and replayed ones are left alone, with a line in the journal each, and the rest is taken', async () => {
    await hear(publisher.published({ endsAt, number: 5, title: 'Пятая' }));
    await there.take(await here.write('registry', online.editor), offline.editor);
    const honestOne = publisher.published({ endsAt, number: 5, title: 'Пятая' });
    const forged = { ...honestOne, content: Buffer.from(String(honestOne.content).replace('Пятая', 'Шестая')) };
    const wrong = [forged, publisher.published({ endsAt }, 'stranger'), publisher.published({ endsAt, number: 4 })];
    // Another desk writes what it likes into a package.
    const bulletins = { current: () => wrong, carry: () => 'known' as const };
    const path = await new PackageBench(online, stick, { bulletins }).write('registry', online.editor);
    expect((await there.take(path, offline.editor)).bulletins).toEqual({ new: 0, known: 0, refused: 3 });
    expect((await there.take(path, offline.editor)).bulletins).toEqual({ new: 0, known: 3, refused: 0 });
    expect(await titles(offline)).toEqual(['Пятая']);
    const [, ...refused] = journalled(offline, 'bulletins.*');
    expect(refused).toEqual(['bulletins.forged', 'bulletins.foreign', 'bulletins.replayed']);
  });
});
