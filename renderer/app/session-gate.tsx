import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useState } from 'react';
import type { AccessState } from '#shared/contract/access.ts';
import { forgetJobs } from '../jobs/job-center.ts';
import { StartingPage } from '../pages/access/access-frame.tsx';
import { AccessPage } from '../pages/access/access-page.tsx';
import { ErrorState } from '../ui/states.tsx';
import { ACCESS_KEY, api, call, keys, useDataInvalidation, useEvent } from './api.ts';
import { CommandsProvider } from './commands.tsx';
import { Later, later } from './later.tsx';
import { useNotify } from './notify.tsx';
import { OnDayProvider } from './on-day.tsx';
import { Places } from './places.tsx';
import { forgetSaved } from './saved-state.ts';
import { SessionProvider } from './session.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { answerStepUp } from './step-up.ts';
import { StepUpDialog } from './step-up-dialog.tsx';

const SHELL = later(async () => (await import('./shell.tsx')).Shell);

/** Behind the sign-in page, which is seen first: the frame and all its sections are here when the door opens. */
async function loadShell(): Promise<void> {
  await SHELL.load();
  await (await import('./shell.tsx')).loadPages();
}

/** The way in, or the shell: nothing of the store is rendered before the program says `open`. */
export function SessionGate() {
  const client = useQueryClient();
  const access = useQuery({ queryKey: ACCESS_KEY, queryFn: () => call(api().access.state({})) });
  const forget = useForget();
  useDataInvalidation();
  useEvent('access.changed', (state) => client.setQueryData(ACCESS_KEY, state));
  const session = useOpenSession(access.data);
  const isShown = useCallsOf(session, forget);
  const isOpen = session !== null;
  useEffect(() => {
    // After the shell has gone, so that nothing of it asks again at a closed door.
    if (!isOpen) forget();
  }, [isOpen, forget]);

  const isAtDoor = !isOpen && access.data !== undefined;
  useEffect(() => {
    if (isAtDoor) loadShell().catch(() => undefined);
  }, [isAtDoor]);

  if (access.error !== null) {
    return (
      <StartingPage>
        <ErrorState error={access.error} onRetry={() => void access.refetch()} />
      </StartingPage>
    );
  }
  if (access.data === undefined) return <StartingPage />;
  const state = access.data;
  if (session === null) return state.stage === 'open' ? null : <AccessPage state={state} />;
  if (!isShown) return <StartingPage />;
  return (
    <SessionProvider session={session}>
      <Places key={sessionOf(session)} session={session}>
        <OnDayProvider>
          <CommandsProvider>
            <Suspense fallback={<StartingPage />}>
              <Later of={SHELL} />
            </Suspense>
          </CommandsProvider>
        </OnDayProvider>
      </Places>
      <StepUpDialog />
      {state.stage === 'waiting-for-browser' ? <SignInAgain state={state} /> : null}
    </SessionProvider>
  );
}

type OpenState = Extract<AccessState, { stage: 'open' }>;

/** The store stays open while its user signs in once more: what is on the screen is kept meanwhile. */
function useOpenSession(state: AccessState | undefined): OpenState | null {
  const [kept, setKept] = useState<OpenState | null>(null);
  const session = state?.stage === 'open' ? state : state?.stage === 'waiting-for-browser' ? kept : null;
  if (session !== kept) setKept(session);
  return session;
}

/**
 * Calls belong to the session that is on the screen. Another one comes on it only when the last word of the one before
 * has been said, so that a page of one organisation cannot write into another.
 */
function useCallsOf(session: OpenState | null, forget: () => void): boolean {
  const [shown, setShown] = useState<string | null>(null);
  const wanted = sessionOf(session);
  const sessionId = session?.sessionId;
  useEffect(() => {
    if (sessionId === undefined || wanted === shown) return;
    forget();
    api().inSession(sessionId);
    setShown(wanted);
  }, [sessionId, wanted, shown, forget]);
  return wanted === shown;
}

/** Whatever was read from the store, and what was said of it, goes with its key. */
function useForget(): () => void {
  const client = useQueryClient();
  const { clear } = useNotify();
  return useCallback(() => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.access && queryKey[0] !== keys.desktop });
    forgetSaved();
    forgetJobs();
    answerStepUp(false);
    clear();
  }, [client, clear]);
}

/** The same person with another role sees other things. */
function sessionOf(session: OpenState | null): string | null {
  return session && `${session.sessionId} ${session.user.role}`;
}
