import type { StaffingFigures } from '#shared/contract/staffing.ts';
import type { StaffingPosition } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { type DivisionTree, pathAbove } from '#shared/rules/division-tree.ts';
import type { OccupancyRow } from '../entities/occupancy-store.ts';

/** A planned post with who takes it; `position` is null where people work and nothing is planned. */
export interface Line {
  readonly position: StaffingPosition | null;
  readonly divisionId: EntityId | null;
  readonly postCode: string | null;
  readonly figures: StaffingFigures;
}

type Place = Pick<OccupancyRow, 'divisionId' | 'postCode'>;
type Taken = Pick<StaffingFigures, 'busy' | 'main' | 'external' | 'away'>;

const NOBODY: Taken = { busy: 0, main: 0, external: 0, away: 0 };
export const NO_FIGURES: StaffingFigures = { rate: 0, ...NOBODY, vacancy: 0, over: 0 };
const PARTS = ['main', 'external', 'away'] as const;
const ALL = Object.keys(NO_FIGURES) as (keyof StaffingFigures)[];

/**
 * Puts the people of a day to the posts of a table by division and post; what several lines plan together is filled in
 * their order, and what is left over stands at the last. Posts with people and without a plan come at the end.
 */
export function linesOf(positions: readonly StaffingPosition[], occupancy: readonly OccupancyRow[]): Line[] {
  const groups = new Map<string, StaffingPosition[]>();
  for (const position of positions) {
    const key = keyOf(position);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [position]);
    else group.push(position);
  }
  const taken = new Map(occupancy.map((row) => [keyOf(row), takenOf(row)]));
  const planned = [...groups].flatMap(([key, group]) => shared(group, taken.get(key) ?? NOBODY));
  const outside = occupancy
    .filter((row) => !groups.has(keyOf(row)))
    .map((row) => lineOf(null, row, takenOf(row)))
    .filter(({ figures }) => figures.busy > 0);
  return [...planned, ...outside];
}

/** Sums of every division that has figures, by itself and with what is below it. */
export function totalsOf(
  lines: readonly Line[],
  tree: DivisionTree,
): Map<EntityId, { readonly own: StaffingFigures; readonly branch: StaffingFigures }> {
  const own = new Map<EntityId, StaffingFigures>();
  for (const { divisionId, figures } of lines) {
    if (divisionId !== null) own.set(divisionId, added(own.get(divisionId) ?? NO_FIGURES, figures));
  }
  const branch = new Map<EntityId, StaffingFigures>();
  for (const [id, figures] of own) {
    for (const at of [id, ...pathAbove(id, tree)]) branch.set(at, added(branch.get(at) ?? NO_FIGURES, figures));
  }
  return new Map([...branch].map(([id, sum]) => [id, { own: own.get(id) ?? NO_FIGURES, branch: sum }]));
}

export function sumOf(lines: readonly Line[]): StaffingFigures {
  return lines.reduce((sum, { figures }) => added(sum, figures), NO_FIGURES);
}

function added(a: StaffingFigures, b: StaffingFigures): StaffingFigures {
  const sum = { ...a };
  for (const name of ALL) sum[name] += b[name];
  return sum;
}

function keyOf({ divisionId, postCode }: Place): string {
  return `${divisionId ?? ''} ${postCode ?? ''}`;
}

/** A post of somebody who is away for long is taken all the same. */
function takenOf({ rate, mainRate, externalRate, awayRate }: OccupancyRow): Taken {
  return { busy: rate + awayRate, main: mainRate, external: externalRate, away: awayRate };
}

function shared(group: readonly StaffingPosition[], taken: Taken): Line[] {
  let filled = 0;
  return group.map((position, at) => {
    const left = taken.busy - filled;
    const busy = at === group.length - 1 ? left : Math.min(position.rate ?? 0, left);
    const share = { ...NOBODY, busy };
    // Rounded so that the parts of all lines make the whole again.
    const upTo = (part: number, of: number) => (taken.busy === 0 ? 0 : Math.round((part * of) / taken.busy));
    for (const part of PARTS) share[part] = upTo(taken[part], filled + busy) - upTo(taken[part], filled);
    filled += busy;
    return lineOf(position, position, share);
  });
}

function lineOf(position: StaffingPosition | null, { divisionId, postCode }: Place, taken: Taken): Line {
  const rate = position?.rate ?? 0;
  const vacancy = Math.max(0, rate - taken.busy);
  const over = Math.max(0, taken.busy - taken.away - rate);
  return { position, divisionId, postCode, figures: { rate, ...taken, vacancy, over } };
}
