import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReportLine, TableShape } from './report.ts';
import { cellText, columnTitle, type Heading } from './text.ts';
import { LineDigest, type Written } from './xlsx.ts';

const BATCH = 500;
/** Excel knows by it that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What Excel in Russian Windows takes for the border of two cells. */
const SEPARATOR = ';';

/** Streams a report as a table of texts: a header row, then the lines as they are read on the screen. */
export async function writeCsv(
  path: string,
  report: TableShape,
  lines: Iterable<ReportLine>,
  _heading: Heading,
  progress: (records: number) => void,
  signal?: AbortSignal,
): Promise<Written> {
  const stream = createWriteStream(path, { encoding: 'utf8' });
  const digest = new LineDigest();
  let records = 0;
  let written = 0;
  try {
    stream.write(BYTE_ORDER_MARK + rowOf(report.columns.map(({ key }) => columnTitle(key))));
    for (const line of lines) {
      digest.add(line);
      const isRoom = stream.write(
        rowOf(line.cells.map((cell, at) => cellText(cell, report.columns[at]?.type ?? 'text'))),
      );
      if (line.style === 'normal') records += 1;
      written += 1;
      if (written % BATCH === 0) {
        progress(records);
        if (isRoom) await nextTurn();
        else await once(stream, 'drain', { signal });
        signal?.throwIfAborted();
      }
    }
  } finally {
    stream.end();
    await finished(stream);
  }
  progress(records);
  return { records, digest: digest.hex() };
}

function rowOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(SEPARATOR)}\r\n`;
}

/**
 * A text that a spreadsheet would take for a formula is shown as text by an apostrophe; signed numbers and phones stay as
 * they are.
 */
function quoted(cell: string): string {
  const text = /^[=@\t\r]|^[+-](?![\d ()\u00A0-]*$)/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
