import type { Handlers } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { CallContext } from '../core.ts';
import { plainAddress } from '../plain-address.ts';
import { kindsFor, Notifier, type NotifierParts } from './notifier.ts';
import { NotificationStore } from './store.ts';

/** The bell holds so many; older ones are found in the lists that they came from. */
const MOST_LISTED = 200;

export interface Notifications {
  readonly handlers: Handlers<'notifications', CallContext>;
  readonly notifier: Notifier;
}

/** The bell of whoever has the store open. */
export function createNotifications(parts: Omit<NotifierParts, 'store'>): Notifications {
  const store = new NotificationStore(parts.db);
  const notifier = new Notifier({ ...parts, store });
  const { ports, user } = parts;
  return {
    notifier,
    handlers: {
      list() {
        const kinds = kindsFor('inApp', notifier.settings());
        return {
          items: store.newest(user.userId, kinds, MOST_LISTED),
          unread: store.countUnread(user.userId, kinds),
        };
      },
      markRead({ ids }) {
        store.setRead(user.userId, ids, ports.clock.now());
        ports.emit('notifications.changed', {});
        return {};
      },
      takeFresh: () => ({ items: notifier.takeFresh() }),
      async draftMail({ id }) {
        const told = store.one(user.userId, kindsFor('email', notifier.settings()), id);
        if (told === null) throw new DeskError('KD-3008');
        await ports.host.draftMail({ kind: told.kind, to: plainAddress(parts.ownEmail()) });
        return {};
      },
      settings: () => notifier.settings(),
      setSettings: (settings) => notifier.setSettings(settings),
    },
  };
}
