import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyncState } from '#shared/contract/areas.ts';
import type { Failure } from '#shared/contract/result.ts';
import { api, call, keys, useEvent } from './api.ts';

const QUERY_KEY = [keys.sync, 'state'];

/** Where the exchange with the registry stands, kept fresh by the program; undefined until the first answer. */
export function useSyncState(): SyncState | undefined {
  return useQuery({ queryKey: QUERY_KEY, queryFn: () => call(api().sync.state({})) }).data;
}

/** Mounted once, in the status bar. */
export function useSyncEvents(): void {
  const client = useQueryClient();
  useEvent('sync.changed', (state) => client.setQueryData(QUERY_KEY, state));
}

export function isRunning({ phase }: SyncState): boolean {
  return phase === 'pulling' || phase === 'pushing';
}

export function failureOfSync({ code, detail }: NonNullable<SyncState['error']>): Pick<Failure, 'code' | 'params'> {
  return detail === null ? { code } : { code, params: { detail } };
}
