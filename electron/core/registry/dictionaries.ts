import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { ReadFile } from '../dictionaries/reading-thread.ts';

/** One version of a dictionary that a registry hands out. */
export interface OfferedVersion {
  readonly oid: string;
  readonly name: string | null;
  readonly version: string;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  /** Names the version to the registry. */
  readonly reference: string;
}

/** Dictionaries of a registry, whatever it speaks. Failures are those of `Registry`; KD-6202 what is over a limit. */
export interface DictionaryRegistry {
  /** Every version of every dictionary that can be had as a whole. */
  versions(signal: AbortSignal): Promise<readonly OfferedVersion[]>;
  /** The rows of one version, as if they had been read from a file. */
  read(reference: string, signal: AbortSignal): Promise<ReadFile>;
}

/** Stands in where there is nobody to ask, and says why. */
export function noDictionaries(code: ErrorCode): DictionaryRegistry {
  const never = async (): Promise<never> => {
    throw new DeskError(code);
  };
  return { versions: never, read: never };
}
