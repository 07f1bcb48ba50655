import { useQuery } from '@tanstack/react-query';
import type { RequestSummary } from '#shared/contract/changes.ts';
import { api, call, keys } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';

/** The newest draft of this user that holds anything, or null. */
export function useDraft(enabled: boolean): RequestSummary | null {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: [keys.changes, 'list', ['draft']],
    queryFn: () => call(api().changes.list({ states: ['draft'] })),
    enabled,
  });
  const mine = data?.requests.filter(({ authorId, fields }) => authorId === user.userId && fields > 0) ?? [];
  return mine.reduce<RequestSummary | null>(
    (newest, draft) => (draft.number > (newest?.number ?? 0) ? draft : newest),
    null,
  );
}
