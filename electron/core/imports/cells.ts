/** A cell as a file holds it; days come as `YYYY-MM-DD`, what has no text as null. */
export type Cell = string | number | null;

export interface TableRow {
  /** Row of the file, counted from 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A table found in a file: its header and what stands below it. */
export interface Table {
  readonly sheet: string | null;
  /** Counted from 1; 0 where the file has no rows above its records (XML, JSON). */
  readonly headerRow: number;
  readonly titles: readonly string[];
  readonly rows: TableRow[];
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
}

/** A file of people is no larger; what is larger was made to do harm or is something else. */
export const LIMITS = { rows: 200_000, columns: 500, bytes: 200_000_000, cell: 10_000 } as const;

export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

export function isEmptyRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}
