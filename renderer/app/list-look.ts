import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { USUAL_LAYOUT } from '#shared/contract/column-layout.ts';
import type { KeptList, ListLook } from '#shared/contract/lists.ts';
import type { Layout } from '../grid/column-layout.ts';
import { api, call, keys } from './api.ts';

const UNTOUCHED: ListLook = { columns: {}, sort: [], layout: USUAL_LAYOUT };

/** How this user left a list, before a restart too; undefined while it is read. */
export function useLeftLook(list: KeptList): ListLook | undefined {
  const { data, isPending } = useQuery({
    queryKey: [keys.lists, list],
    queryFn: () => call(api().lists.look({ list })),
  });
  return isPending ? undefined : (data ?? UNTOUCHED);
}

interface KeptLook extends Pick<ListLook, 'columns' | 'sort'> {
  readonly layout: Layout;
}

/** Keeps how the list looks whenever the user has changed it; what cannot be kept is no loss to be told of. */
export function useKeepLook(list: KeptList, look: KeptLook): void {
  const client = useQueryClient();
  const { columns, sort, layout } = look;
  const kept = useRef({ columns, sort, layout });
  useEffect(() => {
    const before = kept.current;
    if (before.columns === columns && before.sort === sort && before.layout === layout) return;
    kept.current = { columns, sort, layout };
    const now = { columns, sort, layout: { ...layout, columns: [...layout.columns] } };
    client.setQueryData<ListLook>([keys.lists, list], now);
    void api().lists.keepLook({ list, look: now });
  }, [client, list, columns, sort, layout]);
}
