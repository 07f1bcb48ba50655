import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EventBody, EventName } from '#shared/contract/events.ts';
import { type Api, CONTRACT } from '#shared/contract/index.ts';
import type { Result } from '#shared/contract/result.ts';
import { messages } from '#shared/text/translate.ts';
import { currentJobs, dismissJobs, findJobs, forgetJobs, stopJob, withJobs } from './job-center.ts';
import { jobTitle, sectionOfJob } from './job-methods.ts';

/** A program whose every method is answered when the test says so. */
function program() {
  const waiting: { method: string; jobId: string | undefined; answer: (result: Result<unknown>) => void }[] = [];
  const listeners = new Map<EventName, (body: never) => void>();
  const methods = Object.entries(CONTRACT).map(([area, list]) => [
    area,
    Object.fromEntries(
      Object.keys(list).map((name) => [
        name,
        (_input: unknown, options?: { jobId?: string }) =>
          new Promise((answer) => {
            waiting.push({ method: `${area}.${name}`, jobId: options?.jobId, answer });
          }),
      ]),
    ),
  ]);
  const on = (event: EventName, listener: (body: never) => void) => listeners.set(event, listener);
  const tell = <E extends EventName>(event: E, body: EventBody<E>) => listeners.get(event)?.(body as never);
  const api = withJobs({ ...Object.fromEntries(methods), on } as unknown as Api);
  return { api, waiting, tell };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  forgetJobs();
  vi.useRealTimers();
});

it('every job of the contract is listed while it runs, with a title and a section; nothing else is', () => {
  const { api } = program();
  const texts = messages('ru');
  const names = Object.entries(CONTRACT).flatMap(([area, list]) =>
    Object.entries(list).map(([name, { kind }]) => ({ area, name, kind })),
  );
  for (const { area, name } of names) {
    const methods = api[area as keyof typeof CONTRACT] as unknown as Record<string, (input: unknown) => unknown>;
    void methods[name]?.({});
  }
  const jobs = names.filter(({ kind }) => kind === 'job').map(({ area, name }) => `${area}.${name}`);
  expect(currentJobs().map(({ method }) => method)).toEqual(jobs);
  for (const method of jobs) {
    expect(jobTitle(texts, method)).not.toBe(method);
    expect(sectionOfJob(method)).not.toBe('home');
  }
});

it('several run at once, each with its own progress', () => {
  const { api, waiting, tell } = program();
  void api.journal.verify({}, { jobId: 'mine' });
  void api.journal.verify({});
  expect(waiting[0]?.jobId).toBe('mine');
  tell('jobs.progress', { jobId: waiting[1]?.jobId ?? '', method: 'journal.verify', done: 3, total: 9 });
  expect(currentJobs().map(({ progress: of }) => of)).toEqual([
    { done: 0, total: null },
    { done: 3, total: 9 },
  ]);
});

it('a result is passed on, and kept with the way to what was made until it is dismissed', async () => {
  const { api, waiting } = program();
  const applied = api.imports.apply({ importId: 'i' });
  const result: Result<unknown> = { ok: true, value: { requestId: 'r', created: 1, changed: 0 } };
  waiting[0]?.answer(result);
  expect(await applied).toBe(result);
  expect(currentJobs()).toMatchObject([{ outcome: { phase: 'done', product: { kind: 'request', requestId: 'r' } } }]);
  dismissJobs(currentJobs()[0]?.jobId ?? '');
  expect(currentJobs()).toEqual([]);
});

it('a failure is kept with its code; what still runs is not dismissed', async () => {
  const { api, waiting } = program();
  const failed = api.journal.verify({});
  void api.journal.verify({});
  waiting[0]?.answer({ ok: false, error: { code: 'KD-5002', correlationId: 'c' } });
  await failed;
  expect(currentJobs()[0]?.outcome).toMatchObject({ phase: 'failed', failure: { code: 'KD-5002' } });
  dismissJobs(null);
  expect(currentJobs().map(({ outcome }) => outcome.phase)).toEqual(['running']);
});

it('one that is stopped says so until it is answered, and is gone then', async () => {
  const { api, waiting } = program();
  const stopped = api.journal.verify({}, { jobId: 'one' });
  stopJob(api, 'one');
  expect(currentJobs()[0]?.outcome).toEqual({ phase: 'running', isStopping: true });
  expect(waiting[1]?.method).toBe('jobs.cancel');
  waiting[0]?.answer({ ok: false, error: { code: 'KD-6002', correlationId: 'c' } });
  await stopped;
  expect(currentJobs()).toEqual([]);
});

it('what runs when the page is loaded is found once, followed, and gone or kept as its end is told', async () => {
  const { api, waiting, tell } = program();
  void api.journal.verify({}, { jobId: 'own' });
  const startedAt = new Date(Date.now() - 5_000).toISOString();
  const job = (jobId: string) => ({ jobId, method: 'reports.run', startedAt, done: 1, total: 4 });
  const find = async () => {
    const found = findJobs(api);
    waiting.at(-1)?.answer({ ok: true, value: { jobs: ['own', 'a', 'b', 'c'].map(job) } });
    await found;
  };
  await find();
  await find();
  expect(currentJobs().map(({ jobId }) => jobId)).toEqual(['own', 'a', 'b', 'c']);
  tell('jobs.progress', { jobId: 'a', method: 'reports.run', done: 2, total: 4 });
  expect(currentJobs()[1]?.progress).toEqual({ done: 2, total: 4 });
  tell('jobs.ended', { jobId: 'a', failure: null });
  tell('jobs.ended', { jobId: 'b', failure: { code: 'KD-6002', correlationId: 'c' } });
  tell('jobs.ended', { jobId: 'c', failure: { code: 'KD-5002', correlationId: 'c' } });
  // Its own answer is on its way here.
  tell('jobs.ended', { jobId: 'own', failure: null });
  expect(currentJobs().map(({ jobId, outcome: { phase } }) => [jobId, phase])).toEqual([
    ['own', 'running'],
    ['a', 'done'],
    ['c', 'failed'],
  ]);
});

it.each([
  ['its dialog was closed', 5_000, null, 0],
  ['it was quick and made nothing', 999, { entries: 1, brokenAt: null }, 0],
  ['it took a while', 1_000, { entries: 1, brokenAt: null }, 1],
] as const)('what is kept when %s', async (_when, milliseconds, value, kept) => {
  const { api, waiting } = program();
  const done = api.journal.verify({});
  vi.advanceTimersByTime(milliseconds);
  waiting[0]?.answer({ ok: true, value });
  await done;
  expect(currentJobs()).toHaveLength(kept);
});
