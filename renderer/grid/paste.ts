import { heightOf, type Rect, widthOf } from './range.ts';
import { type GridCells, type WriteOutcome, writeCells } from './write-cells.ts';

/** A block of the clipboard: rows of texts, some shorter than others. */
type Block = readonly (readonly string[])[];

/**
 * The cells that a block goes into, as spreadsheets do it: a choice that the block divides evenly is filled with it over
 * and over (one cell fills any choice), else the block goes right and down of the first cell.
 */
export function targetOf(block: Block, chosen: Rect): Rect {
  const height = block.length;
  const width = widthOfBlock(block);
  const even = heightOf(chosen) % height === 0 && widthOf(chosen) % width === 0;
  return even ? chosen : { ...chosen, bottom: chosen.top + height - 1, right: chosen.left + width - 1 };
}

/** @param target as {@link targetOf} says */
export function pasteBlock<R>(grid: GridCells<R>, block: Block, target: Rect): Promise<WriteOutcome> {
  const height = block.length;
  const width = widthOfBlock(block);
  return writeCells(grid, target, (down, right) => {
    const text = block[down % height]?.[right % width];
    return text === undefined ? null : { text };
  });
}

function widthOfBlock(block: Block): number {
  return Math.max(...block.map((cells) => cells.length));
}
