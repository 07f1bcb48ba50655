import type { Division } from '../domain/entities.ts';
import { foldText } from '../text/fold.ts';
import { error, type Finding, warning } from './finding.ts';

/** What the rules of the tree must know of a division. */
export type Branch = Pick<Division, 'id' | 'parentId' | 'level' | 'name' | 'liquidationDate'>;
export type DivisionTree = ReadonlyMap<string, Branch>;

/** A tree of the registry is no deeper. */
export const DEEPEST = 8;

/** Where each level may stand; null is the top. */
const MAY_STAND_IN: Readonly<Record<Division['level'], readonly (Division['level'] | null)[]>> = {
  division: [null, 'division'],
  section: ['division'],
  room: ['division', 'section'],
};

export function treeOf(divisions: readonly Branch[]): DivisionTree {
  return new Map(divisions.map((division) => [division.id, division]));
}

/**
 * Whether a division, new or moved with all that is below it, may stand in `parentId`.
 *
 * @returns KD-2221 it would stand in itself · KD-2222 a section or a room stands elsewhere · KD-2223 too deep
 */
export function checkParent(
  { id, level }: Pick<Branch, 'id' | 'level'>,
  parentId: string | null,
  tree: DivisionTree,
): Finding | null {
  const above = parentId === null ? [] : [parentId, ...pathAbove(parentId, tree)];
  if (above.includes(id)) return error('KD-2221', { name: tree.get(parentId ?? '')?.name ?? '' });
  const parent = parentId === null ? null : tree.get(parentId);
  if (parent === undefined) return error('KD-2004');
  if (!MAY_STAND_IN[level].includes(parent?.level ?? null)) return error('KD-2222');
  return above.length + heightOf(id, tree) > DEEPEST ? error('KD-2223', { maximum: DEEPEST }) : null;
}

/** An open sibling of the same name: lawful, and never meant. */
export function checkNameOfSiblings(
  division: Pick<Branch, 'id' | 'parentId' | 'name'>,
  tree: DivisionTree,
  today: string,
): Finding | null {
  const name = foldText(division.name);
  for (const other of tree.values()) {
    if (other.id === division.id || other.parentId !== division.parentId) continue;
    if (foldText(other.name) === name && !isClosed(other, today)) return warning('KD-2224', { name: other.name });
  }
  return null;
}

/** The day of liquidation is the last one. */
export function isClosed({ liquidationDate }: Pick<Branch, 'liquidationDate'>, day: string): boolean {
  return liquidationDate !== null && liquidationDate < day;
}

/** Everything above a division, the nearest first; a circle, which only a registry could send, ends where it began. */
export function pathAbove(id: string, tree: DivisionTree): string[] {
  const path: string[] = [];
  let at = tree.get(id)?.parentId ?? null;
  while (at !== null && at !== id && !path.includes(at)) {
    path.push(at);
    at = tree.get(at)?.parentId ?? null;
  }
  return path;
}

/** Levels that a division takes with what is below it: 1 for one without children, and for a new one. */
function heightOf(id: string, tree: DivisionTree): number {
  let height = 1;
  for (const other of tree.keys()) {
    const depth = pathAbove(other, tree).indexOf(id);
    if (depth >= 0) height = Math.max(height, depth + 2);
  }
  return height;
}
