/** One line of output; the target holds for the ratio where there is a floor, else for the value. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB';
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly target: number;
}

export function figure(
  name: string,
  value: number,
  floor: number | null,
  target: number,
  unit: Figure['unit'] = 'ms',
): Figure {
  if (!Number.isFinite(value) || floor === 0 || (floor !== null && !Number.isFinite(floor))) {
    throw new Error(`${name} was not measured: ${value} against ${floor}`);
  }
  const ratio = floor === null ? null : round(value / floor);
  return { name, value: round(value), unit, floor: floor === null ? null : round(floor), ratio, target };
}

export type Times<K extends string> = Readonly<Record<K, number[]>>;

/**
 * Measures several things in turns, so that a busy moment of the machine meets all of them. Every other round goes
 * backwards: what comes after a heavy neighbour does so only half of the time.
 *
 * @param subjects milliseconds of each, measured anew in each round
 */
export async function inTurns<K extends string>(
  rounds: number,
  subjects: Readonly<Record<K, (round: number) => Promise<number> | number>>,
): Promise<Times<K>> {
  const names = Object.keys(subjects) as K[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) times[name].push(await subjects[name](round));
  }
  return times;
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of all stay under, e.g. 0.95. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
