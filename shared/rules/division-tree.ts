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
  for (const other of indexOf(tree).named.get(placeOf(division)) ?? []) {
    if (other.id !== division.id && !isClosed(other, today)) return warning('KD-2224', { name: other.name });
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

/**
 * Who answers for a division: its own head, else that of the nearest division above which has one. A division between
 * them that has its own head keeps what is below it to itself.
 *
 * @param headOf the head that a division names itself
 * @returns the head, and the division that names them; null where nobody on the way up does
 */
export function headFor(
  id: string,
  tree: DivisionTree,
  headOf: (id: string) => string | null,
): { readonly personId: string; readonly divisionId: string } | null {
  for (const divisionId of [id, ...pathAbove(id, tree)]) {
    const personId = headOf(divisionId);
    if (personId !== null) return { personId, divisionId };
  }
  return null;
}

/** Levels that a division takes with what is below it: 1 for one without children, and for a new one. */
function heightOf(id: string, tree: DivisionTree): number {
  const { below } = indexOf(tree);
  const seen = new Set([id]);
  let height = 0;
  for (let level = [id]; level.length > 0; height += 1) {
    // A circle, which only a registry could send, ends where it began.
    level = level.flatMap((one) => below.get(one) ?? []).filter((one) => !seen.has(one));
    for (const one of level) seen.add(one);
  }
  return height;
}

/** A tree by what is asked of each of its thousands of divisions. */
interface TreeIndex {
  /** Divisions directly in each one. */
  readonly below: ReadonlyMap<string, readonly string[]>;
  /** Those of one name in one place. */
  readonly named: ReadonlyMap<string, readonly Branch[]>;
}

/** A tree that was asked of is not changed any more. */
const INDICES = new WeakMap<DivisionTree, TreeIndex>();

function indexOf(tree: DivisionTree): TreeIndex {
  const known = INDICES.get(tree);
  if (known !== undefined) return known;
  const below = new Map<string, string[]>();
  const named = new Map<string, Branch[]>();
  for (const branch of tree.values()) {
    if (branch.parentId !== null) into(below, branch.parentId, branch.id);
    into(named, placeOf(branch), branch);
  }
  const index = { below, named };
  INDICES.set(tree, index);
  return index;
}

function placeOf({ parentId, name }: Pick<Branch, 'parentId' | 'name'>): string {
  return `${parentId ?? ''} ${foldText(name)}`;
}

function into<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
