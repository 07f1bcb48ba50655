import { Worker } from 'node:worker_threads';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from '../workers.ts';
import type { TableMessage, TableTask } from './table-worker.ts';
import type { Written } from './xlsx.ts';

/** Runs {@link TableTask} in a worker. @throws DeskError KD-6002 when the signal stops it · KD-6001 when it fails */
export function writeTableInThread(
  task: TableTask,
  progress: (records: number) => void,
  signal: AbortSignal,
): Promise<Written> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl('reports/table-worker'), {
      workerData: task,
      // Rows are short-lived: with room for more of them the thread only takes 50 MB more and is no quicker.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(new DeskError('KD-6002'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: TableMessage) => {
      if (message.type === 'progress') progress(message.records);
      else resolve({ records: message.records, digest: message.digest });
    });
    worker.on('error', (cause) => reject(new DeskError('KD-6001', { cause })));
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      // After an answer this changes nothing; without one the thread died.
      reject(new DeskError('KD-6001'));
    });
    if (signal.aborted) stop();
  });
}
