import type { DivisionNode } from '#shared/contract/areas.ts';
import { isClosed } from '#shared/rules/division-tree.ts';
import { foldText } from '#shared/text/fold.ts';

/** A line of the tree as it stands on the screen. */
export interface TreeLine {
  readonly node: DivisionNode;
  /** 1 for the top, as `aria-level` counts. */
  readonly level: number;
  readonly hasChildren: boolean;
  readonly expanded: boolean;
  /** Place among its siblings and how many they are, for `aria-posinset` and `aria-setsize`. */
  readonly position: number;
  readonly siblings: number;
}

export interface TreeFilter {
  readonly text: string;
  readonly closed: boolean;
  /** What the columns are asked for; null while nothing is. */
  readonly holds: ((node: DivisionNode) => boolean) | null;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * The lines to show: children of expanded nodes, depth first in the order of `nodes`. While something is searched for or
 * asked of a column, what matches is shown with everything above it, expanded.
 */
export function treeLines(
  nodes: readonly DivisionNode[],
  expanded: ReadonlySet<string>,
  filter: TreeFilter,
): readonly TreeLine[] {
  const known = new Set(nodes.map(({ id }) => id));
  const shown = filter.closed ? nodes : nodes.filter((node) => !isClosed(node, filter.today));
  const searching = foldText(filter.text) !== '' || filter.holds !== null;
  const kept = searching ? matching(shown, filter) : null;
  const children = new Map<string | null, DivisionNode[]>();
  for (const node of shown) {
    if (kept !== null && !kept.has(node.id)) continue;
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [node]);
    else siblings.push(node);
  }
  const lines: TreeLine[] = [];
  const add = (parent: string | null, level: number): void => {
    const siblings = children.get(parent) ?? [];
    siblings.forEach((node, index) => {
      const hasChildren = children.has(node.id);
      const open = hasChildren && (searching || expanded.has(node.id));
      lines.push({ node, level, hasChildren, expanded: open, position: index + 1, siblings: siblings.length });
      if (open) add(node.id, level + 1);
    });
  };
  add(null, 1);
  return lines;
}

/** What matches by words of the name or by the end of the OID, and by its columns, and everything above it. */
function matching(nodes: readonly DivisionNode[], { text, holds }: TreeFilter): ReadonlySet<string> {
  const words = foldText(text).split(' ');
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kept = new Set<string>();
  for (const node of nodes) {
    const name = ` ${foldText(node.name)}`;
    const byName = words.every((word) => name.includes(` ${word}`));
    if (!byName && node.oid?.includes(text.trim()) !== true) continue;
    if (holds !== null && !holds(node)) continue;
    let at: DivisionNode | undefined = node;
    while (at !== undefined && !kept.has(at.id)) {
      kept.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return kept;
}

/** Planned beds and visits of the nearest divisions inside that have any; null where none has. */
export function sumBelow(
  nodes: readonly DivisionNode[],
  id: string,
): { readonly bedCount: number | null; readonly visitsPerShift: number | null } {
  const children = nodes.filter(({ parentId }) => parentId === id);
  const sum = (field: 'bedCount' | 'visitsPerShift'): number | null => {
    const known = children.flatMap((child) => child[field] ?? sumBelow(nodes, child.id)[field] ?? []);
    return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
  };
  return { bedCount: sum('bedCount'), visitsPerShift: sum('visitsPerShift') };
}
