import type { RunningJob } from '#shared/contract/areas.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Clock, Emit } from './ports.ts';

/** Progress is told at most this often, in milliseconds; the end always. */
const PROGRESS_EVERY = 100;

export interface Run {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
  end(): void;
}

export interface Jobs {
  /** @throws DeskError KD-9002 when a job of this id is running */
  begin(method: string, jobId: string | undefined): Run;
  /** An unknown job has ended already: nothing to do. */
  cancel(jobId: string): void;
  abortAll(): void;
  /** Those with an id, in the order of their beginning. */
  running(): RunningJob[];
}

/** Running calls, so that they can be told to give up; those with a job id tell how far they are. */
export function createJobs(clock: Pick<Clock, 'monotonic' | 'now'>, emit: Emit): Jobs {
  const running = new Set<AbortController>();
  const byId = new Map<string, { readonly controller: AbortController; job: RunningJob }>();

  function reporter(method: string, jobId: string | undefined): Run['progress'] {
    if (jobId === undefined) return () => undefined;
    let told = Number.NEGATIVE_INFINITY;
    return (done, total) => {
      const run = byId.get(jobId);
      if (run !== undefined) run.job = { ...run.job, done, total };
      const now = clock.monotonic();
      if (done !== total && now - told < PROGRESS_EVERY) return;
      told = now;
      emit('jobs.progress', { jobId, method, done, total });
    };
  }

  return {
    begin(method, jobId) {
      if (jobId !== undefined && byId.has(jobId)) throw new DeskError('KD-9002', { field: 'jobId' });
      const controller = new AbortController();
      running.add(controller);
      if (jobId !== undefined) {
        byId.set(jobId, { controller, job: { jobId, method, startedAt: clock.now(), done: 0, total: null } });
      }
      return {
        signal: controller.signal,
        progress: reporter(method, jobId),
        end() {
          running.delete(controller);
          if (jobId !== undefined) byId.delete(jobId);
        },
      };
    },
    cancel: (jobId) => byId.get(jobId)?.controller.abort(),
    abortAll() {
      for (const controller of running) controller.abort();
    },
    running: () => [...byId.values()].map(({ job }) => job),
  };
}
