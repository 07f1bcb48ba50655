import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import { readBytes, readTable } from './reading/read-file.ts';
import type { Table } from './reading/table.ts';

export interface ReadingTask {
  readonly path: string;
}

export type ReadingMessage =
  | { readonly type: 'read'; readonly table: Table; readonly sha256: string }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly params: DeskError['params'] };

const { path } = workerData as ReadingTask;
const post = (message: ReadingMessage): void => parentPort?.postMessage(message);
try {
  const bytes = await readBytes(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  post({ type: 'read', table: await readTable(bytes), sha256 });
} catch (error) {
  if (!(error instanceof DeskError)) throw error;
  post({ type: 'refused', code: error.code, params: error.params });
}
