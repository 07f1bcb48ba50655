import type { RequestState } from '#shared/domain/states.ts';

/** Its author may still change it: nothing signed holds its bytes. */
export const OPEN_STATES = ['draft', 'submitted', 'returned', 'rejected'] as const satisfies RequestState[];
/** Signed and on its way; its bytes stay as they are. */
export const FROZEN_STATES = ['approved', 'queued', 'sent'] as const satisfies RequestState[];
/** The registry does not hold these changes yet. */
export const PENDING_STATES = [...OPEN_STATES, ...FROZEN_STATES] as const;

export function isOpenState(state: RequestState): boolean {
  return (OPEN_STATES as readonly RequestState[]).includes(state);
}

export function isPendingState(state: RequestState): boolean {
  return (PENDING_STATES as readonly RequestState[]).includes(state);
}

/** For `IN (…)`: the names are ours, so they need no binding. */
export function sqlList(states: readonly RequestState[]): string {
  return states.map((state) => `'${state}'`).join(', ');
}
