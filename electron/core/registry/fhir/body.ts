import { isUtf8 } from 'node:buffer';
import { DeskError } from '#shared/contract/result.ts';
import type { Watch } from './watch.ts';

/**
 * The body, piece by piece, never more than the limit in memory.
 * @returns UTF-8 without a byte order mark
 * @throws DeskError KD-4003 when it is larger or not UTF-8
 */
export async function readBody(response: Response, limit: number, watch: Pick<Watch, 'during'>): Promise<Buffer> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) throw against('too large');
  const reader = response.body?.getReader();
  if (reader === undefined) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await watch.during(reader.read());
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      throw against('too large');
    }
    pieces.push(value);
  }
  const bytes = Buffer.concat(pieces, size);
  if (!isUtf8(bytes)) throw against('not UTF-8');
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function against(detail: string): DeskError {
  return new DeskError('KD-4003', { params: { detail } });
}
