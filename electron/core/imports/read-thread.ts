import { Worker } from 'node:worker_threads';
import { DeskError } from '#shared/contract/result.ts';
import { workerUrl } from '../workers.ts';
import type { Table, TableRow } from './cells.ts';
import type { ReadMessage, ReadTask } from './read-worker.ts';

/** A file that needs more than this is refused, not the program ended. */
const MEMORY_MB = 1500;

/**
 * Reads a file of people in a worker.
 *
 * @param temporary private folder: the reader of workbooks keeps parts of them there for a moment
 * @throws DeskError KD-6002 stopped by the signal · KD-6101 unreadable · KD-6102 too large · KD-6103 no table in it ·
 *   KD-6107 only divisions of others
 */
export function readInThread(
  task: ReadTask,
  temporary: string,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<Table> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl('imports/read-worker'), {
      workerData: task,
      env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(new DeskError('KD-6002'));
    };
    let head: Omit<Table, 'rows'> | null = null;
    const rows: TableRow[] = [];
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ReadMessage) => {
      if (message.type === 'progress') progress(message.rows);
      else if (message.type === 'head') head = message.table;
      else if (message.type === 'rows') for (const row of message.rows) rows.push(row);
      else if (message.type === 'refused') reject(new DeskError(message.code));
      else if (head !== null) resolve({ ...head, rows });
    });
    worker.on('error', (cause) => {
      const memory = (cause as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(new DeskError(memory ? 'KD-6102' : 'KD-6101', { cause }));
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      // After an answer this changes nothing; without one the thread died.
      reject(new DeskError('KD-6101'));
    });
    if (signal.aborted) stop();
  });
}
