import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Preferences, USUAL_PREFERENCES } from '#shared/contract/preferences.ts';
import { api, call, keys, useEvent } from './api.ts';

const QUERY_KEY = [keys.desktop, 'preferences'];

/** How this user likes the screen; the usual until the program has answered. */
export function usePreferences(): Preferences {
  const { data } = useQuery({ queryKey: QUERY_KEY, queryFn: () => call(api().desktop.preferences({})) });
  return data ?? USUAL_PREFERENCES;
}

/** Mounted once: what the native menu or another window chose is shown here too. */
export function usePreferenceEvents(): void {
  const client = useQueryClient();
  useEvent('preferences.changed', (preferences) => client.setQueryData(QUERY_KEY, preferences));
}

/** Shown at once, then kept by the program; what was before comes back when that fails. */
export function useSetPreferences(): (changes: Partial<Preferences>) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (changes: Partial<Preferences>) => call(api().desktop.setPreferences(changes)),
    onMutate: (changes) => {
      const before = client.getQueryData<Preferences>(QUERY_KEY);
      client.setQueryData<Preferences>(QUERY_KEY, { ...USUAL_PREFERENCES, ...before, ...changes });
      return { before };
    },
    onSuccess: (kept) => client.setQueryData(QUERY_KEY, kept),
    onError: (_error, _changes, context) => client.setQueryData(QUERY_KEY, context?.before ?? USUAL_PREFERENCES),
  });
  return mutate;
}

const ROW_HEIGHTS = { compact: 28, comfortable: 36 } as const;
/** How much larger or smaller letters are than usual. */
export const FONT_FACTORS: Readonly<Record<Preferences['fontSize'], number>> = {
  small: 12 / 13,
  normal: 1,
  large: 15 / 13,
  largest: 17 / 13,
};

/** Pixels of a row of a grid: by density, and as much more as the letters are larger. */
export function useRowHeight(): number {
  const { density, fontSize } = usePreferences();
  return Math.round(ROW_HEIGHTS[density] * Math.max(1, FONT_FACTORS[fontSize]));
}
