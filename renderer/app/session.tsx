import { createContext, type ReactNode, useContext } from 'react';
import type { AccessState } from '#shared/contract/access.ts';
import type { Role } from '#shared/domain/states.ts';

export type OpenSession = Extract<AccessState, { stage: 'open' }>;

const SessionContext = createContext<OpenSession | null>(null);

export function SessionProvider(props: { readonly session: OpenSession; readonly children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>;
}

/** Who works here, in which contour; only inside the shell. */
export function useSession(): OpenSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no open session');
  return session;
}

/** For hiding verbs that the role does not have. The right itself is checked by core. */
export function useHasRole(...roles: readonly Role[]): boolean {
  return roles.includes(useSession().user.role);
}
