import type { TypedValue } from './edit-buffer.ts';
import type { EditSession } from './edit-session.ts';
import type { CellPosition, GridColumn } from './grid-model.ts';
import { readColumn } from './read-column.ts';
import type { RowWindow } from './row-window.ts';

export interface PasteOutcome {
  /** Cells that took a value, right or wrong. */
  readonly pasted: number;
  /** Of them, cells whose value a rule refused. */
  readonly refused: number;
  /** Cells that may not be edited. */
  readonly locked: number;
  /** Cells that lie beyond the last row or column. */
  readonly outside: number;
}

/** The most that one call of the program takes. */
const LIMIT = 20_000;

interface Paste<R> {
  readonly block: readonly (readonly string[])[];
  /** The upper left cell. */
  readonly at: CellPosition;
  /** Columns as they stand, undefined where no field is. */
  readonly positions: readonly (GridColumn<R> | undefined)[];
  readonly columns: readonly GridColumn<R>[];
  readonly rowWindow: RowWindow<R>;
  readonly session: EditSession<R>;
  readonly today: string;
  readonly locked: (column: GridColumn<R>, row: R) => boolean;
}

/** Puts a block of the clipboard into the cells right and down of `at`, as one edit. Rows not loaded yet are loaded. */
export async function pasteBlock<R>(paste: Paste<R>): Promise<PasteOutcome> {
  const { block, at, positions, rowWindow, session, locked } = paste;
  await rowWindow.ensure(at.rowIdx, at.rowIdx + block.length - 1);
  const { rows } = rowWindow.state();
  const typed: TypedValue[] = [];
  let lockedCells = 0;
  let outside = 0;
  block.forEach((cells, down) => {
    const row = rows[at.rowIdx + down] ?? null;
    cells.forEach((text, right) => {
      const column = positions[at.idx + right];
      if (row === null || at.idx + right >= positions.length || typed.length === LIMIT) {
        outside++;
        return;
      }
      if (column === undefined || locked(column, row)) {
        lockedCells++;
        return;
      }
      const read = readColumn(column, row, { text }, paste);
      if (read !== null) typed.push(read);
    });
  });
  void session.type(typed);
  const refused = typed.filter(({ refusal }) => refusal !== null).length;
  return { pasted: typed.length, refused, locked: lockedCells, outside };
}
