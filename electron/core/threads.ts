import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from './workers.ts';

/** What a thread answers with: its result, or an expected refusal. */
export type ThreadAnswer<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly params: DeskError['params'] };

/** What became of the work, as a message. What was not expected ends the thread. */
async function answerOf<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { type: 'done', value: await work() };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { type: 'refused', code: error.code, params: error.params };
  }
}

/** For the thread itself: does one task after another, as they come. */
export function answerEach<T, R>(perform: (task: T) => Promise<R>): void {
  parentPort?.on('message', async (task: T) => parentPort?.postMessage(await answerOf(() => perform(task))));
}

/** A worker with limits of its own, so that it can neither stop nor end the program. */
export interface Thread {
  /**
   * One task at a time.
   * @throws DeskError what the worker refused with · KD-6002 when the signal stops it · the refusal of a thread that died
   */
  ask<T>(task: unknown): Promise<T>;
  /** It does no more; nothing it has answered is lost. */
  end(): void;
}

interface Asked {
  readonly resolve: (value: never) => void;
  readonly reject: (error: DeskError) => void;
}

/**
 * @param name see `workerUrl`; the worker posts one {@link ThreadAnswer} to each task
 * @param died the refusal when the thread ends without an answer
 */
export function openThread(name: string, limits: ResourceLimits, died: ErrorCode, signal: AbortSignal): Thread {
  const worker = new Worker(workerUrl(name), { resourceLimits: limits });
  let asked: Asked | null = null;
  let end: DeskError | null = null;
  const fail = (error: DeskError): void => {
    end ??= error;
    asked?.reject(end);
    asked = null;
  };
  const stop = (): void => {
    fail(new DeskError('KD-6002'));
    void worker.terminate();
  };
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (answer: ThreadAnswer<never>) => {
    if (answer.type === 'done') asked?.resolve(answer.value);
    else asked?.reject(new DeskError(answer.code, answer.params === undefined ? {} : { params: { ...answer.params } }));
    asked = null;
  });
  worker.on('error', (cause) => fail(new DeskError(died, { cause })));
  worker.on('exit', () => {
    signal.removeEventListener('abort', stop);
    fail(new DeskError(died));
  });
  if (signal.aborted) stop();
  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        if (end !== null) return reject(end);
        asked = { resolve, reject };
        worker.postMessage(task);
      }),
    end: () => void worker.terminate(),
  };
}

/** Lets a worker do one task. @throws as {@link Thread.ask} */
export async function runInThread<T>(
  name: string,
  task: unknown,
  limits: ResourceLimits,
  died: ErrorCode,
  signal: AbortSignal,
): Promise<T> {
  const thread = openThread(name, limits, died, signal);
  try {
    return await thread.ask<T>(task);
  } finally {
    thread.end();
  }
}
