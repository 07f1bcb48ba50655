import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Notification, NotificationSettings } from '#shared/contract/notifications.ts';
import { api, call, keys, useEvent } from '../app/api.ts';
import { useNotify } from '../app/notify.tsx';

const LIST = [keys.notifications, 'list'];
const SETTINGS = [keys.notifications, 'settings'];

export interface Bell {
  /** The newest first; undefined until the first answer. */
  readonly items: readonly Notification[] | undefined;
  readonly error: unknown;
  readonly unread: number;
  readonly retry: () => void;
  /** Null: all of them. */
  readonly markRead: (ids: string[] | null) => void;
  /** Opens a letter about it in the mail program. */
  readonly draftMail: (id: string) => void;
}

/** What the user at work is told of, kept fresh by the program. */
export function useBell(): Bell {
  const client = useQueryClient();
  const notify = useNotify();
  const list = useQuery({ queryKey: LIST, queryFn: () => call(api().notifications.list({})) });
  useEvent('notifications.changed', () => void client.invalidateQueries({ queryKey: LIST }));
  const markRead = useCallback(
    (ids: string[] | null) => void call(api().notifications.markRead({ ids })).catch(notify.failed),
    [notify],
  );
  const draftMail = useCallback(
    (id: string) => void call(api().notifications.draftMail({ id })).catch(notify.failed),
    [notify],
  );
  return {
    items: list.data?.items,
    error: list.error,
    unread: list.data?.unread ?? 0,
    retry: () => void list.refetch(),
    markRead,
    draftMail,
  };
}

/** How the user wants to be told; undefined until the first answer. */
export function useNotificationSettings() {
  const client = useQueryClient();
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: SETTINGS,
    queryFn: () => call(api().notifications.settings({})),
  });
  const set = useCallback(
    (settings: NotificationSettings) => {
      const before = client.getQueryData(SETTINGS);
      client.setQueryData(SETTINGS, settings);
      call(api().notifications.setSettings(settings)).catch((failure: unknown) => {
        client.setQueryData(SETTINGS, before);
        notify.failed(failure);
      });
    },
    [client, notify],
  );
  return { settings: data, error, refetch, set };
}
