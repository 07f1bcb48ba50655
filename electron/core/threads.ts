import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from './workers.ts';

/** What a thread answers with: its result, or an expected refusal. */
export type ThreadAnswer<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly params: DeskError['params'] };

/** For the thread itself: what became of its work, as a message. What was not expected ends the thread. */
export async function answerOf<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { type: 'done', value: await work() };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { type: 'refused', code: error.code, params: error.params };
  }
}

/**
 * Lets a worker do one task, with limits of its own, so that it can neither stop nor end the program.
 *
 * @param name see `workerUrl`; the worker posts one {@link ThreadAnswer}
 * @param died the refusal when the thread ends without an answer
 * @throws DeskError what the worker refused with · KD-6002 when the signal stops it · `died`
 */
export function runInThread<T>(
  name: string,
  task: unknown,
  limits: ResourceLimits,
  died: ErrorCode,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(name), { workerData: task, resourceLimits: limits });
    const stop = (): void => {
      void worker.terminate();
      reject(new DeskError('KD-6002'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (answer: ThreadAnswer<T>) => {
      if (answer.type === 'done') resolve(answer.value);
      else reject(new DeskError(answer.code, answer.params === undefined ? {} : { params: { ...answer.params } }));
    });
    worker.on('error', (cause) => reject(new DeskError(died, { cause })));
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      // After an answer this changes nothing; without one the thread died.
      reject(new DeskError(died));
    });
    if (signal.aborted) stop();
  });
}
