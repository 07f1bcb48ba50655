import { DeskError } from '#shared/contract/result.ts';
import type { Watch } from './watch.ts';

/**
 * The body as text, piece by piece, never more than the limit in memory.
 * @throws DeskError KD-4003 when it is larger or not UTF-8
 */
export async function readBody(response: Response, limit: number, watch: Pick<Watch, 'during'>): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await watch.during(reader.read());
    if (done) break;
    bytes += value.byteLength;
    if (bytes > limit) {
      void reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    pieces.push(decode(decoder, value));
  }
  pieces.push(decode(decoder));
  return pieces.join('');
}

function decode(decoder: TextDecoder, value?: Uint8Array): string {
  try {
    return value === undefined ? decoder.decode() : decoder.decode(value, { stream: true });
  } catch (error) {
    throw new DeskError('KD-4003', { params: { detail: 'not UTF-8' }, cause: error });
  }
}

function tooLarge(): DeskError {
  return new DeskError('KD-4003', { params: { detail: 'too large' } });
}
