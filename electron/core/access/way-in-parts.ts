import type { Policy } from '#shared/contract/policy.ts';
import type { Failure } from '#shared/contract/result.ts';
import { traceOf } from '#shared/contract/trace.ts';
import { failureOf } from '../failures.ts';
import type { Ports } from '../ports.ts';
import type { Attempts } from './attempts.ts';
import type { Entrance } from './entrance.ts';
import type { KdfCost } from './kdf.ts';
import { knownUsers } from './keyslots.ts';
import type { Proofs } from './proofs.ts';
import type { Exclusive } from './queue.ts';
import type { Removal } from './removal.ts';
import type { SessionKeeper } from './session.ts';
import type { SignInAttempt } from './sign-in.ts';
import { openSurroundings, type Surroundings } from './stage.ts';
import type { StepUp } from './step-up.ts';
import type { TrainingNames } from './training.ts';
import type { Vault } from './vault.ts';

/** What the stages of the way in are made of. */
export interface WayInParts extends Pick<Ports, 'clock' | 'ids' | 'log' | 'emit'> {
  readonly policy: Policy | null;
  readonly exclusive: Exclusive;
  readonly vault: Vault;
  readonly keeper: SessionKeeper;
  readonly entrance: Entrance;
  readonly removal: Removal;
  readonly attempts: () => Attempts;
  readonly proofs: Proofs;
  readonly stepUp: StepUp;
  readonly startSignIn: (policy: Policy) => SignInAttempt;
  readonly kdfCost: () => Promise<KdfCost>;
  readonly training: TrainingNames;
}

/** What the pages are told besides the stage. @param failure of the last step, or what stands in the way */
export function surroundingsOf({ vault, keeper, policy, attempts }: WayInParts, failure: Failure | null): Surroundings {
  const session = keeper.current();
  const slots = vault.slots();
  return {
    open: session === null ? null : openSurroundings(session, keeper.behind()),
    users: slots === null ? null : knownUsers(slots),
    canSignIn: policy !== null && vault.problem() === null,
    waitSeconds: attempts().waitSeconds(),
    contour: policy?.contour ?? 'training',
    failure,
  };
}

/** Writes a refusal to the log. @returns it as a page is told of it */
export function noted({ ids, log }: Pick<WayInParts, 'ids' | 'log'>, error: unknown): Failure {
  const failure = failureOf(error, ids.next());
  const { code, correlationId } = failure;
  log.warn('access.failed', { code, correlationId, ...traceOf(error) });
  return failure;
}
