import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keys } from '../../app/api.ts';

const PAGE = 100;
/** A pause in typing before the program is asked, in milliseconds. */
const PAUSE = 200;

export interface PageOf {
  readonly offset: number;
  readonly limit: number;
}

/** A list read page after page; `key` names the list of an area and everything it is filtered by. */
export function usePages<A extends { readonly total: number }, R>(
  key: readonly unknown[],
  ask: (page: PageOf) => Promise<A>,
  rowsOf: (answer: A) => readonly R[],
  area: (typeof keys)[keyof typeof keys] = keys.worklists,
) {
  const query = useInfiniteQuery({
    queryKey: [area, ...key],
    queryFn: ({ pageParam }) => ask({ offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  return { query, first: pages[0], rows: pages.flatMap(rowsOf), total: pages[0]?.total ?? 0 };
}

export type Pages = ReturnType<typeof usePages>['query'];

/** What was typed, once the typing has paused. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
