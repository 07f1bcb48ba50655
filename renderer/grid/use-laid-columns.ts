import { useMemo, useState } from 'react';
import type { ColumnLaying } from './column-heads.ts';
import { type Layout, laidOut, wholeLayout, withWidth } from './column-layout.ts';
import type { GridColumn } from './grid-model.ts';
import { layingOf } from './laying.ts';

/** Columns of a list as its user lays them. */
export interface LaidColumns<R> {
  /** As far as the user has touched it, to be kept. */
  readonly kept: Layout;
  /** Every column of the list, in order. */
  readonly layout: Layout;
  readonly setLayout: (layout: Layout) => void;
  readonly shown: readonly GridColumn<R>[];
  readonly laying: ColumnLaying;
  readonly onResize: (key: string, width: number) => void;
}

/** @param left as the user left them @param always the column that cannot be hidden */
export function useLaidColumns<R>(columns: readonly GridColumn<R>[], left: Layout, always?: string): LaidColumns<R> {
  const [kept, setLayout] = useState(left);
  return useMemo(() => {
    const keys = columns.map(({ key }) => key);
    const layout = wholeLayout(kept, keys);
    return {
      kept,
      layout,
      setLayout,
      shown: laidOut(columns, layout),
      laying: layingOf(layout, setLayout, always),
      onResize: (key, width) => setLayout((before) => withWidth(wholeLayout(before, keys), key, width)),
    };
  }, [columns, kept, always]);
}
