import type { Deciding } from './worklists.ts';

/** An exchange in which both sides agree. */
export function nothingToDecide(): Deciding {
  return {
    conflicts: () => [],
    sidesOf: () => null,
    decide: () => undefined,
    decideAll: () => ({ decided: 0, left: 0 }),
  };
}
