import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { RequestMessage } from '#shared/contract/request-messages.ts';
import { api, call, keys } from '../../app/api.ts';
import { useNotify } from '../../app/notify.tsx';

/** What has been written about a request, the oldest first. */
export function useMessagesOf(requestId: string) {
  return useQuery({
    queryKey: [keys.changes, 'messages', requestId],
    queryFn: () => call(api().changes.messages({ requestId })),
  });
}

/** How many messages nobody has read here, by request. */
export function useUnreadMessages(): ReadonlyMap<string, number> {
  const unread = useQuery({
    queryKey: [keys.changes, 'unread-messages'],
    queryFn: () => call(api().changes.unreadMessages({})),
  });
  return new Map(unread.data?.requests.map(({ requestId, count }) => [requestId, count]));
}

/** Those that were news when they were first shown: they stay marked as such while one looks at them. */
export function useEverNew(messages: readonly RequestMessage[]): ReadonlySet<string> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const added = messages.filter(({ id, isNew }) => isNew && !ids.has(id));
  if (added.length > 0) setIds(new Set([...ids, ...added.map(({ id }) => id)]));
  return ids;
}

/** Marks the messages as read once they are on the screen of a window in front. */
export function useReadWhenSeen(requestId: string, hasNew: boolean, list: RefObject<HTMLElement | null>): void {
  const notify = useNotify();
  const read = useEffectEvent(() => {
    call(api().changes.readMessages({ requestId })).catch(notify.failed);
  });
  useEffect(() => {
    const shown = list.current;
    if (!hasNew || shown === null) return;
    let isShown = false;
    const look = () => {
      if (isShown && document.hasFocus()) read();
    };
    const observer = new IntersectionObserver(([entry]) => {
      isShown = entry?.isIntersecting === true;
      look();
    });
    observer.observe(shown);
    window.addEventListener('focus', look);
    return () => {
      observer.disconnect();
      window.removeEventListener('focus', look);
    };
  }, [hasNew, list]);
}
