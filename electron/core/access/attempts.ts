import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DeskError } from '#shared/contract/result.ts';
import type { Clock, Log } from '../ports.ts';
import { remove, whenMissing, writeDurably } from './durable-file.ts';

/** Tries without a delay. */
export const FREE_TRIES = 5;
/** Seconds to wait after the fifth wrong PIN, the sixth, and so on; the last one stays. */
const DELAYS = [30, 60, 120, 300, 600, 900];
const LONGEST = 900_000;
/** How often what is left of a delay is written down: a restart gains nobody more than this. */
const NOTE_EVERY = 10_000;

const AttemptsFile = z.object({
  failed: z.number().int().min(0).max(1_000_000),
  waitMilliseconds: z.number().int().min(0).max(LONGEST),
});

/** Counts wrong PINs and makes whoever guesses wait. */
export interface Attempts {
  /** Whole seconds until the next try, 0 when at once. */
  waitSeconds(): number;
  /** Counts a try before it is made, so that killing the program does not undo it. @throws DeskError KD-1004 */
  charge(): Promise<void>;
  /** The PIN was right: all is forgotten. */
  forgive(): Promise<void>;
  dispose(): Promise<void>;
}

export interface AttemptsParts {
  readonly path: string;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly log: Log;
  /** The delay has run out. */
  readonly onOver: () => void;
}

/**
 * The delay is counted down by the monotonic clock while the program runs, and what is left of it is kept on disk: no
 * change of the wall clock and no restart shortens it. A file that cannot be read costs the longest delay.
 */
export async function createAttempts({ path, clock, log, onOver }: AttemptsParts): Promise<Attempts> {
  const found = await load(path, log);
  let failed = found.failed;
  let waitFrom = clock.monotonic();
  let wait = found.waitMilliseconds;
  let stopTimer: () => void = () => undefined;

  const left = (): number => Math.max(0, Math.ceil(wait - (clock.monotonic() - waitFrom)));

  let saved: Promise<void> = Promise.resolve();
  /** One after the other, so that the last one written is the last one meant. */
  function save(): Promise<void> {
    saved = saved.then(write);
    return saved;
  }

  async function write(): Promise<void> {
    try {
      if (failed === 0) await remove(path);
      else await writeDurably(path, JSON.stringify({ failed, waitMilliseconds: left() }));
    } catch (error) {
      // A full disk must not keep out who knows the PIN; in memory the count goes on.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn('access.attempts.unsaved', { code });
    }
  }

  function arm(): void {
    stopTimer();
    const remaining = left();
    if (remaining === 0) return;
    stopTimer = clock.after(Math.min(remaining, NOTE_EVERY), () => {
      void save();
      if (left() === 0) onOver();
      else arm();
    });
  }

  function start(milliseconds: number): void {
    waitFrom = clock.monotonic();
    wait = milliseconds;
    arm();
  }

  start(wait);
  return {
    waitSeconds: () => Math.ceil(left() / 1_000),
    async charge() {
      const seconds = Math.ceil(left() / 1_000);
      if (seconds > 0) throw new DeskError('KD-1004', { params: { seconds } });
      failed += 1;
      start(delayAfter(failed) * 1_000);
      await save();
    },
    async forgive() {
      failed = 0;
      start(0);
      await save();
    },
    async dispose() {
      stopTimer();
      await save();
    },
  };
}

/** Seconds to wait after so many wrong PINs in a row. */
export function delayAfter(failed: number): number {
  if (failed < FREE_TRIES) return 0;
  return DELAYS[Math.min(failed - FREE_TRIES, DELAYS.length - 1)] ?? 0;
}

async function load(path: string, log: Log): Promise<z.infer<typeof AttemptsFile>> {
  try {
    const text = await readFile(path, 'utf8').catch(whenMissing(null));
    return text === null ? { failed: 0, waitMilliseconds: 0 } : AttemptsFile.parse(JSON.parse(text));
  } catch {
    log.warn('access.attempts.unreadable');
    return { failed: FREE_TRIES + DELAYS.length, waitMilliseconds: LONGEST };
  }
}
