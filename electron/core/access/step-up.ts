import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import type { Clock } from '../ports.ts';
import type { Proofs } from './proofs.ts';
import type { SessionKeeper } from './session.ts';

/** Milliseconds. */
export const STEP_UP_LASTS = 5 * 60_000;

/** Step-up: before what cannot be taken back the person shows once more that it is they who sit here. */
export interface StepUp {
  /**
   * Counts as a try at the door.
   * @throws DeskError KD-1001 closed · KD-1003 wrong · KD-1004 wait · KD-1012 the training clinic has no PIN
   */
  prove(pin: string): Promise<void>;
  /**
   * Passes for five minutes after the PIN, and always in the training clinic, where there is nothing to lose.
   * @throws DeskError KD-1001 closed · KD-1016 the PIN is asked for
   */
  require(): void;
}

export interface StepUpParts {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly keeper: Pick<SessionKeeper, 'current'>;
  readonly proofs: Pick<Proofs, 'byPin'>;
}

/** A proof belongs to its session, so it ends with it: at a lock, a sign-out, a switch to another organisation. */
export function createStepUp({ clock, keeper, proofs }: StepUpParts): StepUp {
  let proven: { readonly sessionId: EntityId; readonly at: number } | null = null;
  return {
    async prove(pin) {
      const session = keeper.current();
      if (session === null) throw new DeskError('KD-1001');
      if (session.training !== null) throw new DeskError('KD-1012');
      const key = await proofs.byPin(session.user.userId, pin);
      key.fill(0);
      proven = { sessionId: session.sessionId, at: clock.monotonic() };
    },
    require() {
      const session = keeper.current();
      if (session === null) throw new DeskError('KD-1001');
      if (session.training !== null) return;
      const isProven = proven?.sessionId === session.sessionId && clock.monotonic() - proven.at < STEP_UP_LASTS;
      if (!isProven) throw new DeskError('KD-1016');
    },
  };
}
