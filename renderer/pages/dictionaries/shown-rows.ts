import { foldText } from '#shared/text/fold.ts';
import { type CodeOption, isClosed } from '../../grid/code-index.ts';

export interface RowFilter {
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly closed: boolean;
}

/**
 * Rows that fit, in the order of the dictionary, with the headings above them; a heading without rows below it is shown
 * only when it fits itself.
 */
export function shownRows(options: readonly CodeOption[], { text, day, closed }: RowFilter): CodeOption[] {
  const words = foldText(text)
    .split(' ')
    .filter((word) => word !== '');
  const fits = ({ code, name }: CodeOption): boolean => {
    if (words.length === 0) return true;
    const folded = ` ${foldText(name)}`;
    return code === text.trim() || words.every((word) => folded.includes(` ${word}`));
  };
  const shown: CodeOption[] = [];
  /** Headings above the present row that are not shown yet. */
  let waiting: CodeOption[] = [];
  for (const option of options) {
    waiting = waiting.filter(({ depth }) => depth < option.depth);
    const found = fits(option) && (closed || !isClosed(option, day));
    if (option.group && !(found && words.length > 0)) {
      waiting.push(option);
      continue;
    }
    if (!found) continue;
    shown.push(...waiting, option);
    waiting = [];
  }
  return shown;
}
