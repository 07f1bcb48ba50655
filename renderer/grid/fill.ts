import type { FieldType } from '#shared/domain/fields.ts';
import type { FieldValue } from '#shared/domain/values.ts';
import type { GridColumn, Typed } from './grid-model.ts';
import { heightOf, type Rect, widthOf } from './range.ts';
import { continueSeries } from './series.ts';
import { type GridCells, type WriteOutcome, writeCells } from './write-cells.ts';

/** A value in a cell and how it is read there. */
export interface Shown {
  readonly value: FieldValue;
  readonly text: string;
}

/** What a cell shows; null where there is no field. */
export type ShownAt = (rowIdx: number, idx: number) => Shown | null;

export interface Fill<R> {
  readonly grid: GridCells<R>;
  readonly shownAt: ShownAt;
  readonly typeOf: (column: GridColumn<R>) => FieldType;
  /** A value of a column as text. */
  readonly textOf: (column: GridColumn<R>, value: FieldValue) => string;
}

/**
 * Continues what stands in `source` into `target`, which touches it above, below, left or right: down and up as series,
 * to the sides (another field there) as text.
 */
export async function fillSeries<R>(fill: Fill<R>, source: Rect, target: Rect): Promise<WriteOutcome> {
  const { grid, shownAt, typeOf, textOf } = fill;
  await grid.rowWindow.ensure(Math.min(source.top, target.top), Math.max(source.bottom, target.bottom));
  if (target.left !== source.left || target.right !== source.right) return fillSideways(fill, source, target);
  const up = target.bottom < source.top;
  const height = heightOf(target);
  const series = new Map<number, (index: number) => FieldValue>();
  return writeCells(grid, target, (down, right, column) => {
    const idx = source.left + right;
    const next = series.get(idx) ?? continueSeries(seedsOf(source, idx, shownAt, up), typeOf(column));
    series.set(idx, next);
    const value = next(up ? height - 1 - down : down);
    return { value, text: textOf(column, value) };
  });
}

function seedsOf({ top, bottom }: Rect, idx: number, shownAt: ShownAt, up: boolean): FieldValue[] {
  const seeds: FieldValue[] = [];
  for (let rowIdx = top; rowIdx <= bottom; rowIdx++) seeds.push(shownAt(rowIdx, idx)?.value ?? null);
  return up ? seeds.reverse() : seeds;
}

function fillSideways<R>({ grid, shownAt }: Fill<R>, source: Rect, target: Rect): Promise<WriteOutcome> {
  const width = widthOf(source);
  return writeCells(grid, target, (down, right): Typed | null => {
    const shown = shownAt(source.top + down, source.left + (right % width));
    return shown === null ? null : { text: shown.text };
  });
}

/** The first row of `rect` into those below it (Ctrl+D); a single row takes what stands above it. */
export async function fillDown<R>({ grid, shownAt }: Fill<R>, rect: Rect): Promise<WriteOutcome | null> {
  const from = rect.top === rect.bottom ? rect.top - 1 : rect.top;
  if (from < 0) return null;
  await grid.rowWindow.ensure(from, rect.bottom);
  return writeCells(grid, { ...rect, top: from + 1 }, (_down, right) => shownAt(from, rect.left + right));
}

/** The first column of `rect` into those right of it (Ctrl+R); a single column takes what stands left of it. */
export async function fillRight<R>({ grid, shownAt }: Fill<R>, rect: Rect): Promise<WriteOutcome | null> {
  const from = rect.left === rect.right ? rect.left - 1 : rect.left;
  if (grid.positions[from] === undefined) return null;
  await grid.rowWindow.ensure(rect.top, rect.bottom);
  return writeCells(grid, { ...rect, left: from + 1 }, (down): Typed | null => {
    const shown = shownAt(rect.top + down, from);
    return shown === null ? null : { text: shown.text };
  });
}
