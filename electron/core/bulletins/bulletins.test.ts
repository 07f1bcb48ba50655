import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../core.ts';
import type { SharedBulletin } from '../registry/desks.ts';
import { openTestDesk, TestClock, type TestDesk } from '../test-books.ts';
import { BULLETIN_ID as ID, TestPublisher, WORKS } from './testing/publisher.ts';

let publisher: TestPublisher;
let desk: TestDesk;
let clock: TestClock;

beforeAll(() => {
  publisher = new TestPublisher();
});
afterAll(() => publisher.dispose());
beforeEach(() => {
  clock = new TestClock('2026-11-22T09:00:00.000Z');
  desk = openTestDesk({ clock, bulletinPublishers: [publisher.certificate, publisher.former] });
});

const published: TestPublisher['published'] = (...what) => publisher.published(...what);
const list = async (who: CallContext = desk.editor) => (await desk.handlers.bulletins.list({}, who)).bulletins;
const journalled = () =>
  desk.db
    .prepare(`SELECT json_extract(body, '$.action') FROM journal WHERE body LIKE '%"bulletins.%' ORDER BY seq`)
    .pluck()
    .all();
const told = () =>
  desk.events.filter(({ name, body }) => name === 'data.changed' && JSON.stringify(body).includes('bulletin'));

describe('a bulletin', () => {
  it('of the publisher is shown to everybody, once', async () => {
    const shared = published();
    for (let times = 0; times < 3; times++) desk.bulletins.take(shared);
    const { bulletin: _, ...words } = WORKS;
    expect(await list()).toEqual([
      {
        ...words,
        startsAt: '2026-11-22T20:00:00.000Z',
        endsAt: '2026-11-23T02:00:00.000Z',
        publisher: 'Вестник Мария Петровна',
        dismissed: false,
        isOver: false,
      },
    ]);
    expect(journalled()).toEqual(['bulletins.taken']);
    expect(told()).toHaveLength(1);
  });

  it('whose banner is closed stays in the list, closed for that user alone, until a later edition', async () => {
    desk.bulletins.take(published());
    await desk.handlers.bulletins.dismiss({ id: ID, number: 1 }, desk.editor);
    expect((await list()).map(({ dismissed }) => dismissed)).toEqual([true]);
    expect((await list(desk.approver)).map(({ dismissed }) => dismissed)).toEqual([false]);
    desk.bulletins.take(published({ number: 2, endsAt: '2026-11-23T05:00:00Z' }));
    expect(await list()).toMatchObject([{ number: 2, dismissed: false, endsAt: '2026-11-23T05:00:00.000Z' }]);
  });

  it('that is taken back is gone', async () => {
    desk.bulletins.take(published());
    desk.bulletins.take(published({ number: 2, withdrawn: true }));
    expect(await list()).toEqual([]);
    desk.bulletins.take(published({ text: 'Опять' }));
    expect([await list(), journalled().at(-1)]).toEqual([[], 'bulletins.replayed']);
  });

  it('is over when its period ends, and stands behind the others', async () => {
    desk.bulletins.take(published());
    desk.bulletins.take(published({ id: ID.replace(/1$/, '2'), severity: 'news', endsAt: '2026-12-01T00:00:00Z' }));
    desk.bulletins.take(published({ id: ID.replace(/1$/, '3'), severity: 'outage', endsAt: '2026-12-01T00:00:00Z' }));
    expect((await list()).map(({ severity }) => severity)).toEqual(['outage', 'works', 'news']);
    clock.advance(3 * 86_400_000);
    expect((await list()).map(({ severity, isOver }) => [severity, isOver])).toEqual([
      ['outage', false],
      ['news', false],
      ['works', true],
    ]);
  });
});

describe('is left alone, with a line in the journal', () => {
  const spoilt = (change: (shared: SharedBulletin) => SharedBulletin) => () => change(published());
  it.each<[string, string, () => SharedBulletin]>([
    [
      'of which a letter was changed',
      'forged',
      spoilt(({ content, cms }) => ({ cms, content: Buffer.from(String(content).replace('будет', 'вудет')) })),
    ],
    ['whose signature is cut off', 'forged', spoilt(({ content, cms }) => ({ content, cms: cms.subarray(0, 100) }))],
    ['without a signature', 'forged', spoilt(({ content }) => ({ content, cms: new Uint8Array() }))],
    ['of somebody of the same authority', 'foreign', () => published({}, 'stranger')],
    ['of a publisher whose certificate is over', 'expired', () => published({}, 'former')],
    [
      'whose time has passed',
      'over',
      () => published({ endsAt: '2026-11-22T09:00:00Z', startsAt: '2026-11-20T09:00:00Z' }),
    ],
    ['that ends before it begins', 'unreadable', () => published({ endsAt: '2026-11-22T10:00:00Z' })],
    ['of an unknown severity', 'unreadable', () => published({ severity: 'panic' })],
    ['of another format', 'unreadable', () => published({ bulletin: 2 })],
  ])('one %s', async (_what, why, make) => {
    const shared = make();
    for (let times = 0; times < 2; times++) desk.bulletins.take(shared);
    expect([await list(), journalled(), told()]).toEqual([[], [`bulletins.${why}`], []]);
  });

  it('an older edition, or other words under the same number', async () => {
    desk.bulletins.take(published({ number: 5, title: 'Пятая' }));
    desk.bulletins.take(published({ number: 4, title: 'Четвёртая' }));
    desk.bulletins.take(published({ number: 5, title: 'Другая' }));
    expect((await list()).map(({ title }) => title)).toEqual(['Пятая']);
    expect(journalled()).toEqual(['bulletins.taken', 'bulletins.replayed', 'bulletins.replayed']);
  });

  it('any, where the policy names no publisher', async () => {
    desk = openTestDesk({ clock });
    desk.bulletins.take(published());
    expect([await list(), journalled()]).toEqual([[], ['bulletins.foreign']]);
  });
});
