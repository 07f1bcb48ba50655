import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../db/open.ts';
import { reportOf } from './catalogue.ts';
import type { DatedParameters } from './report.ts';
import { type TableFormat, WRITERS } from './table.ts';
import { headingOf } from './text.ts';

/** A long read on a snapshot of the store, off core's thread, so that edits go on while it runs. */
export interface TableTask {
  readonly database: { readonly path: string; readonly key: Uint8Array };
  readonly file: string;
  readonly format: TableFormat;
  readonly parameters: DatedParameters;
  readonly made: { readonly at: string; readonly by: string };
}

export type TableMessage =
  | { readonly type: 'progress'; readonly records: number }
  | { readonly type: 'done'; readonly records: number; readonly digest: string };

const task = workerData as TableTask;
const post = (message: TableMessage): void => parentPort?.postMessage(message);
const db = openReader(task.database.path, task.database.key);
try {
  const report = reportOf(task.parameters.reportId);
  const heading = headingOf(db, report, task.parameters, task.made);
  const lines = report.lines(db, task.parameters);
  const written = await WRITERS[task.format](task.file, report, lines, heading, (records) =>
    post({ type: 'progress', records }),
  );
  post({ type: 'done', ...written });
} finally {
  db.close();
}
