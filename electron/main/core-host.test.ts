import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { FromCore, ToCore } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';
import { type CoreHostParts, type CoreProcess, createCoreHost } from './core-host.ts';

/** A core process in the hands of the test. */
class Child extends EventEmitter implements CoreProcess {
  readonly got: ToCore[] = [];
  killed = false;
  postMessage(message: ToCore) {
    this.got.push(structuredClone(message));
  }
  kill() {
    this.killed = true;
    return true;
  }
  say(message: FromCore) {
    this.emit('message', message);
  }
  die(code = 1) {
    this.emit('exit', code);
  }
  calls() {
    return this.got.filter((message) => message.type === 'call');
  }
  sessionGiven() {
    const first = this.got[0];
    return first?.type === 'start' ? first.start.session : undefined;
  }
}

function desk(services: Partial<CoreHostParts['services']> = {}) {
  const children: Child[] = [];
  const timers: { milliseconds: number; callback: () => void }[] = [];
  const state = { now: 0 };
  const onEvent = vi.fn();
  const host = createCoreHost({
    fork: () => {
      const child = new Child();
      children.push(child);
      return child;
    },
    start: { dataFolder: '/d', temporaryFolder: '/t', appVersion: '1', policy: null },
    services: services as CoreHostParts['services'],
    log: { write: () => undefined, close: () => undefined },
    newId: () => 'id',
    monotonic: () => state.now,
    after: (milliseconds, callback) => {
      const timer = { milliseconds, callback };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    onEvent,
  });
  const newest = () => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('no core was started');
    return child;
  };
  /** Lets the next pause pass; answers how long it was. */
  const pass = () => {
    const timer = timers.shift();
    timer?.callback();
    return timer?.milliseconds;
  };
  return { host, children, newest, pass, timers, state, onEvent };
}

const restarted = { ok: false, error: { code: 'KD-9004', correlationId: 'id' } };

describe('calls', () => {
  test('wait for the start, then go over in order and are answered by number', async () => {
    const { host, newest } = desk();
    const first = host.call('home.summary', {});
    const second = host.call('journal.verify', {}, { jobId: 'job', sessionId: 's' });
    expect(newest().calls()).toEqual([]);
    newest().say({ type: 'ready' });
    expect(newest().calls()).toEqual([
      { type: 'call', id: 1, method: 'home.summary', input: {} },
      { type: 'call', id: 2, method: 'journal.verify', input: {}, jobId: 'job', sessionId: 's' },
    ]);
    newest().say({ type: 'answer', id: 2, result: { ok: true, value: 'b' } });
    newest().say({ type: 'answer', id: 1, result: { ok: true, value: 'a' } });
    newest().say({ type: 'answer', id: 1, result: { ok: true, value: 'again' } });
    expect(await first).toEqual({ ok: true, value: 'a' });
    expect(await second).toEqual({ ok: true, value: 'b' });
  });
});

describe('when core dies', () => {
  test('running calls fail, the next core gets the kept session, windows are told once it runs', async () => {
    const { host, newest, children, onEvent } = desk();
    newest().say({ type: 'ready' });
    expect(onEvent).not.toHaveBeenCalled();
    newest().say({ type: 'hostCall', id: 1, service: 'keepSession', input: { blob: new Uint8Array([7]) } });
    await expect.poll(() => newest().got.some((message) => message.type === 'hostAnswer')).toBe(true);
    const running = host.call('home.summary', {});
    newest().die();
    expect(await running).toEqual(restarted);
    expect(children).toHaveLength(2);
    expect(newest().sessionGiven()).toEqual(new Uint8Array([7]));
    const next = host.call('home.summary', {});
    newest().say({ type: 'ready' });
    expect(onEvent.mock.calls).toEqual([['core.restarted', { failure: restarted.error }]]);
    newest().say({ type: 'answer', id: 2, result: { ok: true, value: 1 } });
    expect(await next).toEqual({ ok: true, value: 1 });
  });

  test('pauses grow while it keeps dying, and calls are refused at once meanwhile', async () => {
    const { host, newest, pass, state, timers } = desk();
    const pauses: (number | undefined)[] = [];
    newest().die();
    for (let time = 0; time < 6; time++) {
      newest().say({ type: 'ready' });
      newest().die();
      expect(await host.call('home.summary', {})).toEqual(restarted);
      pauses.push(pass());
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000]);
    newest().say({ type: 'ready' });
    state.now += 60_000;
    newest().die();
    expect(timers).toEqual([]);
    newest().say({ type: 'ready' });
    void host.call('home.summary', {});
    expect(newest().calls()).toHaveLength(1);
  });

  test('a screen locked meanwhile stays locked: no session for the next core, or the lock as its first message', async () => {
    const { host, newest, pass } = desk();
    newest().say({ type: 'ready' });
    newest().say({ type: 'hostCall', id: 1, service: 'keepSession', input: { blob: new Uint8Array([7]) } });
    await expect.poll(() => newest().got.some((message) => message.type === 'hostAnswer')).toBe(true);
    newest().die();
    expect(newest().sessionGiven()).toEqual(new Uint8Array([7]));
    host.lock('screen');
    void host.call('home.summary', {});
    newest().say({ type: 'ready' });
    expect(newest().got.map(({ type }) => type)).toEqual(['start', 'online', 'lock', 'call']);
    newest().die();
    host.lock('suspend');
    pass();
    expect(newest().sessionGiven()).toBeNull();
  });

  test('an answer of a core that is gone is not taken for one of its successor', async () => {
    const { host, newest, children } = desk();
    newest().say({ type: 'ready' });
    newest().die();
    newest().say({ type: 'ready' });
    const call = host.call('home.summary', {});
    children[0]?.say({ type: 'answer', id: 1, result: { ok: true, value: 'old' } });
    newest().say({ type: 'answer', id: 1, result: { ok: true, value: 'new' } });
    expect(await call).toEqual({ ok: true, value: 'new' });
  });
});

