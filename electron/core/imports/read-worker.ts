import { parentPort, workerData } from 'node:worker_threads';
import { DeskError } from '#shared/contract/result.ts';
import type { Table, TableRow } from './cells.ts';
import { readTable } from './table.ts';

/** A strange file is unpacked and parsed off core's thread, with memory of its own. */
export interface ReadTask {
  readonly path: string;
  readonly organisationOid: string | null;
}

export type ReadMessage =
  | { readonly type: 'progress'; readonly rows: number }
  | { readonly type: 'head'; readonly table: Omit<Table, 'rows'> }
  | { readonly type: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly code: DeskError['code'] };

const SLICE = 5000;

const { path, organisationOid } = workerData as ReadTask;
const post = (message: ReadMessage): void => parentPort?.postMessage(message);
try {
  const { rows, ...head } = await readTable(path, {
    organisationOid,
    progress: (done) => post({ type: 'progress', rows: done }),
  });
  post({ type: 'head', table: head });
  for (let from = 0; from < rows.length; from += SLICE) post({ type: 'rows', rows: rows.slice(from, from + SLICE) });
  post({ type: 'done' });
} catch (error) {
  post({ type: 'refused', code: error instanceof DeskError ? error.code : 'KD-6101' });
}
