import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOptions } from '#shared/contract/index.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import { api, failureOf, useEvent } from './api.ts';

export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
}

export type JobState<T> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: JobProgress }
  | { readonly phase: 'done'; readonly value: T }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface Job<I, T> {
  readonly state: JobState<T>;
  /** Ignored while one runs. */
  readonly start: (input: I) => void;
  /** The job answers with KD-6002 once it has stopped. */
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** A long call of the program: progress, cancel, and the answer at its end. It goes on when the page is left. */
export function useJob<I, T>(run: (input: I, options: CallOptions) => Promise<Result<T>>): Job<I, T> {
  const [state, setState] = useState<JobState<T>>({ phase: 'idle' });
  const current = useRef<string | null>(null);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  useEvent('jobs.progress', ({ jobId, done, total }) => {
    if (jobId === current.current) setState({ phase: 'running', progress: { done, total } });
  });

  const start = useCallback(
    (input: I) => {
      if (current.current !== null) return;
      const jobId = crypto.randomUUID();
      current.current = jobId;
      setState({ phase: 'running', progress: { done: 0, total: null } });
      run(input, { jobId })
        .then(
          (result): JobState<T> =>
            result.ok ? { phase: 'done', value: result.value } : { phase: 'failed', failure: result.error },
          (error: unknown): JobState<T> => ({ phase: 'failed', failure: failureOf(error) }),
        )
        .then((ended) => {
          current.current = null;
          if (mounted.current) setState(ended);
        });
    },
    [run],
  );
  const cancel = useCallback(() => {
    if (current.current !== null) void api().jobs.cancel({ jobId: current.current });
  }, []);
  const reset = useCallback(() => {
    if (current.current === null) setState({ phase: 'idle' });
  }, []);
  return { state, start, cancel, reset };
}
