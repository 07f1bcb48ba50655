import { runInThread } from '../threads.ts';
import type { Table } from './reading/table.ts';
import type { ReadingTask } from './reading-worker.ts';

/** A file that eats more than this is refused, and core lives on. */
const LIMITS = { maxOldGenerationSizeMb: 1536 } as const;

export interface ReadFile {
  readonly table: Table;
  readonly sha256: string;
}

/**
 * Reads a stranger's file in a thread of its own.
 * @throws DeskError what `readBytes` and `readTable` throw · KD-6002 when the signal stops it · KD-6203 when the thread dies
 */
export function readInThread(task: ReadingTask, signal: AbortSignal): Promise<ReadFile> {
  return runInThread('dictionaries/reading-worker', task, LIMITS, 'KD-6203', signal);
}
