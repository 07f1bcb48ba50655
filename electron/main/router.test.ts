import { expect, test, vi } from 'vitest';
import type { LogFields } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { createRouter, type DesktopHandlers } from './router.ts';

const RUN = '0199d3f2-7c1e-7abc-8def-0123456789ab';
const open = {
  stage: 'open',
  sessionId: RUN,
  storeId: RUN,
  organisations: [],
  user: { userId: RUN, name: 'И', role: 'viewer', organisation: 'О', confirmed: true },
  contour: 'test',
  training: false,
};

function desk(state: unknown = open) {
  const call = vi.fn(async (method: string, _input: unknown, _options?: unknown) =>
    method === 'access.state' ? { ok: true as const, value: state } : { ok: true as const, value: 'core' },
  );
  const lines: [string, LogFields | undefined][] = [];
  const desktop: DesktopHandlers = {
    info: () => ({
      version: '1',
      electron: '1',
      contour: 'training',
      registry: null,
      issuer: null,
      keystore: false,
      dataFolder: '/d',
    }),
    preferences: () => {
      throw new Error('broken');
    },
    setPreferences: (part) => part as never,
    printShortcuts: () => ({}),
    openWindow: () => ({}),
    place: () => null,
    keepPlace: () => ({}),
    showReport: () => {
      throw new DeskError('KD-3008');
    },
  };
  const router = createRouter({
    core: { call },
    desktop,
    log: { write: (_level, event, fields) => void lines.push([event, fields]), close: () => undefined },
    newId: () => 'id',
    maxBytes: 10_000,
  });
  return { router, call, lines };
}
const refused = (code: string) => ({ ok: false, error: { code, correlationId: 'id' } });

test('calls go to core as they are', async () => {
  const { router, call } = desk();
  const input = { personId: 'whatever: core checks it' };
  expect(await router.call(true, { method: 'staff.card', input })).toEqual({ ok: true, value: 'core' });
  await router.call(true, { method: 'reports.run', input: {}, jobId: 'j', sessionId: 's' });
  expect(call.mock.calls).toEqual([
    ['staff.card', input, {}],
    ['reports.run', {}, { jobId: 'j', sessionId: 's' }],
  ]);
});

test('a foreign sender is refused before anything is read, and it is written down', async () => {
  const { router, call, lines } = desk();
  const trap = new Proxy({}, { get: () => expect.unreachable(), getPrototypeOf: () => expect.unreachable() });
  expect(await router.call(false, trap)).toEqual(refused('KD-9003'));
  expect(call).not.toHaveBeenCalled();
  expect(lines).toEqual([['call.refused', { method: '(not read)', code: 'KD-9003', correlationId: 'id' }]]);
});

test.each([
  ['nothing', undefined, 'KD-9002'],
  ['a number', 7, 'KD-9002'],
  ['a list', ['staff.card'], 'KD-9002'],
  ['no method', { input: {} }, 'KD-9002'],
  ['a method that is no text', { method: ['staff.card'], input: {} }, 'KD-9002'],
  ['an unknown method', { method: 'staff.erase', input: {} }, 'KD-9002'],
  ['an inherited name', { method: 'desktop.constructor', input: {} }, 'KD-9002'],
  ['an unknown area', { method: '__proto__.toString', input: {} }, 'KD-9002'],
  ['a job id that is no text', { method: 'reports.run', input: {}, jobId: 1 }, 'KD-9002'],
  ['a long job id', { method: 'reports.run', input: {}, jobId: 'x'.repeat(101) }, 'KD-9002'],
  ['a session that is no text', { method: 'staff.card', input: {}, sessionId: {} }, 'KD-9002'],
  ['a map', { method: 'staff.card', input: new Map() }, 'KD-9002'],
  ['too much', { method: 'staff.card', input: { text: 'x'.repeat(10_000) } }, 'KD-9005'],
  ['a wrong shape for the desktop', { method: 'desktop.setPreferences', input: { theme: 'pink' } }, 'KD-9002'],
])('%s is refused', async (_, payload, code) => {
  const { router, call } = desk();
  expect(await router.call(true, payload)).toEqual(refused(code));
  expect(call).not.toHaveBeenCalled();
});

test('the desktop answers for itself; its refusals and its bugs are results', async () => {
  const { router, call } = desk();
  expect(await router.call(true, { method: 'desktop.info', input: {} })).toMatchObject({ value: { dataFolder: '/d' } });
  expect(call).not.toHaveBeenCalled();
  expect(await router.call(true, { method: 'desktop.preferences', input: {} })).toEqual(refused('KD-9001'));
  const show = { method: 'desktop.showReport', input: { runId: RUN } };
  expect(await router.call(true, show)).toEqual(refused('KD-3008'));
});

test('what needs a session is refused without one, and when core does not answer', async () => {
  const show = { method: 'desktop.showReport', input: { runId: RUN } };
  expect(await desk({ stage: 'first-run', canSignIn: true }).router.call(true, show)).toEqual(refused('KD-1001'));
  expect(await desk('garbage').router.call(true, show)).toEqual(refused('KD-1001'));
  expect(await desk().router.call(true, { ...show, sessionId: 'another' })).toEqual(refused('KD-1001'));
  expect(await desk().router.call(true, { ...show, sessionId: RUN })).toEqual(refused('KD-3008'));
});

test('ten thousand random payloads: no exception, nothing but results', async () => {
  const { router } = desk();
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const methods = ['desktop.info', 'desktop.setPreferences', 'staff.card', 'x', '', 'desktop.', '.', 'jobs.cancel'];
  const value = (depth: number): unknown => {
    const kinds = [null, undefined, 0, -1.5, 'x', '\u0000', true, {}, [], new Uint8Array(3), Number.NaN, new Date(0)];
    if (depth > 0 && random(3) === 0) return { [`k${random(5)}`]: value(depth - 1), theme: value(depth - 1) };
    return kinds[random(kinds.length)];
  };
  for (let round = 0; round < 10_000; round++) {
    const shape = { method: methods[random(methods.length)], input: value(3), jobId: random(2) ? value(1) : undefined };
    expect(typeof (await router.call(true, random(4) === 0 ? value(3) : shape)).ok).toBe('boolean');
  }
});
