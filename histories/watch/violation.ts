export type Invariant = `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14}`;

/** One of the invariants of the exchange does not hold. */
export class Violation extends Error {
  readonly invariant: Invariant;

  constructor(invariant: Invariant, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** @throws Violation unless it is so */
export function hold(invariant: Invariant, isSo: boolean, message: () => string): void {
  if (!isSo) throw new Violation(invariant, message());
}
