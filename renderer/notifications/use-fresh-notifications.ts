import { useEffect, useEffectEvent } from 'react';
import type { Notification } from '#shared/contract/notifications.ts';
import { api, call, useEvent } from '../app/api.ts';
import { useFormat, useMessages } from '../app/i18n.tsx';
import { useNotify } from '../app/notify.tsx';
import { TONE_OF, wordsOf } from './words.ts';

/** More at once are told as a number, in a low window any two: they would lie over all of it. */
const MOST_SINGLE = 3;
const LOW = 480;

const INTENT = { done: 'success', action: 'warning', refused: 'error' } as const;

/** Shows what comes up while the program runs, and at its start how much was missed. */
export function useFreshNotifications(openBell: () => void): void {
  const notify = useNotify();
  const texts = useMessages();
  const format = useFormat();
  const { notifications: words } = texts;

  // In the language of the moment at which the answer is here.
  const tell = useEffectEvent((items: readonly Notification[], isStart: boolean) => {
    const action = { label: words.show, onClick: openBell };
    if (isStart && items.length > 0) return notify.tell({ intent: 'info', title: words.missed(items.length), action });
    const most = window.innerHeight < LOW ? 1 : MOST_SINGLE;
    if (items.length > most) return notify.tell({ intent: 'info', title: words.several(items.length), action });
    for (const item of items) {
      const { text, reason } = wordsOf(texts, format, item);
      const body = reason === null ? {} : { body: reason };
      notify.tell({ intent: INTENT[TONE_OF[item.kind]], title: text, ...body, action });
    }
  });
  const take = useEffectEvent((isStart: boolean) => {
    call(api().notifications.takeFresh({})).then(({ items }) => tell(items, isStart), notify.failed);
  });
  useEffect(() => take(true), []);
  useEvent('notifications.changed', () => take(false));
}
