import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SyncState } from '#shared/contract/areas.ts';
import { api, call, keys } from '../../app/api.ts';
import { useNotify } from '../../app/notify.tsx';

/** What changes whenever the queue, the history or the addresses may look different. */
function stampOf({ phase, queued, conflicts, lastSuccess, error }: SyncState): string {
  return [phase, queued, conflicts, lastSuccess, error?.code].join(' ');
}

export function useOverview(sync: SyncState) {
  return useQuery({
    queryKey: [keys.sync, 'overview', stampOf(sync)],
    queryFn: () => call(api().sync.overview({})),
    placeholderData: keepPreviousData,
  });
}
export type Overview = NonNullable<ReturnType<typeof useOverview>['data']>;

export function useSessions(sync: SyncState, limit: number) {
  return useQuery({
    queryKey: [keys.sync, 'sessions', stampOf(sync), limit],
    queryFn: () => call(api().sync.sessions({ limit })),
    placeholderData: keepPreviousData,
  });
}

export function useHealth(sync: SyncState) {
  return useQuery({
    queryKey: [keys.sync, 'health', stampOf(sync)],
    queryFn: () => call(api().sync.health({})),
    placeholderData: keepPreviousData,
    // Jobs end and sizes grow without an exchange.
    staleTime: 0,
  });
}

/** The verbs of the exchange; a refusal is told where they were pressed. */
export function useExchangeVerbs() {
  const notify = useNotify();
  return {
    run: () => void call(api().sync.run({})).catch(notify.failed),
    stop: () => void call(api().sync.cancel({})).catch(notify.failed),
    signIn: () => void call(api().access.beginSignIn({})).catch(notify.failed),
  };
}
export type ExchangeVerbs = ReturnType<typeof useExchangeVerbs>;
