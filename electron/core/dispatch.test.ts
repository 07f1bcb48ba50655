import { describe, expect, test, vi } from 'vitest';
import type { SessionUser } from '#shared/contract/access.ts';
import type { Method } from '#shared/contract/define.ts';
import type { LogFields } from '#shared/contract/host.ts';
import { CONTRACT } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import { ROLES, type Role } from '#shared/domain/states.ts';
import { sampleOf } from './contract-samples.ts';
import type { CallContext, CoreHandlers } from './core.ts';
import { createDispatcher } from './dispatch.ts';

type Handle = (input: unknown, context: CallContext) => unknown;

function user(role: Role, confirmed = true): SessionUser {
  return { userId: '0199d3f2-7c1e-7abc-8def-0123456789ab', name: 'И', role, organisation: 'О', confirmed };
}

/** A dispatcher over core whose every method is `handle`. */
function desk(handle: Handle, session: SessionUser | null = user('editor'), checkAnswers = false) {
  const handlers = Object.fromEntries(
    Object.entries(CONTRACT).map(([area, methods]) => [
      area,
      Object.fromEntries(Object.keys(methods).map((name) => [name, handle])),
    ]),
  ) as unknown as CoreHandlers;
  const state = { session, time: 0 };
  const lines: [string, LogFields][] = [];
  const events: unknown[] = [];
  const ended: unknown[] = [];
  const note = (event: string, fields: LogFields = {}) => void lines.push([event, fields]);
  let id = 0;
  const dispatcher = createDispatcher({
    core: {
      handlers,
      session: () => state.session,
      sessionId: () => 'now',
      stepUp: () => undefined,
      reportFile: (runId) => `/reports/${runId}.pdf`,
      jobEnded: (job) => ended.push(job),
    },
    clock: {
      now: () => '2026-11-21T18:00:00.000Z',
      today: () => '2026-11-21',
      millis: () => 0,
      monotonic: () => state.time,
      after: () => () => undefined,
    },
    ids: {
      next: () => {
        id += 1;
        return `id-${id}`;
      },
    },
    log: { info: note, warn: note, error: note },
    emit: (name, body) => events.push([name, body]),
    checkAnswers,
  });
  return { dispatcher, state, lines, events, ended };
}

const methods = Object.entries(CONTRACT).flatMap(([area, list]) =>
  Object.entries(list as Record<string, Method>).map(([name, method]) => ({ name: `${area}.${name}`, method })),
);
const people = [null, ...ROLES.flatMap((role) => [user(role), user(role, false)])];

/** The rule of the contract, written once more by hand so that the dispatcher is not its own judge. */
function expected(method: Method, who: SessionUser | null): string | null {
  if (method.access === 'anyone') return null;
  if (who === null) return 'KD-1001';
  if (typeof method.access === 'string') return null;
  if (!method.access.some((role) => role === who.role)) return 'KD-1002';
  return who.confirmed || method.kind !== 'command' ? null : 'KD-1007';
}

describe('every method × every role', () => {
  const served = methods.filter(({ name }) => !name.startsWith('jobs.'));
  const cases = served.flatMap(({ name, method }) => people.map((who) => ({ name, method, who })));
  test.each(cases.map((each) => [`${each.name} as ${each.who?.role ?? 'nobody'}`, each] as const))(
    '%s',
    async (_, c) => {
      const handle = vi.fn(() => ({}));
      const { dispatcher } = desk(handle, c.who);
      const result = await dispatcher.call({ method: c.name, input: sampleOf(c.method.input) });
      const refusal = expected(c.method, c.who);
      if (refusal === null) expect(result).toEqual({ ok: true, value: {} });
      else expect(result).toMatchObject({ ok: false, error: { code: refusal } });
      expect(handle).toHaveBeenCalledTimes(refusal === null ? 1 : 0);
    },
  );
});

test('rights that must never widen unseen', async () => {
  const allowed = async (name: string) => {
    const passed: Role[] = [];
    for (const role of ROLES) {
      const method = methods.find((each) => each.name === name)?.method;
      const input = method && sampleOf(method.input);
      const result = await desk(() => ({}), user(role)).dispatcher.call({ method: name, input });
      if (result.ok) passed.push(role);
    }
    return passed;
  };
  expect(await allowed('changes.approve')).toEqual(['approver']);
  expect(await allowed('changes.returnSubjects')).toEqual(['approver']);
  expect(await allowed('staff.applyEdits')).toEqual(['editor']);
  expect(await allowed('changes.submit')).toEqual(['editor']);
  expect(await allowed('dictionaries.load')).toEqual(['editor', 'administrator']);
});

