import { COMMANDS, type CommandId, type OfferedCommand } from '#shared/contract/commands.ts';

type Run = () => void;

/** What the parts of the screen can do now; two parts may offer the same, the one mounted last is asked. */
export class CommandOffers {
  readonly #offers = new Map<CommandId, (Run | null)[]>();
  #wanted: { readonly id: CommandId; readonly forget: () => void } | null = null;

  /** @param run null while it cannot be done. @returns takes the offer back */
  offer(id: OfferedCommand, run: Run | null): () => void {
    const all = this.#offers.get(id) ?? [];
    all.push(run);
    this.#offers.set(id, all);
    if (run !== null && this.#wanted?.id === id) {
      this.#wanted.forget();
      // After the page has been drawn and the frame has moved the focus to it.
      requestAnimationFrame(run);
    }
    return () => {
      all.splice(all.lastIndexOf(run), 1);
    };
  }

  isOffered(id: CommandId): boolean {
    return (this.#offers.get(id)?.length ?? 0) > 0;
  }

  /** What is not offered on the screen may be so on the page it belongs to. */
  isReady(id: CommandId): boolean {
    if (!this.isOffered(id)) return COMMANDS.get(id)?.section != null || id.startsWith('go.');
    return this.#offers.get(id)?.at(-1) !== null;
  }

  run(id: OfferedCommand): 'done' | 'not-now' | 'elsewhere' {
    const run = this.#offers.get(id)?.at(-1);
    run?.();
    return run === undefined ? 'elsewhere' : run === null ? 'not-now' : 'done';
  }

  /** The page it belongs to is being opened. Whoever goes on with something else meanwhile does not want it any more. */
  runOnceOffered(id: OfferedCommand): void {
    this.#wanted?.forget();
    const forget = (): void => {
      this.#wanted = null;
      for (const event of GOING_ON) window.removeEventListener(event, forget, true);
    };
    this.#wanted = { id, forget };
    for (const event of GOING_ON) window.addEventListener(event, forget, true);
  }
}

const GOING_ON = ['keydown', 'pointerdown'] as const;
