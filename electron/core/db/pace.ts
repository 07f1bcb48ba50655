/** Milliseconds of a turn: one that is shorter lets the next one do more, one that is longer less. */
const SHORT = 40;
const LONG = 120;
const AT_MOST = 8;

/**
 * How much of a long work is done in one transaction. Each costs a wait for the disk, and keeps everybody else waiting:
 * turns grow to a fraction of a second on any machine, so that whoever stops the work hardly waits either.
 */
export class Pace {
  #size = 1;

  /** Portions of the next turn. */
  get size(): number {
    return this.#size;
  }

  /** @param ms how long the turn took */
  took(ms: number): void {
    if (ms < SHORT) this.#size = Math.min(AT_MOST, this.#size * 2);
    else if (ms > LONG) this.#size = Math.max(1, Math.floor(this.#size / 2));
  }

  /** Does one turn. */
  turn<T>(act: (size: number) => T): T {
    const began = performance.now();
    try {
      return act(this.#size);
    } finally {
      this.took(performance.now() - began);
    }
  }
}
