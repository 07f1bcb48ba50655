import { parentPort } from 'node:worker_threads';
import type { TextType } from './content/type.ts';
import { wordsOf } from './content/words.ts';

export interface TextTask {
  readonly bytes: Uint8Array;
  readonly type: TextType;
}

parentPort?.on('message', async ({ bytes, type }: TextTask) => {
  // Whatever a reader stumbles over, the file has no text then.
  const words = await wordsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), type).catch(() => '');
  parentPort?.postMessage(words);
});
