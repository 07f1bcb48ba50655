import { Worker } from 'node:worker_threads';
import type { AttachmentType } from '#shared/contract/attachments.ts';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from '../workers.ts';
import type { Inspected } from './content/inspect.ts';
import type { InspectMessage, InspectTask } from './inspect-worker.ts';

/** What a file of ten megabytes may need to be looked into, many times over. */
const LIMITS = { maxOldGenerationSizeMb: 512 } as const;
const PATIENCE = 20_000;

/**
 * Looks into a stranger's file in a thread of its own, so that it can neither stop nor end the program.
 *
 * @throws DeskError KD-6305 · KD-6306 · KD-6002 when the signal stops it
 */
export function inspectInThread(bytes: Uint8Array, type: AttachmentType, signal: AbortSignal): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const task: InspectTask = { bytes, type };
    const worker = new Worker(workerUrl('attachments/inspect-worker'), { workerData: task, resourceLimits: LIMITS });
    const end = (code: 'KD-6002' | 'KD-6305', cause?: unknown): void => {
      void worker.terminate();
      reject(new DeskError(code, { cause }));
    };
    const timer = setTimeout(() => end('KD-6305'), PATIENCE);
    const stop = (): void => end('KD-6002');
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: InspectMessage) => {
      if (message.type === 'inspected') resolve(message.found);
      else reject(new DeskError(message.code));
    });
    worker.on('error', (cause) => end('KD-6305', cause));
    worker.on('exit', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      // After an answer this changes nothing; without one the thread died.
      reject(new DeskError('KD-6305'));
    });
    if (signal.aborted) stop();
  });
}
