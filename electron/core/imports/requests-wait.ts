import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { CallContext } from '../core.ts';

type Changes = Handlers<'changes', CallContext>;

/** Drafts stay where they are while an import is put into one of them: half of it must not be sent, nor taken back twice. */
export function whileNothingIsWritten(changes: Changes, isWriting: () => boolean): Changes {
  /** @throws DeskError KD-6106 an import is being written */
  function wait(): void {
    if (isWriting()) throw new DeskError('KD-6106');
  }
  return {
    ...changes,
    submit(input, context) {
      wait();
      return changes.submit(input, context);
    },
    withdraw(input, context) {
      wait();
      return changes.withdraw(input, context);
    },
    revert(input, context) {
      wait();
      return changes.revert(input, context);
    },
  };
}
