/**
 * The clipboard text of a spreadsheet: cells by TAB, rows by line breaks, cells with a TAB, a line break or a quote are
 * quoted and their quotes doubled (as Excel and LibreOffice write it). The line break that ends the last row adds no row.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { value, next } = readCell(text, at);
    row.push(value);
    if (text[next] === '\t') {
      at = next + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (next >= text.length) break;
    at = next + (text.startsWith('\r\n', next) ? 2 : 1);
    if (at >= text.length) break;
  }
  return rows.length === 1 && rows[0]?.length === 1 && rows[0][0] === '' ? [] : rows;
}

function readCell(text: string, from: number): { value: string; next: number } {
  if (text[from] === '"') {
    const quoted = readQuoted(text, from);
    if (quoted !== null) return quoted;
  }
  let next = from;
  while (next < text.length && text[next] !== '\t' && text[next] !== '\n' && text[next] !== '\r') next++;
  return { value: text.slice(from, next), next };
}

/** Null where the quote is a character of the value («"Ромашка" ООО»), not the start of a quoted cell. */
function readQuoted(text: string, from: number): { value: string; next: number } | null {
  let value = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) return null;
    value += text.slice(at, close);
    const after = text[close + 1];
    if (after === '"') {
      value += '"';
      at = close + 2;
      continue;
    }
    if (after === undefined || after === '\t' || after === '\n' || after === '\r') return { value, next: close + 1 };
    return null;
  }
}

/** One row of cells as clipboard text. */
export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoteCell).join('\t')).join('\r\n');
}

function quoteCell(value: string): string {
  return /["\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
