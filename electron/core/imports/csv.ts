import type { TableRow } from './cells.ts';

const DELIMITERS = [';', '\t', ',', '|'] as const;
/** Enough of the beginning to tell delimiters apart. */
const SAMPLE = 20_000;

/** The delimiter that gives most of the first rows the same number of columns; the one with more columns wins a tie. */
export function guessDelimiter(text: string): string {
  let best: string = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>();
    for (const { cells } of readCsv(text.slice(0, SAMPLE), delimiter)) {
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
    for (const [width, rows] of widths) {
      if (rows * width <= bestScore) continue;
      best = delimiter;
      bestScore = rows * width;
    }
  }
  return best;
}

/** Rows as RFC 4180 has them: quotes around a cell, doubled inside; line ends of any system, also inside quotes. */
export function* readCsv(text: string, delimiter: string): Generator<TableRow> {
  let cells: string[] = [];
  let row = 1;
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        const end = quote === -1 ? text.length : quote;
        cell += text.slice(from, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        from = at + 1;
      }
    }
    const end = endOfCell(text, at, delimiter);
    cell += text.slice(at, end);
    cells.push(cell);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      cells.push('');
    } else if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else at += 1;
    yield { row, cells };
    cells = [];
    row += 1;
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let end = from;
  while (end < text.length) {
    const character = text[end];
    if (character === delimiter || character === '\n' || character === '\r') break;
    end += 1;
  }
  return end;
}
