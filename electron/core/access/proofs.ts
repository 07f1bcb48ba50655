import { DeskError } from '#shared/contract/result.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { pinMinimum, pinProblem } from '#shared/rules/pin.ts';
import type { Attempts } from './attempts.ts';
import { openByPin, openByRecovery } from './keyslots.ts';
import { parseRecoveryKey } from './recovery-key.ts';
import type { Vault } from './vault.ts';

export type GrantInput = { readonly userId: EntityId; readonly pin: string } | { readonly recoveryKey: string };

/** What somebody shows at the door, turned into the database key. */
export interface Proofs {
  /** @throws DeskError KD-1003 wrong · KD-1004 wait · KD-1011 nobody of this id has a PIN here */
  byPin(userId: EntityId, pin: string): Promise<Uint8Array>;
  /** 145 random bits need no delay. @throws DeskError KD-1006 */
  byRecoveryKey(typed: string): Uint8Array;
}

export interface ProofsParts {
  readonly vault: Vault;
  readonly attempts: () => Attempts;
  /** A try was wrong; there may be a delay now. */
  readonly onWrong: () => void;
}

export function createProofs({ vault, attempts, onWrong }: ProofsParts): Proofs {
  return {
    async byPin(userId, pin) {
      const slots = vault.slots();
      if (!slots?.users.some((user) => user.userId === userId)) throw new DeskError('KD-1011');
      await attempts().charge();
      const key = await openByPin(slots, userId, pin);
      if (key === null) {
        onWrong();
        throw new DeskError('KD-1003');
      }
      await attempts().forgive();
      return key;
    },
    byRecoveryKey(typed) {
      const slots = vault.slots();
      const recoveryKey = parseRecoveryKey(typed);
      const key = slots === null || recoveryKey === null ? null : openByRecovery(slots, recoveryKey);
      if (key === null) throw new DeskError('KD-1006');
      return key;
    },
  };
}

/** @throws DeskError KD-1005 with the `minimum` length that holds for this kind of PIN */
export function checkPin(pin: string): void {
  if (pinProblem(pin) !== null) throw new DeskError('KD-1005', { params: { minimum: pinMinimum(pin) } });
}
