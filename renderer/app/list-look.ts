import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { KeptList, ListLook } from '#shared/contract/lists.ts';
import { api, call, keys } from './api.ts';

const UNTOUCHED: ListLook = { columns: {}, sort: [] };

/** How this user left a list, before a restart too; undefined while it is read. */
export function useLeftLook(list: KeptList): ListLook | undefined {
  const { data, isPending } = useQuery({
    queryKey: [keys.lists, list],
    queryFn: () => call(api().lists.look({ list })),
  });
  return isPending ? undefined : (data ?? UNTOUCHED);
}

/** Keeps how the list looks whenever the user has changed it; what cannot be kept is no loss to be told of. */
export function useKeepLook(list: KeptList, look: ListLook): void {
  const client = useQueryClient();
  const { columns, sort } = look;
  const kept = useRef({ columns, sort });
  useEffect(() => {
    if (kept.current.columns === columns && kept.current.sort === sort) return;
    kept.current = { columns, sort };
    client.setQueryData<ListLook>([keys.lists, list], { columns, sort });
    void api().lists.keepLook({ list, look: { columns, sort } });
  }, [client, list, columns, sort]);
}
