import type { TypedValue } from './edit-buffer.ts';
import type { EditSession } from './edit-session.ts';
import type { GridColumn, Typed } from './grid-model.ts';
import type { Rect } from './range.ts';
import { readColumn } from './read-column.ts';
import type { RowWindow } from './row-window.ts';

export interface WriteOutcome {
  /** Cells that took a value, right or wrong. */
  readonly written: number;
  /** Of them, cells whose value a rule refused. */
  readonly refused: number;
  /** Cells that may not be edited. */
  readonly locked: number;
  /** Cells that lie beyond the last row or column. */
  readonly outside: number;
}

/** What writing into many cells needs to know of the grid. */
export interface GridCells<R> {
  /** Columns as they stand, undefined where no field is. */
  readonly positions: readonly (GridColumn<R> | undefined)[];
  readonly columns: readonly GridColumn<R>[];
  readonly rowWindow: RowWindow<R>;
  readonly session: EditSession<R>;
  readonly today: string;
  readonly locked: (column: GridColumn<R>, row: R) => boolean;
}

/** What goes into the cell so many rows down and columns right of the first one; null leaves it as it is. */
type TypedAt<R> = (down: number, right: number, column: GridColumn<R>) => Typed | null;

/** Writes into the cells of `rect` as one edit, undone as one. Rows not loaded yet are loaded. */
export async function writeCells<R>(grid: GridCells<R>, rect: Rect, typedAt: TypedAt<R>): Promise<WriteOutcome> {
  const { positions, rowWindow, session } = grid;
  await rowWindow.ensure(rect.top, rect.bottom);
  const { rows } = rowWindow.state();
  const typed: TypedValue[] = [];
  let locked = 0;
  let outside = 0;
  for (let rowIdx = rect.top; rowIdx <= rect.bottom; rowIdx++) {
    const row = rows[rowIdx] ?? null;
    for (let idx = rect.left; idx <= rect.right; idx++) {
      const column = positions[idx];
      if (row === null || idx >= positions.length) {
        outside++;
        continue;
      }
      if (column === undefined || grid.locked(column, row)) {
        locked++;
        continue;
      }
      const given = typedAt(rowIdx - rect.top, idx - rect.left, column);
      const read = given === null ? null : readColumn(column, row, given, grid);
      if (read !== null) typed.push(read);
    }
  }
  void session.type(typed);
  const refused = typed.filter(({ refusal }) => refusal !== null).length;
  return { written: typed.length, refused, locked, outside };
}
