import { useSyncExternalStore } from 'react';

/** A value that changes often and concerns few: only those who use it are painted again. */
export class LiveValue<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): T => this.#value;

  set(value: T): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}

export function useLive<T>(live: LiveValue<T>): T {
  return useSyncExternalStore(live.subscribe, live.get);
}
