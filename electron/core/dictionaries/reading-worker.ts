import { createHash } from 'node:crypto';
import { answerEach } from '../threads.ts';
import { readBytes, readTable } from './reading/read-file.ts';
import type { ReadFile } from './reading-thread.ts';

export interface ReadingTask {
  readonly path: string;
}

async function read({ path }: ReadingTask): Promise<ReadFile> {
  const bytes = await readBytes(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { table: await readTable(bytes), sha256 };
}

answerEach(read);
