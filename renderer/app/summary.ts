import { useQuery } from '@tanstack/react-query';
import type { home } from '#shared/contract/home.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { api, call, keys } from './api.ts';

export type Summary = OutputOf<(typeof home)['summary']>;

/** How many there are of everything: what waits for this user, and whether a section has anything in it at all. */
export function useSummary() {
  return useQuery({ queryKey: [keys.home, 'summary'], queryFn: () => call(api().home.summary({})) });
}
