import type { grid as ru } from '../ru/grid.ts';
import { counted, number } from './counting.ts';

const cells = (count: number) => counted(count, { one: 'cell', other: 'cells' });

export const grid: typeof ru = {
  pasted: (count) => `Pasted: ${cells(count)}`,
  cleared: (count) => `Cleared: ${cells(count)}`,
  filled: (count) => `Filled: ${cells(count)}`,
  copied: (count) => `Copied: ${cells(count)}`,
  notCopied: 'Not copied: come back to the window and try again.',
  tooMany: (limit) => `At most ${number(limit)} cells can be changed at once: choose fewer.`,
  details: (refused, locked, outside) =>
    [
      refused > 0 && `with errors ${number(refused)}`,
      locked > 0 && `read only ${number(locked)}`,
      outside > 0 && `beyond the list ${number(outside)}`,
    ]
      .filter((part) => part !== false)
      .join(', '),
  findReplace: 'Find and replace in the table',
  find: 'Find',
  replaceWith: 'Replace with',
  matchCase: 'Match case',
  wholeCell: 'Whole cell',
  findNext: 'Find next',
  replaceAll: 'Replace all',
  found: (count) => (count === 0 ? 'Nothing found' : `Found: ${cells(count)}`),
  replaced: (count) => `Replaced: ${cells(count)}`,
  row: (at, total) => `Row ${number(at)} of ${number(total)}`,
  chosen: (rows, columns) => `Chosen ${number(rows)} × ${number(columns)}`,
  filledCells: (count) => `Filled ${number(count)}`,
  distinct: (count) => `${number(count)} distinct`,
  sum: (value) => `Sum ${value}`,
  average: (value) => `Average ${value}`,
  /** The first and the last of the days chosen. */
  span: (first, last) => `${first} – ${last}`,
};
