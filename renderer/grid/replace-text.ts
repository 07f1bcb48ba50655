export interface Search {
  readonly find: string;
  readonly matchCase: boolean;
  /** The cell must say it and nothing else. */
  readonly whole: boolean;
}

/** Whether a text of a cell is found; without `matchCase` «ё» is «е» too. */
export function isFound(text: string, search: Search): boolean {
  return search.find !== '' && replaceIn(text, search, '') !== null;
}

/**
 * The text with every find replaced; null where nothing is found.
 *
 * @param replacement taken as it is
 */
export function replaceIn(text: string, { find, matchCase, whole }: Search, replacement: string): string | null {
  if (find === '') return null;
  const [inside, wanted] = matchCase ? [text, find] : [folded(text), folded(find)];
  if (whole) return inside === wanted ? replacement : null;
  let result = '';
  let from = 0;
  for (let at = inside.indexOf(wanted); at !== -1; at = inside.indexOf(wanted, from)) {
    result += text.slice(from, at) + replacement;
    from = at + wanted.length;
  }
  return from === 0 ? null : result + text.slice(from);
}

/** Letter by letter, so that places in it are places in the text. */
function folded(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const lower = text.charAt(at).toLowerCase();
    if (lower.length !== 1) return text.charAt(at);
    return lower === 'ё' ? 'е' : lower;
  }).join('');
}
