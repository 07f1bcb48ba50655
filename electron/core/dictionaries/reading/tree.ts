import { DeskError } from '#shared/contract/result.ts';
import { parseDay } from '#shared/rules/dates.ts';
import { LIMITS, limit, overLimit } from './limits.ts';
import { NO_PASSPORT, type Passport, type Table } from './table.ts';

type Node = Readonly<Record<string, unknown>>;

/** @throws DeskError KD-6202 over a limit · KD-6203 no JSON, or without rows */
export function readJson(text: string): Table {
  limit('text', text.length);
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch (cause) {
    throw new DeskError('KD-6203', { cause });
  }
  return readTree(tree);
}

/**
 * The rows of the portal in a parsed file, however they are wrapped: the longest list of flat objects, or of lists of
 * `{column, value}`. What stands outside the list under the passport's names is the passport.
 * @throws DeskError KD-6202 over a limit · KD-6203 when there is neither rows nor passport
 */
export function readTree(tree: unknown): Table {
  const found: Found = { rows: [], passport: NO_PASSPORT };
  walk(tree, 0, found);
  if (found.rows.length === 0 && found.passport === NO_PASSPORT) throw new DeskError('KD-6203');
  limit('rows', found.rows.length);
  const columns = [...new Set(found.rows.flatMap((row) => [...row.keys()]))];
  limit('columns', columns.length);
  const records = found.rows.map((row) => columns.map((column) => row.get(column) ?? ''));
  return { columns, records, passport: found.passport };
}

interface Found {
  rows: readonly ReadonlyMap<string, string>[];
  passport: Passport;
}

function walk(node: unknown, depth: number, found: Found): void {
  if (depth > LIMITS.depth) throw overLimit('depth');
  if (Array.isArray(node)) {
    limit('rows', node.length);
    const rows = rowsOf(node);
    if (rows === null) for (const child of node) walk(child, depth + 1, found);
    else if (rows.length > found.rows.length) found.rows = rows;
    return;
  }
  if (!isNode(node)) return;
  found.passport = passportOf(node, found.passport);
  for (const child of Object.values(node)) walk(child, depth + 1, found);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null when these are no rows. */
function rowsOf(list: readonly unknown[]): ReadonlyMap<string, string>[] | null {
  const rows: ReadonlyMap<string, string>[] = [];
  for (const item of list) {
    const row = rowOf(item);
    if (row === null) return null;
    rows.push(row);
  }
  // A list of `{column, value}` is one row of its parent, and the passport lists versions and keys the same way.
  return rows.length > 0 && rows.some((row) => row.size > 1 && !(row.size === 2 && row.has('column'))) ? rows : null;
}

function rowOf(item: unknown): ReadonlyMap<string, string> | null {
  const cells = cellsOf(item);
  if (cells !== null) return cells;
  if (!isNode(item)) return null;
  const row = new Map<string, string>();
  for (const [name, value] of Object.entries(item)) {
    const text = textOf(value);
    if (text === null) return null;
    row.set(name, text);
  }
  return row;
}

/** `[{column, value}]`, also as the only child of an element. */
function cellsOf(item: unknown): ReadonlyMap<string, string> | null {
  const list = isNode(item) && Object.keys(item).length === 1 ? Object.values(item)[0] : item;
  if (!Array.isArray(list) || list.length === 0) return null;
  const row = new Map<string, string>();
  for (const cell of list) {
    if (!isNode(cell) || !('column' in cell)) return null;
    const value = textOf(cell.value ?? null);
    if (typeof cell.column !== 'string' || value === null) return null;
    row.set(cell.column, value);
  }
  return row;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' || typeof value === 'function') return null;
  const text = String(value).trim();
  limit('cell', text.length);
  return text;
}

const NAMES = {
  oid: ['oid', 'identifier'],
  name: ['fullName', 'full_name', 'shortName', 'title', 'name'],
  version: ['version', 'ver'],
  publishedOn: ['publishDate', 'publish_date', 'lastUpdate', 'date'],
} as const;
const OID = /^\d+(\.\d+){3,}$/;

/** What the node says itself; what was said before, higher up, stays. */
function passportOf(node: Node, before: Passport): Passport {
  const said = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = Object.hasOwn(node, name) ? node[name] : undefined;
      if ((typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '')
        return String(value).trim();
    }
    return null;
  };
  const oid = said(NAMES.oid);
  const version = said(NAMES.version);
  if (version === null && (oid === null || !OID.test(oid))) return before;
  const day = said(NAMES.publishedOn);
  return {
    oid: before.oid ?? (oid !== null && OID.test(oid) ? oid : null),
    name: before.name ?? said(NAMES.name),
    version: before.version ?? version,
    publishedOn: before.publishedOn ?? (day === null ? null : dayOf(day)),
  };
}

function dayOf(text: string): string | null {
  return parseDay(text.slice(0, 10));
}
