import type { ColumnFilter, ColumnState } from '#shared/contract/column-filter.ts';

/** What the heads of a grid offer besides their order; a grid without it has plain heads. */
export interface ColumnHeads {
  readonly filters: Readonly<Record<string, ColumnFilter | undefined>>;
  /** States that a column may be asked for. */
  readonly statesOf: (key: string) => readonly ColumnState[];
  /** `null` takes the filter of the column away. */
  readonly onFilter: (key: string, filter: ColumnFilter | null) => void;
  /** Absent where the columns lie as they are. */
  readonly laying?: ColumnLaying;
}

/** How the user lays the columns from their heads. */
export interface ColumnLaying {
  /** The column that cannot be hidden, where there is one. */
  readonly always?: string | undefined;
  readonly onHide: (key: string) => void;
  /** All columns up to this one stay in sight; none for null. */
  readonly onFreeze: (key: string | null) => void;
  /** A head was dropped on another one. */
  readonly onMove: (key: string, to: string) => void;
}
