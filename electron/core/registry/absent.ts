import { DeskError } from '#shared/contract/result.ts';
import type { Registry } from './port.ts';

/** Stands in where the policy names no registry: nothing comes and nothing goes. KD-1010 */
export function absentRegistry(): Registry {
  const never = (): never => {
    throw new DeskError('KD-1010');
  };
  return {
    feeds: [{ name: 'none', kinds: [] }],
    size: async () => never(),
    pull: async () => never(),
    ids: async () => never(),
    read: async () => never(),
    interpret: never,
    isOlder: never,
    committedAt: never,
    clockSkew: () => null,
    endpoint: never,
    prepare: never,
    submit: async () => never(),
    findSubmitted: async () => never(),
    desks: async () => null,
  };
}
