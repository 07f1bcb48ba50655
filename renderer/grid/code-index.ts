import type { DictionaryRow } from '#shared/contract/dictionaries.ts';
import { asRussianLayout, foldText, maybeWrongLayout } from '#shared/text/fold.ts';

/** A choice of a picker: a row of a dictionary, a division, a fixed code. */
export interface CodeOption {
  readonly code: string;
  readonly name: string;
  /** Orders the list and cannot be chosen. */
  readonly group: boolean;
  /** Closed after this day. */
  readonly closedOn: string | null;
  /** Depth in a tree, 0 for flat lists. */
  readonly depth: number;
}

/** Look-up of one dictionary by code, by name and by the first letters of words. */
export interface CodeIndex {
  readonly options: readonly CodeOption[];
  readonly byCode: ReadonlyMap<string, CodeOption>;
  /** Folded name → code, of options that can be chosen; what was pasted is found here. */
  readonly byName: ReadonlyMap<string, string>;
}

export const EMPTY_CODES: CodeIndex = { options: [], byCode: new Map(), byName: new Map() };

export function indexCodes(options: readonly CodeOption[]): CodeIndex {
  const byName = new Map<string, string>();
  for (const { code, name, group } of options) {
    const key = foldText(name);
    if (!group && !byName.has(key)) byName.set(key, code);
  }
  return { options, byCode: new Map(options.map((option) => [option.code, option])), byName };
}

/** Groups come before their members, rows without a known parent stand at the top level. */
export function optionsOfDictionary(rows: readonly DictionaryRow[]): CodeOption[] {
  const children = new Map<string | null, DictionaryRow[]>();
  const known = new Set(rows.map(({ code }) => code));
  for (const row of rows) {
    const parent = row.parent !== null && known.has(row.parent) && row.parent !== row.code ? row.parent : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [row]);
    else siblings.push(row);
  }
  const options: CodeOption[] = [];
  const seen = new Set<string>();
  const add = (parent: string | null, depth: number): void => {
    for (const { code, name, group, closedOn } of children.get(parent) ?? []) {
      if (seen.has(code)) continue;
      seen.add(code);
      options.push({ code, name, group, closedOn, depth });
      add(code, depth + 1);
    }
  };
  add(null, 0);
  // Rows whose parents form a circle are reachable from nowhere; they are still choices.
  for (const { code, name, group, closedOn } of rows) {
    if (!seen.has(code)) options.push({ code, name, group, closedOn, depth: 0 });
  }
  return options;
}

export function isClosed(option: CodeOption, on: string): boolean {
  return option.closedOn !== null && option.closedOn < on;
}

/**
 * Options open on the day that fit what was typed: each word begins a word of the name, or the text begins the code.
 * Those whose name begins with the text come first. Everything, in its own order, while nothing is typed. Closed ones
 * are told only where nothing open fits: whoever looks for one learns why it is not there. Text of the Latin layout that
 * fits nothing is tried as if it had been typed on the Russian one.
 */
export function searchCodes(index: CodeIndex, typed: string, on: string): readonly CodeOption[] {
  const found = search(index, foldText(typed), on);
  if (found.length > 0 || !maybeWrongLayout(typed)) return found;
  return search(index, foldText(asRussianLayout(typed)), on);
}

function search(index: CodeIndex, text: string, on: string): readonly CodeOption[] {
  if (text === '') return openOptions(index.options, on);
  const words = text.split(' ');
  const ranked: { option: CodeOption; rank: number }[] = [];
  for (const option of index.options) {
    if (option.group) continue;
    const name = foldText(option.name);
    const fits = words.every((word) => ` ${name}`.includes(` ${word}`));
    if (!fits && !option.code.startsWith(text)) continue;
    ranked.push({ option, rank: option.code === text ? 0 : name.startsWith(text) ? 1 : fits ? 2 : 3 });
  }
  const found = ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
  const open = found.filter((option) => !isClosed(option, on));
  return open.length > 0 ? open : found;
}

/** In their own order; a heading that would stand alone is left out. */
function openOptions(options: readonly CodeOption[], on: string): readonly CodeOption[] {
  const shown: CodeOption[] = [];
  let depthBelow = 0;
  // From the end: what stands below a heading is known when its turn comes.
  for (const option of options.toReversed()) {
    if (isClosed(option, on) || (option.group && depthBelow <= option.depth)) continue;
    shown.push(option);
    depthBelow = option.depth;
  }
  return shown.toReversed();
}

/** The code that a typed or pasted text means: a code, or the whole name; undefined when neither. */
export function codeOf(index: CodeIndex, typed: string): string | undefined {
  const option = index.byCode.get(typed.trim());
  if (option !== undefined && !option.group) return option.code;
  return index.byName.get(foldText(typed));
}