test('what is not in the contract is refused: unknown names, inherited names, wrong shapes', async () => {
  const handle = vi.fn(() => ({}));
  const { dispatcher } = desk(handle);
  const names = ['', '.', 'staff', 'staff.', 'staff.nothing', 'staff.rows.x', '__proto__.x', 'staff.constructor'];
  for (const method of [...names, 'constructor.constructor', 'staff.__proto__', 'staff.toString', 'secret.read']) {
    expect(await dispatcher.call({ method, input: {} })).toMatchObject({ ok: false, error: { code: 'KD-9002' } });
  }
  for (const input of [undefined, null, 7, 'x', [], {}, { personIds: 'x' }, { personIds: ['not-a-uuid'] }]) {
    expect(await dispatcher.call({ method: 'staff.rowsOf', input })).toMatchObject({ error: { code: 'KD-9002' } });
  }
  expect(handle).not.toHaveBeenCalled();
});

test('a call meant for another session is refused as if nobody had signed in', async () => {
  const handle = vi.fn(() => ({}));
  const { dispatcher } = desk(handle);
  const call = { method: 'home.summary', input: {} };
  expect(await dispatcher.call({ ...call, sessionId: 'before' })).toMatchObject({ error: { code: 'KD-1001' } });
  expect(handle).not.toHaveBeenCalled();
  expect(await dispatcher.call({ ...call, sessionId: 'now' })).toMatchObject({ ok: true });
  expect(await dispatcher.call({ method: 'access.state', input: {}, sessionId: 'before' })).toMatchObject({ ok: true });
});

test('a handler gets parsed input: defaults filled in, foreign keys gone', async () => {
  const handle = vi.fn((_input: unknown, _context: CallContext) => ({}));
  const { dispatcher } = desk(handle);
  await dispatcher.call({ method: 'changes.list', input: { surprise: 1 } });
  expect(handle.mock.calls[0]?.[0]).toEqual({ states: null });
  expect(handle.mock.calls[0]?.[1]).toMatchObject({ user: { role: 'editor' }, correlationId: 'id-1' });
});

describe('failures', () => {
  const fail = async (error: unknown) => {
    const { dispatcher, lines } = desk(() => {
      throw error;
    });
    return { result: await dispatcher.call({ method: 'home.summary', input: {} }), lines };
  };

  test('a refusal keeps its field and values and is found in the log by its id', async () => {
    const { result, lines } = await fail(new DeskError('KD-2104', { field: 'person.snils', params: { sum: 12 } }));
    const error = { code: 'KD-2104', field: 'person.snils', params: { sum: 12 }, correlationId: 'id-1' };
    expect(result).toEqual({ ok: false, error });
    expect(lines).toEqual([['call.refused', expect.objectContaining({ code: 'KD-2104', correlationId: 'id-1' })]]);
  });

  test('a bug is KD-9001; what it quotes never reaches the log', async () => {
    const { result, lines } = await fail(new TypeError('cannot read Иванова of 112-233-445 95'));
    expect(result).toMatchObject({ ok: false, error: { code: 'KD-9001' } });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/Иванов|445/);
    expect(lines[0]?.[1]).toMatchObject({ kind: 'TypeError', frames: expect.stringContaining('dispatch.test.ts') });
  });

  test.each([
    ['ENOSPC', 'KD-5004'],
    ['SQLITE_FULL', 'KD-5004'],
    ['SQLITE_READONLY_DBMOVED', 'KD-5004'],
    ['SQLITE_CORRUPT_VTAB', 'KD-5002'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'KD-9001'],
  ])('%s of the system is %s', async (code, expectedCode) => {
    const { result } = await fail(Object.assign(new Error('x'), { code }));
    expect(result).toMatchObject({ error: { code: expectedCode } });
  });

  test('an answer that breaks the contract is caught where answers are checked', async () => {
    const wrong = () => ({ people: 'many' });
    const call = { method: 'home.summary', input: {} };
    expect(await desk(wrong, user('editor'), true).dispatcher.call(call)).toMatchObject({ error: { code: 'KD-9001' } });
    expect(await desk(wrong, user('editor'), false).dispatcher.call(call)).toMatchObject({ ok: true });
  });
});

