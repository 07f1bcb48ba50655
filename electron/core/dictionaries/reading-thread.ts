import { Worker } from 'node:worker_threads';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from '../workers.ts';
import type { Table } from './reading/table.ts';
import type { ReadingMessage, ReadingTask } from './reading-worker.ts';

/** A file that eats more than this is refused, and core lives on. */
const MEMORY_MB = 1536;

export interface ReadFile {
  readonly table: Table;
  readonly sha256: string;
}

/**
 * Reads a stranger's file in a thread of its own.
 * @throws DeskError what `readBytes` and `readTable` throw · KD-6002 when the signal stops it · KD-6203 when the thread dies
 */
export function readInThread(task: ReadingTask, signal: AbortSignal): Promise<ReadFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl('dictionaries/reading-worker'), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(new DeskError('KD-6002'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ReadingMessage) => {
      if (message.type === 'read') resolve({ table: message.table, sha256: message.sha256 });
      else reject(new DeskError(message.code, message.params === undefined ? {} : { params: { ...message.params } }));
    });
    worker.on('error', (cause) => reject(new DeskError('KD-6203', { cause })));
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      // After an answer this changes nothing; without one the thread died.
      reject(new DeskError('KD-6203'));
    });
    if (signal.aborted) stop();
  });
}
