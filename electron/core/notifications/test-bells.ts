import type { MailDraft, Toast } from '#shared/contract/host.ts';
import {
  notifications as contract,
  type NotificationSettings,
  USUAL_NOTIFICATIONS,
} from '#shared/contract/notifications.ts';
import { type } from '../changes/test-requests.ts';
import type { CallContext } from '../core.ts';
import { quiet, RingingClock } from '../sync/testing/desk.ts';
import { approvingParts, fillClinic, openTestDesk } from '../test-books.ts';
import { expiringDocuments } from '../worklists/worklists.ts';
import type { EndingCertificate } from './certificates.ts';
import { createNotifications, type Notifications } from './notifications.ts';

export const HOUR = 3_600_000;

/** The books of a clinic, and the bells of those who come to work at them one after another. */
export function openDesk() {
  const clock = new RingingClock();
  let here: Notifications | null = null;
  const desk = openTestDesk({ ...approvingParts(), clock, emit: (event, body) => here?.notifier.heard(event, body) });
  const { people } = fillClinic(desk, 40);
  const toasts: Toast[] = [];
  const drafts: MailDraft[] = [];
  const told: string[] = [];
  const certificates: EndingCertificate[] = [];
  let next = 0;

  /** Locks the desk of whoever was there and unlocks it for somebody else. */
  function enter({ user }: CallContext) {
    here?.notifier.stop();
    if (user === null) throw new Error('Nobody');
    const opened = createNotifications({
      db: desk.db,
      ports: {
        clock,
        ids: { next: () => `0199d3f2-7c1e-7abc-8def-${String(next++).padStart(12, '0')}` },
        log: quiet,
        emit: (name) => told.push(name),
        host: {
          showToast: async (toast) => void toasts.push(toast),
          draftMail: async (draft) => void drafts.push(draft),
        },
      },
      user,
      authorMayApprove: false,
      ownEmail: () => desk.emailOf(user),
      expiring: (today) => expiringDocuments(desk.db, today),
      certificates: () => certificates,
    });
    here = opened;
    opened.notifier.start();
    clock.advance(3_000);
    return bell(opened);
  }

  function bell({ handlers, notifier }: Notifications) {
    const { user: _, ...context } = desk.editor;
    const nobody = { ...context, user: null };
    const list = async () => contract.list.output.parse(await handlers.list({}, nobody));
    return {
      notifier,
      list,
      kinds: async () => (await list()).items.map(({ kind }) => kind).filter((kind) => !isOfDay(kind)),
      unread: async () =>
        (await list()).items.filter(({ kind, read }) => !read && !isOfDay(kind)).map(({ kind }) => kind),
      fresh: async () => (await handlers.takeFresh({}, nobody)).items.map(({ kind }) => kind),
      draft: async (id: string) => handlers.draftMail({ id }, nobody),
      read: async (ids: string[] | null) => handlers.markRead({ ids }, nobody),
      set: async (settings: Partial<NotificationSettings>) =>
        handlers.setSettings({ ...USUAL_NOTIFICATIONS, ...settings }, nobody),
    };
  }

  const submit = async (personId = people[0], value = 'a@example.ru') => {
    const requestId = await type(desk, personId, 'email', value);
    await desk.handlers.changes.submit({ requestId }, desk.editor);
    return requestId;
  };
  return { desk, clock, people, toasts, drafts, told, certificates, enter, submit };
}

/** Those that the state of the generated clinic brings on every day. */
export const isOfDay = (kind: string) => kind === 'overdue' || kind === 'expiring';
