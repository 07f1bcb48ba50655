import { foldText } from '#shared/text/fold.ts';
import type { TreeLine } from './division-tree.ts';

/** What a key does in the tree besides walking through its cells: unfolds or folds the line, or goes to another one. */
export type TreeMove = 'toggle' | number;

/**
 * Keys of a tree grid as the ARIA Authoring Practices have it.
 *
 * @param onTree the focus is on the line itself or on its name, not on another cell
 * @param onLine the focus is on the line itself: there Home and End mean the first and the last line
 * @returns null where the grid does as it always does
 */
export function treeMove(
  key: string,
  lines: readonly TreeLine[],
  at: number,
  { onTree, onLine }: { readonly onTree: boolean; readonly onLine: boolean },
): TreeMove | null {
  const line = lines[at];
  if (line === undefined) return null;
  if (onLine && key === 'Home') return 0;
  if (onLine && key === 'End') return lines.length - 1;
  if (!onTree) return null;
  if (key === 'ArrowRight' && line.hasChildren) return line.expanded ? at + 1 : 'toggle';
  if (key !== 'ArrowLeft') return null;
  if (line.expanded) return 'toggle';
  return line.level > 1 ? lines.findLastIndex(({ level }, index) => index < at && level < line.level) : null;
}

/** Letters typed within this many milliseconds are one beginning. */
const PAUSE = 700;

/** Typed letters go to the next line whose name begins so, around the end of the list. */
export class TypeAhead {
  #typed = '';
  #last = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds, from any start @returns the line to go to, null when none begins so */
  find(letter: string, now: number, lines: readonly TreeLine[], at: number): number | null {
    const goesOn = now - this.#last < PAUSE;
    this.#last = now;
    this.#typed = foldText(goesOn ? this.#typed + letter : letter);
    // A first letter looks further; more letters may still mean the line where one is.
    const from = goesOn ? at : at + 1;
    for (let step = 0; step < lines.length; step++) {
      const index = (from + step) % lines.length;
      if (foldText(lines[index]?.node.name ?? '').startsWith(this.#typed)) return index;
    }
    return null;
  }
}
