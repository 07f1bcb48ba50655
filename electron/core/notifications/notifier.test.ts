import { describe, expect, it } from 'vitest';
import type { SyncState } from '#shared/contract/areas.ts';
import { NOTIFICATION_KINDS, type NotificationSettings, USUAL_NOTIFICATIONS } from '#shared/contract/notifications.ts';
import { approve, settle, type } from '../changes/test-requests.ts';
import type { RingingClock } from '../sync/testing/desk.ts';
import { account, refusal } from '../test-books.ts';
import { HOUR, isOfDay, openDesk } from './test-bells.ts';

/** Nothing to send, nothing to decide. */
const EXCHANGED: SyncState = {
  phase: 'idle',
  complete: true,
  done: 0,
  total: null,
  lastSuccess: null,
  queued: 0,
  conflicts: 0,
  clockSkew: null,
  error: null,
};

/** Local hours that begin at the clock's moment. */
function hoursFrom(clock: RingingClock, hours: number): NotificationSettings['quietHours'] {
  const time = (millis: number) => {
    const at = new Date(millis);
    return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  };
  return { from: time(clock.millis()), to: time(clock.millis() + hours * HOUR) };
}

describe('requests', () => {
  it('one filed by a clerk waits in the bell of the chief doctor, and comes back into that of the clerk', async () => {
    const { desk, enter, submit } = openDesk();
    const clerk = enter(desk.editor);
    const requestId = await submit();
    expect(await clerk.kinds()).toEqual([]);

    const chief = enter(desk.approver);
    expect(await chief.kinds()).toEqual(['approval']);
    const [told] = (await chief.list()).items;
    expect(told).toMatchObject({
      subject: { kind: 'request', id: requestId, title: '№ 1' },
      facts: { actor: desk.editor.user?.name },
    });
    await desk.handlers.changes.returnSubjects({ requestId, subjectIds: null, reason: 'Не та почта' }, desk.approver);
    expect(await chief.unread()).toEqual([]);

    const again = enter(desk.editor);
    expect(await again.unread()).toEqual(['returned']);
    expect((await again.list()).items.find(({ kind }) => kind === 'returned')?.facts).toEqual({
      actor: desk.approver.user?.name,
      reason: 'Не та почта',
    });
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    expect(await again.unread()).toEqual([]);
    expect(await enter(desk.otherEditor).kinds()).toEqual([]);
  });

  it('is heard at once while the approver is at the desk, and filed again it is news again', async () => {
    const { desk, enter, submit, toasts } = openDesk();
    const chief = enter(desk.approver);
    toasts.length = 0;
    const requestId = await submit();
    expect(await chief.unread()).toEqual(['approval']);
    expect(toasts).toEqual([{ kind: 'approval', count: 1 }]);
    await desk.handlers.changes.reopen({ requestId }, desk.editor);
    expect(await chief.unread()).toEqual([]);
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    expect(await chief.unread()).toEqual(['approval']);
    expect(await chief.kinds()).toEqual(['approval', 'approval']);
  });

  it.each([
    ['accepted', 'accepted', ['accepted'], []],
    ['rejected', 'refused', ['refused'], ['refused']],
  ] as const)('%s by the registry: the author hears of it', async (outcome, _kind, author, approver) => {
    const { desk, enter, submit } = openDesk();
    const requestId = await submit();
    enter(desk.approver);
    await approve(desk, requestId);
    settle(desk, requestId, outcome);
    expect(await enter(desk.editor).unread()).toEqual(author);
    expect(await enter(desk.approver).unread()).toEqual(approver);
  });

  it('nobody is told twice, however often the program starts', async () => {
    const { desk, enter, submit, toasts } = openDesk();
    await submit();
    for (let start = 0; start < 3; start++) enter(desk.approver);
    expect(await enter(desk.approver).kinds()).toEqual(['approval']);
    expect(toasts.filter(({ kind }) => kind === 'approval')).toHaveLength(1);
  });

  it('some of several that come back are news to the author, the rest none to the approver', async () => {
    const { desk, enter, people } = openDesk();
    const requestId = await type(desk, people[0], 'email', 'a@example.ru');
    await type(desk, people[1], 'email', 'b@example.ru');
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    const chief = enter(desk.approver);
    const subjectIds = [people[0] ?? ''];
    await desk.handlers.changes.returnSubjects({ requestId, subjectIds, reason: 'Нет' }, desk.approver);
    expect(await chief.kinds()).toEqual(['approval']);
    expect(await enter(desk.editor).unread()).toEqual(['returned']);
  });
});