describe('jobs', () => {
  test('the end of a job is told with its time and its result; that of other calls is not', async () => {
    const { dispatcher, state, ended } = desk(() => {
      state.time += 7_000;
      return { entries: 1, brokenAt: null };
    });
    await dispatcher.call({ method: 'home.summary', input: {}, jobId: 'none' });
    await dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'one' });
    const result = { ok: true, value: { entries: 1, brokenAt: null } };
    expect(ended).toEqual([{ jobId: 'one', method: 'journal.verify', milliseconds: 7_000, result }]);
  });

  /** A job that runs until it is told to give up. */
  const endless: Handle = (_input, context) =>
    new Promise((_, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
    });

  test('cancel ends the job of that id, and only it', async () => {
    const { dispatcher } = desk(endless);
    const one = dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'one' });
    const two = dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'two' });
    expect(await dispatcher.call({ method: 'jobs.cancel', input: { jobId: 'one' } })).toEqual({ ok: true, value: {} });
    expect(await one).toMatchObject({ ok: false, error: { code: 'KD-6002' } });
    dispatcher.abortAll();
    expect(await two).toMatchObject({ ok: false, error: { code: 'KD-6002' } });
  });

  test('what runs is told to who did not begin it, and its end to everybody', async () => {
    const { dispatcher, state, events } = desk((input, context) => {
      context.progress(3, 9);
      return endless(input, context);
    });
    const running = () => dispatcher.call({ method: 'jobs.running', input: {} });
    const job = dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'one' });
    const told = { jobId: 'one', method: 'journal.verify', startedAt: expect.any(String), done: 3, total: 9 };
    expect(await running()).toEqual({ ok: true, value: { jobs: [told] } });
    await dispatcher.call({ method: 'jobs.cancel', input: { jobId: 'one' } });
    await job;
    expect(await running()).toEqual({ ok: true, value: { jobs: [] } });
    const failure = expect.objectContaining({ code: 'KD-6002' });
    expect(events.at(-1)).toEqual(['jobs.ended', { jobId: 'one', failure }]);
    state.session = null;
    expect(await running()).toMatchObject({ ok: false, error: { code: 'KD-1001' } });
  });

  test('an id in use is refused, and free again afterwards; cancelling nobody is no error', async () => {
    const { dispatcher } = desk(endless);
    const call = { method: 'journal.verify', input: {}, jobId: 'same' };
    const first = dispatcher.call(call);
    expect(await dispatcher.call(call)).toMatchObject({ error: { code: 'KD-9002', field: 'jobId' } });
    await dispatcher.call({ method: 'jobs.cancel', input: { jobId: 'same' } });
    await first;
    const again = dispatcher.call(call);
    await dispatcher.call({ method: 'jobs.cancel', input: { jobId: 'same' } });
    expect(await again).toMatchObject({ error: { code: 'KD-6002' } });
    expect(await dispatcher.call({ method: 'jobs.cancel', input: { jobId: 'nobody' } })).toMatchObject({ ok: true });
  });

  test('progress is thinned out, its end always told', async () => {
    const { dispatcher, state, events } = desk((_input, context) => {
      for (let done = 1; done <= 1000; done++) {
        state.time += 1;
        context.progress(done, 1000);
      }
      return { entries: 0, brokenAt: null };
    });
    await dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'j' });
    expect(events.length).toBeGreaterThan(5);
    expect(events.length).toBeLessThanOrEqual(13);
    const end = { jobId: 'j', method: 'journal.verify', done: 1000, total: 1000 };
    expect(events.slice(-2)).toEqual([
      ['jobs.progress', end],
      ['jobs.ended', { jobId: 'j', failure: null }],
    ]);
  });

  test('when a call closes the store, what still runs is told to give up', async () => {
    let running: Promise<unknown> = Promise.resolve();
    const { dispatcher, state } = desk((input, context) => {
      if (context.signal.aborted) return {};
      return Object.hasOwn(input as object, 'eraseData') ? close() : endless(input, context);
    });
    const close = () => {
      state.session = null;
      return {};
    };
    running = dispatcher.call({ method: 'journal.verify', input: {}, jobId: 'j' });
    await dispatcher.call({ method: 'access.signOut', input: { eraseData: false } });
    expect(await running).toMatchObject({ error: { code: 'KD-6002' } });
  });
});

test('the file of a report is told to somebody signed in only', () => {
  expect(desk(() => ({})).dispatcher.reportFile('7')).toEqual({ ok: true, value: '/reports/7.pdf' });
  expect(desk(() => ({}), null).dispatcher.reportFile('7')).toMatchObject({ ok: false, error: { code: 'KD-1001' } });
});
