import { DeskError } from '#shared/contract/result.ts';

/** What the readers of dictionaries refuse in their own codes, as an import says it. */
export function unreadable(cause: unknown): DeskError {
  const tooLarge = cause instanceof DeskError && (cause.code === 'KD-6202' || cause.code === 'KD-6102');
  return new DeskError(tooLarge ? 'KD-6102' : 'KD-6101', { cause });
}
