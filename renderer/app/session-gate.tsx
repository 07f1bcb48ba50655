import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { AccessState } from '#shared/contract/access.ts';
import { AccessPage } from '../pages/access/access-page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ACCESS_KEY, api, call, keys, useDataInvalidation, useEvent } from './api.ts';
import { useMessages } from './i18n.tsx';
import { NavigationProvider } from './navigation.tsx';
import { forgetSaved } from './saved-state.ts';
import { SessionProvider } from './session.tsx';

/** Loaded behind the sign-in page, which is seen first. */
const loadShell = () => import('./shell.tsx');
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }));

/** The way in, or the shell: nothing of the store is rendered before the program says `open`. */
export function SessionGate() {
  const { shell } = useMessages();
  const client = useQueryClient();
  const access = useQuery({ queryKey: ACCESS_KEY, queryFn: () => call(api().access.state({})) });
  useDataInvalidation();
  useEvent('access.changed', (state) => {
    const before = client.getQueryData<AccessState>(ACCESS_KEY);
    // Whatever another user saw, or this one before the lock, is dropped with the key of the store.
    if (state.stage !== 'open' || userOf(before) !== userOf(state)) {
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== keys.access && queryKey[0] !== keys.desktop,
      });
      forgetSaved();
    }
    client.setQueryData(ACCESS_KEY, state);
  });

  if (access.error !== null) return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  if (access.data === undefined) return <LoadingState label={shell.starting} />;
  const state = access.data;
  if (state.stage !== 'open') {
    void loadShell();
    return <AccessPage state={state} />;
  }
  return (
    <SessionProvider session={state}>
      <NavigationProvider key={state.user.userId}>
        <Suspense fallback={<LoadingState label={shell.starting} />}>
          <Shell />
        </Suspense>
      </NavigationProvider>
    </SessionProvider>
  );
}

function userOf(state: AccessState | undefined): string | null {
  return state?.stage === 'open' ? state.user.userId : null;
}
