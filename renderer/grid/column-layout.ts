import type { GridColumn } from './grid-model.ts';

/** How the columns of a grid lie: see `ColumnLayout` of the contract. */
export interface Layout<K extends string = string> {
  readonly columns: readonly { readonly key: K; readonly width?: number | undefined; readonly hidden: boolean }[];
  readonly frozen: number;
}

/** Every column once: those that the layout names in its order, then those it does not know. */
export function wholeLayout<K extends string>({ columns, frozen }: Layout<K>, keys: readonly K[]): Layout<K> {
  const named = columns.filter(({ key }, i) => keys.includes(key) && columns.findIndex((one) => one.key === key) === i);
  const others = keys.filter((key) => !named.some((one) => one.key === key)).map((key) => ({ key, hidden: false }));
  return { columns: [...named, ...others], frozen };
}

/** The columns that are shown, in order, with their widths and the first of them frozen. */
export function laidOut<R, K extends string>(
  columns: readonly GridColumn<R>[],
  layout: Layout<K>,
): readonly GridColumn<R>[] {
  const byKey = new Map<string, GridColumn<R>>(columns.map((column) => [column.key, column]));
  const whole = wholeLayout<string>(layout, [...byKey.keys()]);
  const shown = whole.columns.filter(({ hidden }) => !hidden);
  return shown.flatMap(({ key, width }, i) => {
    const column = byKey.get(key);
    if (column === undefined) return [];
    return [{ ...column, width: width ?? column.width, frozen: i < layout.frozen }];
  });
}

/** A column stands where another one stood; the others close up. */
export function moveColumn<K extends string>(layout: Layout<K>, key: K, to: K): Layout<K> {
  const from = layout.columns.findIndex((column) => column.key === key);
  const at = layout.columns.findIndex((column) => column.key === to);
  const column = layout.columns[from];
  if (column === undefined || at < 0 || at === from) return layout;
  return { ...layout, columns: layout.columns.toSpliced(from, 1).toSpliced(at, 0, column) };
}

/** Hides or shows a column; the last one shown stays. What was frozen stays frozen, less the hidden one. */
export function hideColumn<K extends string>(layout: Layout<K>, key: K, hidden: boolean): Layout<K> {
  const shown = layout.columns.filter((column) => !column.hidden);
  const place = shown.findIndex((column) => column.key === key);
  if (hidden && (place < 0 || shown.length === 1)) return layout;
  const columns = layout.columns.map((column) => (column.key === key ? { ...column, hidden } : column));
  return { columns, frozen: hidden && place < layout.frozen ? layout.frozen - 1 : layout.frozen };
}

/** All shown columns up to this one stay in sight; none for null. */
export function freezeUpTo<K extends string>(layout: Layout<K>, key: K | null): Layout<K> {
  const shown = layout.columns.filter(({ hidden }) => !hidden);
  return { ...layout, frozen: 1 + shown.findIndex((column) => column.key === key) };
}

export function withWidth<K extends string>(layout: Layout<K>, key: K, width: number): Layout<K> {
  return {
    ...layout,
    columns: layout.columns.map((column) => (column.key === key ? { ...column, width } : column)),
  };
}
