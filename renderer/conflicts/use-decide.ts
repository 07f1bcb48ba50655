import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refusalOf } from '#shared/contract/rights.ts';
import { worklists as contract } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../app/api.ts';
import { useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { useSession } from '../app/session.tsx';

export type Choice = 'mine' | 'theirs';

export function useMayDecide(): boolean {
  return refusalOf(contract.decideConflict, useSession().user) === null;
}

/** One decision and those of its group. */
export function useDecide() {
  const { worklists } = useMessages();
  const notify = useNotify();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: { readonly conflictId: string; readonly choice: Choice }) =>
      call(api().worklists.decideConflict(decision)),
    onSuccess: () => notify.done(worklists.differences.decided),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [keys.worklists] }),
  });
}
