import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JournalEntry } from '#shared/contract/areas.ts';
import { api, call, keys } from '../../app/api.ts';

const PAGE = 100;
/** A pause in typing before the journal is asked, in milliseconds. */
const PAUSE = 200;

export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** The journal from its end, page after page. */
export function useJournal(text: string) {
  const query = useInfiniteQuery({
    queryKey: [keys.journal, 'list', text],
    queryFn: ({ pageParam }) => call(api().journal.list({ before: pageParam, limit: PAGE, text })),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries }) => (entries.length < PAGE ? undefined : (entries.at(-1)?.seq ?? undefined)),
    placeholderData: keepPreviousData,
  });
  const entries: readonly JournalEntry[] = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return { ...query, entries, total: query.data?.pages[0]?.total ?? 0 };
}
