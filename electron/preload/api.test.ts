import { expect, test, vi } from 'vitest';
import type { Api } from '#shared/contract/index.ts';
import { createApi } from './api.ts';

function desk() {
  let send: (name: string, body: unknown) => void = () => undefined;
  const call = vi.fn(async () => ({ ok: true, value: {} }));
  const names = { staff: ['card'], journal: ['verify'] };
  const api = createApi(names, {
    call,
    onEvent: (listener) => {
      send = listener;
    },
  }) as unknown as Api;
  return { api, call, send: (name: string, body: unknown) => send(name, body) };
}

test('a function per method, called by its dotted name', async () => {
  const { api, call } = desk();
  expect(await api.staff.card({ personId: '1' })).toEqual({ ok: true, value: {} });
  await api.journal.verify({}, { jobId: 'j' });
  expect(call.mock.calls).toEqual([
    ['staff.card', { personId: '1' }, {}],
    ['journal.verify', {}, { jobId: 'j' }],
  ]);
});

test('calls carry the session that the page shows', async () => {
  const { api, call } = desk();
  api.inSession('first');
  await api.staff.card({ personId: '1' });
  api.inSession('second');
  await api.journal.verify({}, { jobId: 'j' });
  expect(call.mock.calls).toEqual([
    ['staff.card', { personId: '1' }, { sessionId: 'first' }],
    ['journal.verify', {}, { jobId: 'j', sessionId: 'second' }],
  ]);
});

test('events reach their listeners until each unsubscribes', () => {
  const { api, send } = desk();
  const heard = vi.fn();
  const first = api.on('data.changed', heard);
  const second = api.on('data.changed', heard);
  send('data.changed', 1);
  send('sync.changed', 2);
  expect(heard.mock.calls).toEqual([[1], [1]]);
  first();
  first();
  send('data.changed', 3);
  second();
  send('data.changed', 4);
  expect(heard.mock.calls).toEqual([[1], [1], [3]]);
});

test('a listener may unsubscribe while an event is told', () => {
  const { api, send } = desk();
  const off = api.on('data.changed', () => off());
  const other = vi.fn();
  api.on('data.changed', other);
  send('data.changed', 1);
  expect(other).toHaveBeenCalledOnce();
});
