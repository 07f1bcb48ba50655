import type { DivisionNode } from '#shared/contract/areas.ts';
import type { Division } from '#shared/domain/entities.ts';
import { pathAbove, treeOf } from '#shared/rules/division-tree.ts';
import { foldText } from '#shared/text/fold.ts';
import { inOrder } from '#shared/text/in-order.ts';
import type { OpenPost } from './store.ts';

/** Adds who works there. A person counts once in a branch, however many posts they hold in it. */
export function counted(divisions: readonly Division[], posts: readonly OpenPost[]): DivisionNode[] {
  const tree = treeOf(divisions);
  const paths = new Map(divisions.map(({ id }) => [id, [id, ...pathAbove(id, tree)]]));
  const own = new Map(divisions.map(({ id }) => [id, new Set<string>()]));
  const branch = new Map(divisions.map(({ id }) => [id, { people: new Set<string>(), rate: 0 }]));
  for (const { divisionId, personId, rate } of posts) {
    own.get(divisionId)?.add(personId);
    for (const id of paths.get(divisionId) ?? []) {
      const of = branch.get(id);
      if (of === undefined) continue;
      of.people.add(personId);
      of.rate += rate;
    }
  }
  return divisions.map((division) => ({
    ...division,
    ownPeople: own.get(division.id)?.size ?? 0,
    branchPeople: branch.get(division.id)?.people.size ?? 0,
    branchRate: branch.get(division.id)?.rate ?? 0,
  }));
}

/**
 * Parents before children, siblings by name («отделение 2» before «отделение 10»). A division whose parent is not here,
 * or is below itself, stands at the top, so that none is lost.
 */
export function inTreeOrder<D extends Pick<Division, 'id' | 'parentId' | 'name'>>(nodes: readonly D[]): D[] {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, { node: D; key: string }[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const key = foldText(node.name).replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'));
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [{ node, key }]);
    else siblings.push({ node, key });
  }
  for (const siblings of children.values()) siblings.sort((a, b) => inOrder(a.key, b.key));
  const ordered: D[] = [];
  const placed = new Set<string>();
  const place = (node: D): void => {
    if (placed.has(node.id)) return;
    placed.add(node.id);
    ordered.push(node);
    for (const child of children.get(node.id) ?? []) place(child.node);
  };
  for (const { node } of children.get(null) ?? []) place(node);
  for (const node of nodes) place(node);
  return ordered;
}
