import { useSyncExternalStore } from 'react';
import type { Api, CallOptions } from '#shared/contract/index.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { JOB_NAMES, type JobProduct, productOf } from './job-methods.ts';

/** A long call, from its beginning until its result is dismissed. */
export interface JobEntry {
  readonly jobId: string;
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly outcome:
    | { readonly phase: 'running'; readonly isStopping: boolean }
    | { readonly phase: 'done'; readonly endedAt: number; readonly product: JobProduct }
    | { readonly phase: 'failed'; readonly endedAt: number; readonly failure: Failure };
  /** Begun by another page, or by this one before it was loaded again: its answer does not come here. */
  readonly isForeign: boolean;
}

/** What ended sooner and made nothing was seen where it was begun. */
const WORTH_KEEPING = 1_000;
const CANCELLED = 'KD-6002';

let entries: readonly JobEntry[] = [];
const listeners = new Set<() => void>();

function become(next: readonly JobEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

function change(jobId: string, to: (entry: JobEntry) => JobEntry | null): void {
  become(entries.flatMap((entry) => (entry.jobId === jobId ? (to(entry) ?? []) : entry)));
}

type AnyMethod = (input: unknown, options?: CallOptions) => Promise<Result<unknown>>;

const tracked = new WeakMap<Api, Api>();

/** The same program; its jobs are listed here while they run and when they have ended, whoever begins them. */
export function withJobs(program: Api): Api {
  const known = tracked.get(program);
  if (known !== undefined) return known;
  program.on('jobs.progress', ({ jobId, done, total }) =>
    change(jobId, (entry) => ({ ...entry, progress: { done, total } })),
  );
  program.on('jobs.ended', ({ jobId, failure }) =>
    change(jobId, (entry) => {
      if (!entry.isForeign) return entry;
      return ended(entry, failure === null ? { ok: true, value: {} } : { ok: false, error: failure });
    }),
  );
  const areas: Record<string, Record<string, AnyMethod>> = {};
  for (const job of JOB_NAMES) {
    const [area = '', name = ''] = job.split('.');
    const own = program[area as keyof Api] as unknown as Readonly<Record<string, AnyMethod>> | undefined;
    const method = own?.[name];
    if (method !== undefined) areas[area] = { ...own, ...areas[area], [name]: follow(job, method) };
  }
  // Every area keeps its methods; jobs only pass through here.
  const api = { ...program, ...areas } as unknown as Api;
  tracked.set(program, api);
  return api;
}

function follow(method: string, run: AnyMethod): AnyMethod {
  return async (input, options) => {
    const jobId = options?.jobId ?? crypto.randomUUID();
    const startedAt = Date.now();
    become([
      ...entries,
      {
        jobId,
        method,
        startedAt,
        progress: { done: 0, total: null },
        outcome: { phase: 'running', isStopping: false },
        isForeign: false,
      },
    ]);
    try {
      const result = await run(input, { jobId });
      change(jobId, (entry) => ended(entry, result));
      return result;
    } catch (error) {
      change(jobId, () => null);
      throw error;
    }
  };
}

function ended(entry: JobEntry, result: Result<unknown>): JobEntry | null {
  const endedAt = Date.now();
  if (!result.ok) {
    const { error: failure } = result;
    return failure.code === CANCELLED ? null : { ...entry, outcome: { phase: 'failed', endedAt, failure } };
  }
  // A dialog that was closed.
  if (result.value === null) return null;
  const product = productOf(entry.method, result.value);
  if (product === null && endedAt - entry.startedAt < WORTH_KEEPING) return null;
  return { ...entry, outcome: { phase: 'done', endedAt, product } };
}

/** Lists what runs already when the page is loaded. */
export async function findJobs(program: Api): Promise<void> {
  const answer = await program.jobs.running({});
  if (!answer.ok) return;
  const known = new Set(entries.map(({ jobId }) => jobId));
  const found = answer.value.jobs
    .filter(({ jobId }) => !known.has(jobId))
    .map(({ jobId, method, startedAt, ...progress }): JobEntry => {
      const outcome = { phase: 'running', isStopping: false } as const;
      return { jobId, method, startedAt: Date.parse(startedAt), progress, outcome, isForeign: true };
    });
  become([...entries, ...found]);
}

/** Shown as stopping until the program has answered. */
export function stopJob(program: Api, jobId: string): void {
  change(jobId, (entry) =>
    entry.outcome.phase === 'running' ? { ...entry, outcome: { ...entry.outcome, isStopping: true } } : entry,
  );
  void program.jobs.cancel({ jobId });
}

/** @param jobId null: all that have ended */
export function dismissJobs(jobId: string | null): void {
  become(entries.filter((entry) => entry.outcome.phase === 'running' || (jobId !== null && entry.jobId !== jobId)));
}

/** At a lock or another user: what ran has been stopped, and its results are not for others. */
export function forgetJobs(): void {
  become([]);
}

export const currentJobs = (): readonly JobEntry[] => entries;

/** All that run or wait to be dismissed, in the order of their beginning. */
export function useJobs(): readonly JobEntry[] {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, currentJobs);
}
