import { expect, test, vi } from 'vitest';
import type { CoreStart, FromCore } from '#shared/contract/host.ts';
import { systemClock } from './clock.ts';
import type { Core, CoreHandlers } from './core.ts';
import { createHostLink } from './host-link.ts';
import type { Ports } from './ports.ts';
import { serve } from './serve.ts';

const start: CoreStart = {
  dataFolder: '/data',
  temporaryFolder: '/tmp/desk',
  appVersion: '1.0.0',
  policy: null,
  session: null,
};

/** Core as main sees it: messages in, messages out, the latter cloned as between processes. */
function conversation(summary: (ports: Ports) => unknown) {
  const said: FromCore[] = [];
  const answered = vi.fn();
  const post = (message: FromCore) => {
    said.push(structuredClone(message));
    answered();
  };
  const link = createHostLink(post);
  let open: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  const core = {
    ready,
    session: () => ({ userId: '1', name: 'И', role: 'editor', organisation: 'О', confirmed: true }) as const,
    sessionId: () => null,
    stepUp: () => undefined,
    online: vi.fn(),
    lock: vi.fn(() => true),
    reportFile: () => null,
    jobEnded: () => undefined,
    dispose: vi.fn(async () => undefined),
  };
  const receive = serve({
    post,
    link,
    compose: (ports): Core => ({
      ...core,
      handlers: { home: { summary: () => summary(ports) } } as unknown as CoreHandlers,
    }),
    ports: () => ({
      clock: systemClock(),
      fetch,
      host: link.services,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      paths: { data: start.dataFolder, temporary: start.temporaryFolder },
      ids: { next: () => 'id' },
      emit: (name, body) => post({ type: 'event', name, body }),
    }),
    checkAnswers: false,
  });
  const until = (count: number) => expect.poll(() => said.length).toBeGreaterThanOrEqual(count);
  return { said, receive, until, core, open: () => open() };
}

/** A core whose way in has been looked at. */
async function started(summary: (ports: Ports) => unknown) {
  const talk = conversation(summary);
  talk.receive({ type: 'start', start });
  talk.open();
  await talk.until(1);
  return talk;
}

const call = { type: 'call', id: 5, method: 'home.summary', input: {} } as const;

test('starts once, answers calls, stops after taking everything down', async () => {
  const { said, receive, until, core } = await started(() => ({ people: 1 }));
  receive({ type: 'start', start });
  receive(call);
  receive({ type: 'online', online: false });
  receive({ type: 'lock', cause: 'suspend' });
  await until(2);
  receive({ type: 'stop' });
  await until(3);
  expect(said).toEqual([
    { type: 'ready' },
    { type: 'answer', id: 5, result: { ok: true, value: { people: 1 } } },
    { type: 'stopped' },
  ]);
  expect(core.online).toHaveBeenCalledWith(false);
  expect(core.lock).toHaveBeenCalledWith('suspend');
  expect(core.dispose).toHaveBeenCalledTimes(1);
});

test('is ready when the way in has been looked at, not before', async () => {
  const { said, receive, until, open } = conversation(() => ({ people: 1 }));
  receive({ type: 'start', start });
  receive(call);
  await until(1);
  expect(said).toMatchObject([{ type: 'answer' }]);
  open();
  await until(2);
  expect(said[1]).toEqual({ type: 'ready' });
});

test('an answer that cannot be sent is a failure of that call only', async () => {
  const { said, receive, until } = await started(() => ({ people: () => 1 }));
  receive(call);
  await until(2);
  expect(said[1]).toMatchObject({ type: 'answer', id: 5, result: { ok: false, error: { code: 'KD-9001' } } });
});

test('services of main: answers meet their questions, a refusal becomes its code', async () => {
  const { said, receive, until } = await started(async (ports) => {
    const first = ports.host.saveFile({ title: 't', fileName: 'f', filters: [] });
    const second = ports.host.openFile({ title: 't', filters: [] });
    const refused = ports.host.openExternal({ url: 'https://elsewhere.example/' }).catch((error) => error.code);
    return { first: await first, second: await second, refused: await refused };
  });
  receive(call);
  await until(4);
  receive({ type: 'hostAnswer', id: 3, ok: false, value: 'KD-9002' });
  receive({ type: 'hostAnswer', id: 2, ok: true, value: null });
  receive({ type: 'hostAnswer', id: 1, ok: true, value: '/a.xlsx' });
  receive({ type: 'hostAnswer', id: 99, ok: true, value: 'nobody asked' });
  await until(5);
  expect(said[4]).toMatchObject({
    result: { ok: true, value: { first: '/a.xlsx', second: null, refused: 'KD-9002' } },
  });
});
