import type { Found } from './found.ts';

const KEPT = 12;

/** What this user opened from the palette in this session, the newest first; it goes with the session. */
export class Recent {
  #found: readonly Found[] = [];

  get found(): readonly Found[] {
    return this.#found;
  }

  add(found: Found): void {
    const others = this.#found.filter((one) => one.kind !== found.kind || one.of.id !== found.of.id);
    this.#found = [found, ...others].slice(0, KEPT);
  }
}
