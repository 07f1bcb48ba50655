import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ExpiringBucket, WorkList } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useSyncState } from '../../app/sync-state.ts';

/** What costs more than a moment is counted once the page has stood for so long: whoever passes by does not wait. */
const SETTLED = 400;

export interface Counts {
  readonly expiring: Readonly<Record<ExpiringBucket, number>> | undefined;
  readonly completeness: number | undefined;
  readonly duplicates: number | undefined;
  readonly differences: number | undefined;
  /** Some of them are being counted anew: what they were is shown until then. */
  readonly reading: boolean;
}

/** Numbers of the work lists, one after another, so that other calls are answered in between. */
export function useCounts(): Counts {
  const settled = useSettled();
  // While the registry's copy comes in they would be counted again and again.
  const ready = useSyncState()?.phase !== 'pulling' && settled;
  const differences = useTotal('differences', ready);
  const expiring = useQuery({
    queryKey: [keys.worklists, 'expiring', 'buckets'],
    queryFn: async () => (await call(api().worklists.expiring({ limit: 1 }))).buckets,
    enabled: ready && !differences.isFetching,
  });
  const duplicates = useTotal('duplicates', ready && !expiring.isFetching && !differences.isFetching);
  const completeness = useTotal(
    'completeness',
    ready && !duplicates.isFetching && !expiring.isFetching && !differences.isFetching,
  );
  return {
    expiring: expiring.data,
    completeness: completeness.data,
    duplicates: duplicates.data,
    differences: differences.data,
    reading: [differences, expiring, duplicates, completeness].some(({ isFetching }) => isFetching),
  };
}

function useTotal(list: WorkList, enabled: boolean) {
  const date = localDayOf(new Date());
  return useQuery({
    queryKey: [keys.worklists, 'count', list, date],
    queryFn: () => call(api().worklists.count({ list, date })),
    select: ({ total }) => total,
    enabled,
  });
}

function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLED);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
