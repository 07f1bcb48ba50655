import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Failure } from './check.ts';
import type { Task } from './worker.ts';

/** Milliseconds after which a history counts as one that never ends; most end within a tenth of a second. */
const ENDLESS = 300_000;

export interface Work {
  readonly from: number;
  readonly count: number;
  readonly workers: number;
  /** Whether desks hear of one another's requests. */
  readonly shared: boolean;
  /** So many of the histories that fail are told again to make them shorter. */
  readonly shorten: number;
  readonly untilFailure: boolean;
  told(failure: Failure | null): void;
}

/** Tells histories on several threads. @returns how many were told */
export async function tellAll(work: Work): Promise<number> {
  const { from, count, workers, shared, untilFailure, told } = work;
  let [next, done, failed] = [from, 0, 0];
  const one = async (): Promise<void> => {
    let worker = start();
    while (next < from + count && !(untilFailure && failed > 0)) {
      const seed = next++;
      let failure = await ask(worker, { seed, shorter: false, shared });
      done++;
      if (failure !== null && failed++ < work.shorten)
        failure = (await ask(worker, { seed, shorter: true, shared })) ?? failure;
      told(failure);
      // It may still be at it.
      if (failure?.message === NO_END) {
        await worker.terminate();
        worker = start();
      }
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, one));
  return done;
}

const NO_END = 'It does not end';

function start(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url));
}

async function ask(worker: Worker, task: Task): Promise<Failure | null> {
  const broken = (message: string): Failure => ({ seed: task.seed, invariant: null, message, story: null });
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ENDLESS);
  try {
    worker.postMessage(task);
    const [failure] = (await once(worker, 'message', { signal: patience.signal })) as [Failure | null];
    return failure;
  } catch (error) {
    if (patience.signal.aborted) return broken(NO_END);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
