import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SyncState } from '#shared/contract/areas.ts';
import type { ExchangeSession } from '#shared/contract/exchange.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { api, call, keys } from '../../app/api.ts';
import { useNotify } from '../../app/notify.tsx';

/** What changes whenever the queue, the history or the addresses may look different. */
function stampOf({ phase, queued, conflicts, lastSuccess, error }: SyncState): string {
  return [phase, queued, conflicts, lastSuccess, error?.code].join(' ');
}

/** Reads again in its place when something happened: what somebody is looking at, or typing beside, stays. */
function useAgain(sync: SyncState, refetch: () => unknown): void {
  const stamp = stampOf(sync);
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current === stamp) return;
    seen.current = stamp;
    refetch();
  }, [stamp, refetch]);
}

export function useOverview(sync: SyncState) {
  const query = useQuery({
    queryKey: [keys.sync, 'overview'],
    queryFn: () => call(api().sync.overview({})),
    staleTime: 0,
  });
  useAgain(sync, query.refetch);
  return query;
}
export type Overview = NonNullable<ReturnType<typeof useOverview>['data']>;

/** Sessions a page. */
const PAGE = 50;

/** The history of the exchange from its end, page after page; all that is shown is read again when something happened. */
export function useSessions(sync: SyncState) {
  const query = useInfiniteQuery({
    queryKey: [keys.sync, 'sessions'],
    queryFn: ({ pageParam: before }) => call(api().sync.sessions({ before, limit: PAGE })),
    initialPageParam: null as EntityId | null,
    getNextPageParam: ({ rows }) => (rows.length < PAGE ? undefined : rows.at(-1)?.id),
    staleTime: 0,
  });
  useAgain(sync, query.refetch);
  const rows: readonly ExchangeSession[] | undefined = query.data?.pages.flatMap((page) => page.rows);
  return { ...query, rows, total: query.data?.pages[0]?.total ?? 0 };
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
