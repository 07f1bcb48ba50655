import type { Cell } from './cells.ts';

type Node = Readonly<Record<string, unknown>>;

/** A record of a file as its columns, named by the path of elements: `General/Surname`, `Post/Name`. */
type Columns = Map<string, string>;

export interface Records {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * The two files of the former federal register (ФРМП): `ArrayOfEmployee`, one `Employee` a person with a `CardRecord`
 * for each employment, and `ArrayOfStaffEntry`, one `StaffEntry` for each post of a division; versions 1.4 and 2.0 differ
 * in their elements, so that every element becomes a column of its own. Null where the tree is neither.
 */
export function medStaffRecords(tree: unknown): Records | null {
  if (!isNode(tree)) return null;
  if ('ArrayOfEmployee' in tree) return tabled(children(tree.ArrayOfEmployee, 'Employee').flatMap(employments));
  if ('ArrayOfStaffEntry' in tree)
    return tabled(children(tree.ArrayOfStaffEntry, 'StaffEntry').map((entry) => flat(entry)));
  return null;
}

const CARDS = 'CardRecordList';

/** A person once for each employment, or once without one. */
function employments(employee: unknown): Columns[] {
  if (!isNode(employee)) return [];
  const { [CARDS]: cards, ...others } = employee;
  const person = flat(others);
  const records = children(cards, 'CardRecord').map((card) => flat(card));
  return records.length === 0 ? [person] : records.map((record) => new Map([...record, ...person]));
}

/** A value that the exporter left out is `nil` or an empty element. */
function flat(node: unknown, path: string[] = [], into: Columns = new Map()): Columns {
  if (Array.isArray(node)) {
    for (const item of node) flat(item, path, into);
  } else if (isNode(node)) {
    for (const [name, child] of Object.entries(node)) if (name !== 'nil') flat(child, [...path, name], into);
  } else if (typeof node === 'string' && node.trim() !== '' && path.length > 0) {
    const title = path.filter((name) => name !== '#text').join('/');
    const before = into.get(title);
    into.set(title, before === undefined ? node.trim() : `${before}; ${node.trim()}`);
  }
  return into;
}

function children(parent: unknown, name: string): unknown[] {
  const found = isNode(parent) ? parent[name] : undefined;
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

function tabled(records: readonly Columns[]): Records {
  const titles = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return { titles, rows: records.map((record) => titles.map((title) => record.get(title) ?? null)) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
