import { useSyncExternalStore } from 'react';
import type { Failure, Result } from '#shared/contract/result.ts';
import { call, failureOf } from './api.ts';

export type SavedState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'saving' }
  | { readonly phase: 'saved'; readonly at: string }
  | { readonly phase: 'failed'; readonly failure: Failure };

let state: SavedState = { phase: 'idle' };
let running = 0;
const listeners = new Set<() => void>();

function become(next: SavedState): void {
  state = next;
  for (const listener of listeners) listener();
}

/**
 * Tells the status bar about a write: «Сохраняем…», then «Сохранено 14:02» or «Не сохранено». Passes the answer and the
 * refusal on. Several writes at once count as one.
 */
export async function trackSaving<T>(write: Promise<T>): Promise<T> {
  running += 1;
  become({ phase: 'saving' });
  try {
    const answer = await write;
    running -= 1;
    if (running === 0 && state.phase === 'saving') become({ phase: 'saved', at: new Date().toISOString() });
    return answer;
  } catch (error) {
    running -= 1;
    become({ phase: 'failed', failure: failureOf(error) });
    throw error;
  }
}

/** The same for who goes on with a refusal as with an answer. */
export async function trackResult<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return { ok: true, value: await trackSaving(call(answer)) };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

/** At a lock or another user: nothing has been saved by them yet. */
export function forgetSaved(): void {
  become({ phase: 'idle' });
}

export const currentSaved = (): SavedState => state;

export function useSavedState(): SavedState {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, currentSaved);
}
