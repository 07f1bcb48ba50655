/** Two texts cut where they differ: `start + removed + end` was, `start + added + end` becomes. */
export interface TextDifference {
  readonly start: string;
  readonly removed: string;
  readonly added: string;
  readonly end: string;
}

/** Less in common than this share of the longer text says nothing: then all of it has changed. */
const IN_COMMON = 1 / 3;

/** The one part that changed. Characters that look like one (letter and accent) are never cut apart. */
export function differenceOf(from: string, to: string): TextDifference {
  const was = characters(from);
  const becomes = characters(to);
  const shorter = Math.min(was.length, becomes.length);
  let start = 0;
  while (start < shorter && was[start] === becomes[start]) start++;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === becomes[becomes.length - 1 - end]) end++;
  if (start + end < Math.max(was.length, becomes.length) * IN_COMMON) {
    return { start: '', removed: from, added: to, end: '' };
  }
  return {
    start: was.slice(0, start).join(''),
    removed: was.slice(start, was.length - end).join(''),
    added: becomes.slice(start, becomes.length - end).join(''),
    end: end === 0 ? '' : was.slice(-end).join(''),
  };
}

function characters(text: string): string[] {
  return Array.from(new Intl.Segmenter('ru', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}
