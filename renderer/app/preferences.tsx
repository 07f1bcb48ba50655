import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '#shared/contract/areas.ts';
import { api, call, keys } from './api.ts';

const DEFAULTS: Preferences = { theme: 'system', language: 'ru', density: 'compact', staffColumns: {} };
const QUERY_KEY = [keys.desktop, 'preferences'];

/** How this user likes the screen; the defaults until the program has answered. */
export function usePreferences(): Preferences {
  const { data } = useQuery({ queryKey: QUERY_KEY, queryFn: () => call(api().desktop.preferences({})) });
  return data ?? DEFAULTS;
}

/** Shown at once, then kept by the program; what was before comes back when that fails. */
export function useSetPreferences(): (changes: Partial<Preferences>) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (changes: Partial<Preferences>) => call(api().desktop.setPreferences(changes)),
    onMutate: (changes) => {
      const before = client.getQueryData<Preferences>(QUERY_KEY);
      client.setQueryData<Preferences>(QUERY_KEY, { ...DEFAULTS, ...before, ...changes });
      return { before };
    },
    onSuccess: (kept) => client.setQueryData(QUERY_KEY, kept),
    onError: (_error, _changes, context) => client.setQueryData(QUERY_KEY, context?.before ?? DEFAULTS),
  });
  return mutate;
}
