import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { RequestSummary } from '#shared/contract/changes.ts';
import type { RequestState } from '#shared/domain/states.ts';
import { api, call, keys } from '../../app/api.ts';

const PAGE = 100;

export interface RequestPages {
  /** The newest first, as far as they have been read. */
  readonly requests: readonly RequestSummary[];
  readonly total: number;
  readonly isLoaded: boolean;
  /** Still those of the choice before. */
  readonly isFormer: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly more: () => void;
}

/** Requests of some states, page after page. @param mine only those of the user at work */
export function useRequests(states: readonly RequestState[] | null, mine: boolean): RequestPages {
  const query = useInfiniteQuery({
    queryKey: [keys.changes, 'list', states, mine],
    queryFn: ({ pageParam }) =>
      call(
        api().changes.list({
          states: states === null ? null : [...states],
          mine,
          page: { offset: pageParam, limit: PAGE },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  return {
    requests: pages.flatMap(({ requests }) => requests),
    total: pages[0]?.total ?? 0,
    isLoaded: query.data !== undefined,
    isFormer: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isFetchingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}
