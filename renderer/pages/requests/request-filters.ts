import type { RequestState } from '#shared/domain/states.ts';

/** States that belong together for a person who looks for a request. */
export const REQUEST_FILTERS = {
  active: ['draft', 'submitted', 'returned', 'rejected', 'approved', 'queued', 'sent', 'partly_accepted'],
  draft: ['draft'],
  submitted: ['submitted'],
  returned: ['returned'],
  sending: ['approved', 'queued', 'sent'],
  done: ['accepted', 'partly_accepted', 'rejected', 'withdrawn'],
  all: null,
} as const satisfies Readonly<Record<string, readonly RequestState[] | null>>;
export type RequestFilter = keyof typeof REQUEST_FILTERS;
export const FILTER_NAMES = Object.keys(REQUEST_FILTERS) as RequestFilter[];

/** The filter that stands for just these states, if there is one. */
export function filterOf(states: readonly RequestState[] | null): RequestFilter | null {
  const wanted = states === null ? null : [...states].sort().join();
  return (
    FILTER_NAMES.find((name) => {
      const known: readonly RequestState[] | null = REQUEST_FILTERS[name];
      return (known === null ? null : [...known].sort().join()) === wanted;
    }) ?? null
  );
}
