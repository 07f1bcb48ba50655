import type { AccessState, KnownUser } from '#shared/contract/access.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Contour } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Behind, OpenSession } from './session.ts';
import type { SignedIn, SignInAttempt } from './sign-in.ts';

/** Somebody on their way in with the key in hand. */
export interface Entry {
  readonly userId: EntityId;
  /** The master key. */
  readonly key: Uint8Array;
  readonly storeId: EntityId;
  /** Null when the role is the one that the store remembers. */
  readonly signedIn: SignedIn | null;
  /** Of the session that is taken up again after core died; left out, it is a new one. */
  readonly sessionId?: EntityId;
}

/** Whether an organisation that has no store here yet may get one. */
export type SignInPurpose = 'enter' | 'add-organisation';

/**
 * Where the way in stands inside core. `rest`: nobody is on the way; the store is open or not, and that decides what the
 * page sees. `known`: signed in as somebody who has a PIN here. The others are the stages of the contract.
 */
export type Stage =
  | { readonly at: 'rest' }
  | { readonly at: 'browser'; readonly attempt: SignInAttempt; readonly purpose: SignInPurpose }
  | { readonly at: 'known'; readonly signedIn: SignedIn; readonly userId: EntityId }
  | { readonly at: 'grant'; readonly signedIn: SignedIn }
  | { readonly at: 'pin'; readonly signedIn: SignedIn; readonly key: Uint8Array }
  | { readonly at: 'recovery'; readonly entry: Entry; readonly recoveryKey: string };

type OpenState = Extract<AccessState, { stage: 'open' }>;

/** What a state is made of besides the stage. */
export interface Surroundings {
  readonly open: Omit<OpenState, 'stage' | 'contour' | 'failure'> | null;
  /** Null when there is no store here. */
  readonly users: readonly KnownUser[] | null;
  readonly canSignIn: boolean;
  readonly waitSeconds: number;
  readonly contour: Contour;
  readonly failure: Failure | null;
}

export function openSurroundings(session: OpenSession, behind: Behind | null): Surroundings['open'] {
  const { sessionId, storeId, user, training } = session;
  return { sessionId, storeId, user, training: training !== null, organisations: [...(behind?.organisations ?? [])] };
}

/** The stage as pages see it. */
export function stateOf(stage: Stage, around: Surroundings): AccessState {
  const { canSignIn, waitSeconds, open } = around;
  const users = [...(around.users ?? [])];
  const failure = around.failure === null ? {} : { failure: around.failure };
  switch (stage.at) {
    case 'browser':
      return { stage: 'waiting-for-browser', expiresAt: stage.attempt.expiresAt };
    case 'known': {
      const only = users.filter((user) => user.userId === stage.userId);
      return { stage: 'locked', users: only, canSignIn, waitSeconds, ...failure };
    }
    case 'grant':
      return { stage: 'needs-grant', name: stage.signedIn.identity.name, users };
    case 'pin':
      return { stage: 'set-pin', name: stage.signedIn.identity.name, role: stage.signedIn.identity.role };
    case 'recovery':
      return { stage: 'recovery-key', recoveryKey: stage.recoveryKey };
    case 'rest':
      if (open !== null) {
        const contour = open.training ? 'training' : around.contour;
        return { stage: 'open', ...open, contour, ...failure };
      }
      if (around.users === null) return { stage: 'first-run', canSignIn, ...failure };
      return { stage: 'locked', users, canSignIn, waitSeconds, ...failure };
  }
}