describe('messages about a request', () => {
  it('are told to whom they are written to, without their words, until they are read', async () => {
    const { desk, enter, submit, toasts } = openDesk();
    const { sendMessage, readMessages } = desk.handlers.changes;
    const requestId = await submit();
    const chief = enter(desk.approver);
    await chief.read(null);
    toasts.length = 0;
    const text = 'Иванов заболел, приказ будет завтра';
    await sendMessage({ requestId, text }, desk.editor);
    expect(await chief.unread()).toEqual(['message']);
    expect(toasts).toEqual([{ kind: 'message', count: 1 }]);
    const told = (await chief.list()).items.find(({ kind }) => kind === 'message');
    expect(told).toMatchObject({
      subject: { kind: 'request', id: requestId, title: '№ 1' },
      facts: { actor: desk.editor.user?.name },
    });
    expect(JSON.stringify(told)).not.toContain('Иванов');
    for (const other of [desk.editor, desk.otherEditor]) expect(await enter(other).kinds()).toEqual([]);

    const again = enter(desk.approver);
    await readMessages({ requestId }, desk.approver);
    expect(await again.unread()).toEqual([]);
    await sendMessage({ requestId, text: 'Хорошо' }, desk.approver);
    expect(await again.unread()).toEqual([]);
    const clerk = enter(desk.editor);
    expect(await clerk.unread()).toEqual(['message']);
    expect((await clerk.list()).items.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });
});

describe('the day', () => {
  it('speaks of terms once a day, also when the program runs over midnight', async () => {
    const { desk, clock, enter } = openDesk();
    const days = async (who = desk.editor) =>
      (await enter(who).list()).items.filter(({ kind }) => isOfDay(kind)).length;
    const first = await days();
    expect(first).toBeGreaterThan(0);
    expect(await days()).toBe(first);
    desk.db.prepare('UPDATE credential SET expires_on = NULL').run();
    const person = desk.db
      .prepare(
        'SELECT person_id FROM staff_line WHERE employed = 1 AND person_id IN (SELECT person_id FROM credential)',
      )
      .pluck()
      .get() as string;
    desk.db.prepare(`UPDATE credential SET expires_on = '2026-11-21' WHERE person_id = ?`).run(person);
    clock.advance(24 * HOUR);
    const told = (await enter(desk.editor).list()).items.filter(({ kind }) => isOfDay(kind));
    expect(told).toHaveLength(first + 1);
    expect(told[0]).toMatchObject({
      kind: 'overdue',
      subject: { kind: 'person', id: person },
      facts: { until: '2026-11-21' },
    });
  });

  it('a desk that is still empty is looked at when the first copy of the registry is complete', async () => {
    const { desk, enter } = openDesk();
    const [credentials, state] = [desk.db.prepare('SELECT * FROM credential').all(), EXCHANGED];
    desk.db.exec('DELETE FROM credential');
    const clerk = enter(desk.editor);
    expect((await clerk.list()).items).toEqual([]);
    const [first = {}] = credentials as Record<string, unknown>[];
    const columns = Object.keys(first).join(', ');
    const insert = desk.db.prepare(`INSERT INTO credential (${columns}) VALUES (${columns.replace(/\w+/g, '@$&')})`);
    for (const row of credentials) insert.run(row);
    clerk.notifier.heard('sync.changed', { ...state, phase: 'pulling' });
    expect((await clerk.list()).items).toEqual([]);
    for (let times = 0; times < 2; times++) clerk.notifier.heard('sync.changed', state);
    expect((await clerk.list()).items.map(({ kind }) => kind).sort()).toEqual(['expiring', 'overdue']);
  });

  it('is nothing to an administrator', async () => {
    const { desk, clock, enter } = openDesk();
    expect((await enter(account(desk.db, clock, 'Админ', 'administrator', null)).list()).items).toEqual([]);
  });
});

describe('the exchange', () => {
  const state: SyncState = { ...EXCHANGED, phase: 'failed', error: { code: 'KD-4002', detail: null } };

  it('that fails is told once, and is no worry any more when it succeeds', async () => {
    const { desk, enter } = openDesk();
    const clerk = enter(desk.editor);
    for (let times = 0; times < 3; times++) clerk.notifier.heard('sync.changed', state);
    expect(await clerk.unread()).toEqual(['sync']);
    clerk.notifier.heard('sync.changed', { ...state, phase: 'pulling', error: null });
    expect(await clerk.unread()).toEqual(['sync']);
    clerk.notifier.heard('sync.changed', { ...state, phase: 'idle', error: null });
    expect(await clerk.unread()).toEqual([]);
    expect(await clerk.kinds()).toEqual(['sync']);
  });

  it('that brings conflicts asks the clerks for a decision, for new ones only', async () => {
    const { desk, clock, enter } = openDesk();
    const clerk = enter(desk.editor);
    const insert = desk.db.prepare(`INSERT INTO conflict (id, kind, entity_id, field, base, mine, theirs, found_at)
      VALUES (?, 'person', 'p', ?, 'null', 'null', 'null', ?)`);
    const found = (id: string) => insert.run(id, id, clock.now());
    const exchanged = (conflicts: number) =>
      clerk.notifier.heard('sync.changed', { ...state, phase: 'idle', error: null, conflicts });
    found('1');
    found('2');
    exchanged(2);
    exchanged(2);
    expect((await clerk.list()).items.filter(({ kind }) => kind === 'conflict')).toMatchObject([
      { facts: { count: 2 } },
    ]);
    found('3');
    exchanged(3);
    expect((await clerk.list()).items[0]).toMatchObject({ kind: 'conflict', facts: { count: 1 } });
    expect(await enter(desk.approver).kinds()).toEqual([]);
    desk.db.prepare('UPDATE conflict SET decided_at = ?').run(clock.now());
    enter(desk.editor).notifier.heard('sync.changed', { ...state, phase: 'idle', error: null });
    expect(await clerk.unread()).toEqual([]);
  });
});

describe('what is shown', () => {
  it('what was missed is answered once at the next start', async () => {
    const { desk, enter, submit } = openDesk();
    await submit();
    const chief = enter(desk.approver);
    expect(await chief.fresh()).toContain('approval');
    expect(await chief.fresh()).toEqual([]);
    expect(await enter(desk.approver).fresh()).toEqual([]);
    expect(await chief.unread()).toEqual(['approval']);
  });

  it('in quiet hours nothing comes up; the windows hear when they are over', async () => {
    const { desk, clock, enter, submit, toasts, told } = openDesk();
    const chief = enter(desk.approver);
    await chief.fresh();
    await chief.set({ quietHours: hoursFrom(clock, 2) });
    toasts.length = 0;
    await submit();
    expect(await chief.unread()).toEqual(['approval']);
    expect([toasts, await chief.fresh()]).toEqual([[], []]);
    told.length = 0;
    clock.advance(2 * HOUR);
    expect(told).toEqual(['notifications.changed']);
    expect(await chief.fresh()).toEqual(['approval']);
  });

  it('a kind that is not wanted in the program is neither listed nor counted, one not wanted outside stays inside', async () => {
    const { desk, enter, submit, toasts } = openDesk();
    const chief = enter(desk.approver);
    await chief.fresh();
    const only = (inApp: boolean, system: boolean) =>
      chief.set({ channels: { ...USUAL_NOTIFICATIONS.channels, approval: { inApp, system, email: false } } });
    await only(false, true);
    toasts.length = 0;
    await submit();
    expect([await chief.kinds(), await chief.fresh()]).toEqual([[], []]);
    expect(toasts).toEqual([{ kind: 'approval', count: 1 }]);
    await only(true, false);
    expect(await chief.unread()).toEqual(['approval']);
    toasts.length = 0;
    await submit(undefined, 'b@example.ru').catch(() => undefined);
    expect(toasts).toEqual([]);
  });

  it('settings are kept for each account, over a restart', async () => {
    const { desk, enter } = openDesk();
    const clerk = enter(desk.editor);
    await clerk.set({ quietWeekends: true });
    expect(enter(desk.editor).notifier.settings().quietWeekends).toBe(true);
    expect(enter(desk.approver).notifier.settings()).toEqual(USUAL_NOTIFICATIONS);
  });

  it('those of a program that wrote no letters are kept as they are, without letters', async () => {
    const { desk, enter } = openDesk();
    const { notifier } = enter(desk.editor);
    const channels = Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, { inApp: true, system: false }]));
    desk.db
      .prepare('INSERT INTO notification_settings (user_id, settings) VALUES (?, ?)')
      .run(desk.editor.user?.userId, JSON.stringify({ channels, quietHours: null, quietWeekends: true }));
    const kept = notifier.settings();
    expect(kept.quietWeekends).toBe(true);
    expect(kept.channels.approval).toEqual({ inApp: true, system: false, email: false });
  });

  it('a letter is drafted of kinds for which it is wanted, to oneself, and of one’s own notifications alone', async () => {
    const { desk, enter, submit, drafts } = openDesk();
    await submit();
    const chief = enter(desk.approver);
    const id = (await chief.list()).items.find(({ kind }) => kind === 'approval')?.id ?? '';
    expect((await refusal(() => chief.draft(id))).code).toBe('KD-3008');
    const { channels } = USUAL_NOTIFICATIONS;
    const withLetters = { channels: { ...channels, approval: { ...channels.approval, email: true } } };
    await chief.set(withLetters);
    await chief.draft(id);
    await desk.handlers.contacts.save(
      { from: { phone: null, email: null }, to: { phone: null, email: 'chief@example.ru' } },
      desk.approver,
    );
    await chief.draft(id);
    expect(drafts).toEqual([
      { kind: 'approval', to: null },
      { kind: 'approval', to: 'chief@example.ru' },
    ]);

    const clerk = enter(desk.editor);
    await clerk.set(withLetters);
    expect((await refusal(() => clerk.draft(id))).code).toBe('KD-3008');
    expect(drafts).toHaveLength(2);
  });

  it('is read one by one or all at once', async () => {
    const { desk, people, enter, submit } = openDesk();
    await submit(people[0]);
    await submit(people[1]);
    const chief = enter(desk.approver);
    const { items, unread } = await chief.list();
    await chief.read([items[0]?.id ?? '']);
    expect((await chief.list()).unread).toBe(unread - 1);
    await chief.read(null);
    expect((await chief.list()).unread).toBe(0);
  });
});

it('what cannot be written down never stops what it tells of', () => {
  const { desk, enter } = openDesk();
  const clerk = enter(desk.editor);
  desk.db.exec('DROP TABLE notification');
  clerk.notifier.heard('data.changed', { kind: 'request', ids: null });
});
