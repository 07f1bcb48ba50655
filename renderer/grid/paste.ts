import { heightOf, type Rect, widthOf } from './range.ts';
import { type GridCells, type WriteOutcome, writeCells } from './write-cells.ts';

/**
 * Puts a block of the clipboard into the cells chosen, as spreadsheets do it: a choice that the block divides evenly is
 * filled with it over and over (one cell fills any choice), else the block goes right and down of the first cell.
 */
export function pasteBlock<R>(
  grid: GridCells<R>,
  block: readonly (readonly string[])[],
  chosen: Rect,
): Promise<WriteOutcome> {
  const height = block.length;
  const width = Math.max(...block.map((cells) => cells.length));
  const even = heightOf(chosen) % height === 0 && widthOf(chosen) % width === 0;
  const rect = even ? chosen : { ...chosen, bottom: chosen.top + height - 1, right: chosen.left + width - 1 };
  return writeCells(grid, rect, (down, right) => {
    const text = block[down % height]?.[right % width];
    return text === undefined ? null : { text };
  });
}
