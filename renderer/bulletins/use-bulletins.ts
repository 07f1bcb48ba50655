import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, call, keys } from '../app/api.ts';

const KEY = [keys.bulletins, 'list'];
/** `setTimeout` knows no longer pause, milliseconds. */
const LONGEST_PAUSE = 2 ** 31 - 1;

/** What the registry lets its desks know; read again when the period of one of them ends. */
export function useBulletins() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: () => call(api().bulletins.list({})) });
  const bulletins = query.data?.bulletins ?? [];
  const ends = bulletins.filter(({ isOver }) => !isOver).map(({ endsAt }) => Date.parse(endsAt));
  const next = ends.length === 0 ? null : Math.min(...ends);
  useEffect(() => {
    if (next === null) return;
    const pause = Math.min(Math.max(next - Date.now(), 0) + 1000, LONGEST_PAUSE);
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), pause);
    return () => clearTimeout(timer);
  }, [next, client]);
  return { bulletins, error: query.error, retry: () => void query.refetch() };
}