describe('services', () => {
  const answers = (child: Child) => child.got.filter((message) => message.type === 'hostAnswer');

  test('values and refusals go back; names that are no service are refused', async () => {
    const { newest } = desk({
      openFile: async () => '/key.p12',
      openExternal: () => Promise.reject(new DeskError('KD-9002')),
      saveFile: () => Promise.reject(new Error('broken')),
    });
    newest().say({ type: 'ready' });
    const names = ['openFile', 'openExternal', 'saveFile', 'toString', 'constructor', 'nothing'];
    names.forEach((service, at) => {
      newest().say({ type: 'hostCall', id: at, service: service as 'openFile', input: {} });
    });
    await expect.poll(() => answers(newest())).toHaveLength(names.length);
    const byId = answers(newest()).sort((a, b) => a.id - b.id);
    expect(byId.map(({ ok, value }) => [ok, value])).toEqual([
      [true, '/key.p12'],
      [false, 'KD-9002'],
      [false, 'KD-9001'],
      [false, 'KD-9002'],
      [false, 'KD-9002'],
      [false, 'KD-9002'],
    ]);
  });
});

describe('the end', () => {
  test('jobs are cancelled, running calls waited for, then core takes itself down', async () => {
    const { host, newest } = desk();
    newest().say({ type: 'ready' });
    const job = host.call('reports.run', {}, { jobId: 'j' });
    const command = host.call('staff.applyEdits', {});
    const stopped = host.stop();
    expect(newest().calls().at(-1)).toMatchObject({ method: 'jobs.cancel', input: { jobId: 'j' } });
    expect(await host.call('home.summary', {})).toEqual(restarted);
    expect(newest().got.some((message) => message.type === 'stop')).toBe(false);
    for (const id of [1, 2, 3]) newest().say({ type: 'answer', id, result: { ok: true, value: id } });
    expect(await command).toEqual({ ok: true, value: 2 });
    await job;
    await expect.poll(() => newest().got.some((message) => message.type === 'stop')).toBe(true);
    newest().say({ type: 'stopped' });
    await stopped;
    expect(newest().killed).toBe(true);
  });

  test('a core that does not answer is not waited for without end', async () => {
    const { host, newest, pass } = desk();
    newest().say({ type: 'ready' });
    const call = host.call('home.summary', {});
    const stopped = host.stop();
    expect(pass()).toBe(15_000);
    await expect.poll(() => newest().got.some((message) => message.type === 'stop')).toBe(true);
    pass();
    await stopped;
    expect(newest().killed).toBe(true);
    expect(await call).toEqual(restarted);
  });

  test('stopping a core that is down or still starting ends at once, and no other is started', async () => {
    const starting = desk();
    const call = starting.host.call('home.summary', {});
    await starting.host.stop();
    expect(await call).toEqual(restarted);
    expect(starting.newest().killed).toBe(true);
    starting.newest().die();
    const down = desk();
    down.newest().die();
    down.newest().die();
    await down.host.stop();
    down.pass();
    expect([starting.children.length, down.children.length]).toEqual([1, 2]);
  });
});
