import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { KeptPlace } from '#shared/contract/areas.ts';
import { api, call } from './api.ts';
import { NavigationProvider } from './navigation.tsx';
import type { OpenSession } from './session.tsx';

/** Walking through a list is one change. */
const KEPT_AFTER = 300;

/** Begins with what this user looked at when the program was left; a training clinic is a new one each time. */
export function Places({ session, children }: { readonly session: OpenSession; readonly children: ReactNode }) {
  const { storeId } = session;
  const { userId } = session.user;
  const { data: kept, isPending } = useQuery({
    queryKey: ['place', storeId, userId],
    queryFn: () => (session.training ? null : call(api().desktop.place({ storeId, userId }))),
    retry: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useCallback(
    (place: KeptPlace) => {
      clearTimeout(timer.current);
      if (session.training) return;
      // What cannot be kept is no loss that anybody should be told of.
      timer.current = setTimeout(() => void api().desktop.keepPlace({ storeId, userId, place }), KEPT_AFTER);
    },
    [storeId, userId, session.training],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  if (isPending) return null;
  return (
    <NavigationProvider kept={kept ?? null} onPlace={keep}>
      {children}
    </NavigationProvider>
  );
}
