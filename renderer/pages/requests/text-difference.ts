/** Two texts cut where they differ: `start + removed + end` was, `start + added + end` becomes. */
export interface TextDifference {
  readonly start: string;
  readonly removed: string;
  readonly added: string;
  readonly end: string;
}

/** The one part that changed. Characters that look like one (letter and accent) are never cut apart. */
export function differenceOf(from: string, to: string): TextDifference {
  const was = characters(from);
  const becomes = characters(to);
  const shorter = Math.min(was.length, becomes.length);
  let start = 0;
  while (start < shorter && was[start] === becomes[start]) start++;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === becomes[becomes.length - 1 - end]) end++;
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
