import type { SearchKind } from '#shared/contract/search.ts';
import type { Found, FoundGroup } from './found.ts';

interface Row {
  readonly key: string;
  /** Where a group begins, its kind. */
  readonly heading: FoundGroup['kind'] | null;
}

/** One line of the palette: something found, the way to all of its kind, or to the next page. */
export type PaletteRow = Row &
  (
    | { readonly kind: 'found'; readonly found: Found }
    | { readonly kind: 'all'; readonly of: SearchKind; readonly total: number }
    | { readonly kind: 'more' }
  );

/** @param only the kind that alone is shown, wholly; null: a few of each */
export function rowsOf(groups: readonly FoundGroup[], only: SearchKind | null, hasMore: boolean): PaletteRow[] {
  const rows = groups.flatMap((group) => {
    const { kind, found, total } = group;
    const own: PaletteRow[] = found.map((one, i) => ({
      kind: 'found',
      key: `${one.kind}-${one.of.id}`,
      heading: i === 0 ? kind : null,
      found: one,
    }));
    const isCut = only === null && total > found.length && kind !== 'recent' && kind !== 'command' && kind !== 'view';
    if (isCut) own.push({ kind: 'all', key: `all-${kind}`, heading: null, of: kind, total });
    return own;
  });
  if (hasMore) rows.push({ kind: 'more', key: 'more', heading: null });
  return rows;
}
