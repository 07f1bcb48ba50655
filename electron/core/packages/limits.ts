import { DeskError } from '#shared/contract/result.ts';
import { LIMITS } from '../dictionaries/reading/limits.ts';

/** What a package may hold, in bytes; a test may lower them. */
export interface PackageLimits {
  /** The file, and the content once it is unpacked: both lie in memory. */
  readonly size: number;
  /** One page of the registry's copies, unpacked. */
  readonly page: number;
  /** Such pages that are opened together, unless a single one is larger; as many are used meanwhile. */
  readonly atOnce: number;
}

export const PACKAGE_LIMITS: PackageLimits = { size: LIMITS.size, page: 32 * 2 ** 20, atOnce: 4 * 2 ** 20 };

export function tooLarge(maximum: number): DeskError {
  return new DeskError('KD-6406', { params: { what: 'size', maximum: Math.floor(maximum / 2 ** 20) } });
}
