import { DeskError } from '#shared/contract/result.ts';
import { LIMITS, limit } from './limits.ts';
import { NO_PASSPORT, type Table } from './table.ts';

const SEPARATORS = ['\t', ';', ','] as const;

/**
 * Text with columns: tab, semicolon or comma, whichever the header has most of. A cell that begins with a quotation
 * mark ends with one (RFC 4180); a mark inside a cell stands for itself.
 * @throws DeskError KD-6203 no header with two columns, or a quotation that never ends · KD-6202 over a limit
 */
export function readSeparated(text: string): Table {
  const header = text.slice(0, /\r?\n|\r|$/.exec(text)?.index ?? text.length);
  const separator = SEPARATORS.reduce((best, one) => (count(header, one) > count(header, best) ? one : best));
  if (count(header, separator) === 0) throw new DeskError('KD-6203');
  const lines = split(text, separator);
  const columns = (lines.next().value ?? []).map((title) => title.trim());
  const records: string[][] = [];
  for (const cells of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    records.push(columns.map((_, at) => cells[at]?.trim() ?? ''));
    limit('rows', records.length);
  }
  return { columns, records, passport: NO_PASSPORT };
}

function count(text: string, separator: string): number {
  return text.split(separator).length - 1;
}

function* split(text: string, separator: string): Generator<string[], undefined> {
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    if (cell.length > LIMITS.cell) limit('cell', cell.length);
    cells.push(cell);
    limit('columns', cells.length);
    at = end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    yield cells;
    cells = [];
  }
  if (cells.length > 0) yield cells;
  return undefined;
}

function plain(text: string, from: number, separator: string): [cell: string, end: number] {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return [text.slice(from, end), end];
}

function quoted(text: string, from: number): [cell: string, end: number] {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark === -1) throw new DeskError('KD-6203');
    parts.push(text.slice(at, mark));
    if (text[mark + 1] !== '"') {
      // Whatever follows the closing mark up to the separator belongs to nobody.
      let end = mark + 1;
      while (end < text.length && !'\t;,\n\r'.includes(text[end] ?? '')) end += 1;
      return [parts.join(''), end];
    }
    parts.push('"');
    at = mark + 2;
  }
}
