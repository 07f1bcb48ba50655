import { z } from 'zod';
import { EntityId, Instant } from '../domain/values.ts';
import { command, query } from './define.ts';

/** What a person is told of, in the order of the settings. */
export const NOTIFICATION_KINDS = [
  'approval',
  'returned',
  'accepted',
  'refused',
  'message',
  'expiring',
  'overdue',
  'sync',
  'conflict',
  'certificate',
  'jobDone',
  'jobFailed',
] as const;
export const NotificationKind = z.enum(NOTIFICATION_KINDS);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** What ends with a certificate: one's own signature, or the connection through a server or its authority. */
export const CERTIFICATE_PURPOSES = ['signer', 'server', 'authority', 'client'] as const;
export type CertificatePurpose = (typeof CERTIFICATE_PURPOSES)[number];

/** Values for the text: who, why, how many, until when, error code, method of a job. */
export const NotificationFacts = z.object({
  actor: z.string().optional(),
  reason: z.string().optional(),
  count: z.number().int().optional(),
  /** A day, `YYYY-MM-DD`. */
  until: z.string().optional(),
  code: z.string().optional(),
  method: z.string().optional(),
  purpose: z.enum(CERTIFICATE_PURPOSES).optional(),
  /** What a certificate is issued to. */
  name: z.string().optional(),
});
export type NotificationFacts = z.infer<typeof NotificationFacts>;

export const Notification = z.object({
  id: EntityId,
  kind: NotificationKind,
  at: Instant,
  read: z.boolean(),
  /** The one record it is about; null where there are several, none, or it is gone. */
  subject: z.object({ kind: z.enum(['request', 'person']), id: EntityId, title: z.string() }).nullable(),
  facts: NotificationFacts,
});
export type Notification = z.infer<typeof Notification>;

function ofEveryKind<T>(value: T): Record<NotificationKind, T> {
  return Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, value])) as Record<NotificationKind, T>;
}

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Channels = z.object({
  /** In the bell and as a message in the window. */
  inApp: z.boolean(),
  /** By the operating system, while the window is not in front. */
  system: z.boolean(),
  /** A draft of a letter is offered in the bell. Choices that are older than this channel have none. */
  email: z.boolean().default(false),
});
export const NotificationSettings = z.object({
  channels: z.object(ofEveryKind(Channels)),
  /** Local time of the workstation, every day; over midnight when `to` is before `from`. Null: none. */
  quietHours: z.object({ from: TimeOfDay, to: TimeOfDay }).nullable(),
  /** Saturdays and Sundays are quiet from end to end. */
  quietWeekends: z.boolean(),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** Everything is shown, at any time; no letters. */
export const USUAL_NOTIFICATIONS: NotificationSettings = {
  channels: ofEveryKind({ inApp: true, system: true, email: false }),
  quietHours: null,
  quietWeekends: false,
};

const Nothing = z.object({});

/** Of the user at work; of kinds that they do not want in the program nothing is answered. */
export const notifications = {
  /** The newest first, at most 200. */
  list: query('signed-in', Nothing, z.object({ items: z.array(Notification), unread: z.number().int() })),
  /** Null: all of them. */
  markRead: command('signed-in', z.object({ ids: z.array(EntityId).max(200).nullable() }), Nothing),
  /** Those that were not shown yet, the oldest first; each is answered once. None while it is quiet. */
  takeFresh: command('signed-in', Nothing, z.object({ items: z.array(Notification) })),
  /**
   * Opens a letter to oneself in the mail program of the computer; it tells what kind of thing happened, never whom it is
   * about, and is sent by nobody but the user. @throws KD-3008 no such notification, or no letters of its kind are wanted ·
   * KD-6004 no mail program took it
   */
  draftMail: command('signed-in', z.object({ id: EntityId }), Nothing),
  settings: query('signed-in', Nothing, NotificationSettings),
  setSettings: command('signed-in', NotificationSettings, NotificationSettings),
};
