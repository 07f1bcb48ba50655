import { parentPort, workerData } from 'node:worker_threads';
import type { AttachmentType } from '#shared/contract/attachments.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import { type Inspected, inspect } from './content/inspect.ts';

export interface InspectTask {
  readonly bytes: Uint8Array;
  readonly type: AttachmentType;
}

export type InspectMessage =
  | { readonly type: 'inspected'; readonly found: Inspected }
  | { readonly type: 'refused'; readonly code: ErrorCode };

const { bytes, type } = workerData as InspectTask;
const post = (message: InspectMessage): void => parentPort?.postMessage(message);
try {
  post({ type: 'inspected', found: await inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), type) });
} catch (error) {
  // Whatever a reader stumbles over, the file is not what it says.
  post({ type: 'refused', code: error instanceof DeskError ? error.code : 'KD-6305' });
}
