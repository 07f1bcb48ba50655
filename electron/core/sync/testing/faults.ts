import { DeskError } from '#shared/contract/result.ts';

/** Answers that end an exchange, whatever was asked. */
export type Failure = 'unreached' | 'busy' | 'throttled' | 'signed-out' | 'lost' | 'garbled';

/** @param retryAfter seconds, where the registry says */
export function failure(kind: Failure, retryAfter?: number): DeskError {
  const later = retryAfter === undefined ? {} : { retryAfter };
  switch (kind) {
    case 'unreached':
    case 'lost':
      return new DeskError('KD-4001', { params: { host: 'registry' } });
    case 'busy':
      return new DeskError('KD-4002', { params: { status: 503, ...later } });
    case 'throttled':
      return new DeskError('KD-4002', { params: { status: 429, ...later } });
    case 'signed-out':
      return new DeskError('KD-4004');
    case 'garbled':
      return new DeskError('KD-4003', { params: { detail: 'not JSON' } });
  }
}
