/** One line of output; the target holds for the ratio where there is a floor, else for the value. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB';
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly target: number;
}

export interface Contest {
  readonly name: string;
  readonly rounds: number;
  readonly target: number;
  /** Milliseconds of ours and of the floor, measured anew in each round. */
  ours(): Promise<number> | number;
  floor?(): Promise<number> | number;
}

/** Rounds of ours and of the floor take turns, so that a busy moment of the machine meets both; medians are reported. */
export async function compare(contest: Contest): Promise<Figure> {
  const ours: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < contest.rounds; round += 1) {
    if (contest.floor) floors.push(await contest.floor());
    ours.push(await contest.ours());
  }
  return figure(contest.name, quantile(ours, 0.5), contest.floor ? quantile(floors, 0.5) : null, contest.target);
}

export function figure(
  name: string,
  value: number,
  floor: number | null,
  target: number,
  unit: Figure['unit'] = 'ms',
): Figure {
  const ratio = floor === null ? null : round(value / floor);
  return { name, value: round(value), unit, floor: floor === null ? null : round(floor), ratio, target };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
