import type { DivisionNode } from '#shared/contract/areas.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { foldText } from '#shared/text/fold.ts';
import type { CallContext } from '../core.ts';
import type { Clock } from '../ports.ts';
import type { DivisionStore } from './store.ts';

export function createDivisions({
  store,
  clock,
}: {
  readonly store: DivisionStore;
  readonly clock: Clock;
}): Handlers<'divisions', CallContext> {
  return {
    organisation: () => store.organisation(),
    tree: () => ({ nodes: inTreeOrder(store.nodes(clock.today())) }),
  };
}

/**
 * Parents before children, siblings by name («отделение 2» before «отделение 10»). A division whose parent is not here,
 * or is below itself, stands at the top, so that none is lost.
 */
export function inTreeOrder(nodes: readonly DivisionNode[]): DivisionNode[] {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, { node: DivisionNode; key: string }[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const key = foldText(node.name).replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'));
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [{ node, key }]);
    else siblings.push({ node, key });
  }
  for (const siblings of children.values()) siblings.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const ordered: DivisionNode[] = [];
  const placed = new Set<string>();
  const place = (node: DivisionNode): void => {
    if (placed.has(node.id)) return;
    placed.add(node.id);
    ordered.push(node);
    for (const child of children.get(node.id) ?? []) place(child.node);
  };
  for (const { node } of children.get(null) ?? []) place(node);
  for (const node of nodes) place(node);
  return ordered;
}
