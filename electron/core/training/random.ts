/** A small reproducible source of numbers (mulberry32): the same seed gives the same clinic on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0 ≤ x < limit, integer. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
}

/** A seed of its own for every person, so that each can be made alone and in any order. */
export function seedFor(seed: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  return h ^ (h >>> 15);
}

export interface Weighted<T> {
  pick(random: Random): T;
}

/** Picks by weight in logarithmic time. */
export function weighted<T>(items: readonly (readonly [item: T, weight: number])[]): Weighted<T> {
  const bounds: number[] = [];
  let total = 0;
  for (const [, weight] of items) {
    total += weight;
    bounds.push(total);
  }
  return {
    pick(random) {
      const point = random.next() * total;
      let low = 0;
      let high = bounds.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((bounds[middle] ?? 0) > point) high = middle;
        else low = middle + 1;
      }
      const found = items[low];
      if (found === undefined) throw new RangeError('Nothing to pick from');
      return found[0];
    },
  };
}
