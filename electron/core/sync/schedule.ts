import { DeskError } from '#shared/contract/result.ts';
import type { Clock } from '../ports.ts';
import { delayAfter, waitUntil } from './backoff.ts';
import type { RunOptions, RunResult } from './engine.ts';

export interface ScheduleParts {
  readonly clock: Clock;
  readonly random: () => number;
  /** Between two runs; 0 means only by hand and after an approval. */
  readonly everySeconds: number;
  readonly run: (options: RunOptions) => Promise<RunResult>;
  /** When a request that failed may be tried again, ISO 8601; null when none waits. */
  readonly nextTryAt: () => string | null;
}

/** Decides when the next exchange begins: at the start, when the network is back, after an approval, and now and then. */
export class Schedule {
  readonly #parts: ScheduleParts;
  #stopTimer: (() => void) | null = null;
  #isOnline = true;
  #isStopped = false;
  #failures = 0;
  #isRunning = false;
  #isWanted = false;
  #nextAt: string | null = null;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** When the next run begins by itself, ISO 8601; null when none is planned. */
  get nextAt(): string | null {
    return this.#nextAt;
  }

  online(isOnline: boolean): void {
    const isBack = isOnline && !this.#isOnline;
    this.#isOnline = isOnline;
    if (isBack) void this.kick({ forced: true });
    else if (!isOnline) this.#clear();
  }

  /** Runs at once, or once more after the run under way: what called for it may have come too late for that one. */
  async kick(options: RunOptions): Promise<void> {
    if (this.#isStopped) return;
    if (this.#isRunning) {
      this.#isWanted = true;
      return;
    }
    await this.run(options);
  }

  /** One run, or the one under way; afterwards the next is planned. */
  async run(options: RunOptions): Promise<void> {
    if (this.#isStopped) return;
    this.#clear();
    if (this.#isRunning) {
      await this.#parts.run(options);
      return;
    }
    this.#isRunning = true;
    try {
      const { error } = await this.#parts.run(options);
      this.#failures = error === null ? 0 : this.#failures + 1;
      this.#plan(error);
    } finally {
      this.#isRunning = false;
    }
    if (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      await this.run({ forced: false });
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#clear();
  }

  #plan(error: unknown): void {
    const { clock } = this.#parts;
    if (this.#isStopped || !this.#isOnline) return;
    const { wait, isAsked } = this.#waitAfter(error);
    const retry = isAsked ? null : this.#untilRetry(error);
    const waits = retry === null ? [] : [retry];
    if (wait !== null) waits.push(wait);
    if (waits.length === 0) return;
    this.#clear();
    const pause = Math.min(...waits);
    this.#nextAt = new Date(clock.millis() + pause).toISOString();
    this.#stopTimer = clock.after(pause, () => {
      this.#clear();
      void this.run({ forced: false });
    });
  }

  /** Milliseconds until a request that failed is sent again; null when none is to be. */
  #untilRetry(error: unknown): number | null {
    const { clock, random, nextTryAt } = this.#parts;
    const next = nextTryAt();
    const wait = next === null ? null : waitUntil(next, clock.millis());
    if (error === null || wait !== 0) return wait;
    // It is due, but the run did not come so far: what stopped that one is in its way as well.
    return isPassing(error) ? delayAfter(this.#failures, error, random) : null;
  }

  /** `isAsked`: the registry has named the time, nothing comes before it. */
  #waitAfter(error: unknown): { wait: number | null; isAsked: boolean } {
    const { random, everySeconds } = this.#parts;
    const every = everySeconds > 0 ? everySeconds * 1000 : null;
    if (error === null || every === null || !isPassing(error)) return { wait: every, isAsked: false };
    const isAsked = error instanceof DeskError && error.params?.retryAfter !== undefined;
    return { wait: delayAfter(this.#failures, error, random), isAsked };
  }

  #clear(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#nextAt = null;
  }
}

/** Worth trying again soon; a stop by hand or a missing sign-in is not. */
function isPassing(error: unknown): boolean {
  return !(error instanceof DeskError) || (error.code !== 'KD-6002' && error.code !== 'KD-4004');
}
