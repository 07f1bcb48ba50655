import type { Messages } from '../ru/index.ts';
import { counted, number } from './counting.ts';

const notices = (count: number) => counted(count, { one: 'notification', other: 'notifications' });
const workers = (count: number) => counted(count, { one: 'worker', other: 'workers' });

export const notifications: Messages['notifications'] = {
  title: 'Notifications',
  bell: (unread) => (unread === 0 ? 'Notifications: nothing new' : `Notifications: ${number(unread)} new`),
  unread: 'Unread',
  read: 'Read',
  markRead: 'Mark as read',
  markAllRead: 'Mark all as read',
  emptyTitle: 'No notifications',
  emptyText: 'What needs attention comes here: requests, expiring admissions, the exchange, long operations.',
  settings: 'Notification settings',
  missed: (count) => `While you were away: ${notices(count)}`,
  several: (count) => `${notices(count)}: see what is new`,
  show: 'Show',
  word: { done: 'Done', action: 'Action needed', refused: 'Refused or overdue' },
  kind: {
    approval: 'A request waits for approval',
    returned: 'A request was returned',
    accepted: 'The registry accepted a request',
    refused: 'The registry refused a request',
    message: 'Message about a request',
    expiring: 'An admission ends soon',
    overdue: 'An admission is overdue',
    sync: 'The exchange with the registry failed',
    conflict: 'Data changed both here and in the registry',
    certificate: 'A certificate ends soon',
    jobDone: 'An operation has ended',
    jobFailed: 'An operation failed',
  },
  text: {
    approval: (title, actor) => `Request ${title}: approve or return it. Sent by ${actor}`,
    returned: (title, actor) => `Request ${title} was returned by ${actor}`,
    accepted: (title) => `The registry accepted request ${title}`,
    refused: (title) => `The registry refused request ${title}`,
    message: (title: string, actor: string) => `Request ${title}: a new message. Written by: ${actor}`,
    reason: (text) => `Reason: ${text}`,
    expiringOne: (name, until) => `${name}: admitted until ${until}`,
    expiring: (count) => `Admissions of ${workers(count)} end soon`,
    overdueOne: (name, until) => `${name}: the admission ended on ${until}`,
    overdue: (count) => `Admissions of ${workers(count)} have ended`,
    certificate: {
      signer: (until) => `Your signing certificate is valid to ${until}. Get a new one in time`,
      server: (until, name) =>
        `The certificate of the registry server ${name} is valid to ${until}. Tell the registry's administrator`,
      authority: (until, name) =>
        `The certificate of the authority «${name}» is valid to ${until}. Tell the administrator`,
      client: (until, name) =>
        `The certificate «${name}» by which the registry knows this workstation is valid to ${until}. Tell the administrator`,
    },
    conflict: (count) =>
      `Choose the right value: ${counted(count, { one: 'field', other: 'fields' })} changed both here and in the registry`,
  },
  toast: {
    one: {
      approval: 'A request waits for approval',
      returned: 'A request was returned',
      accepted: 'The registry accepted a request',
      refused: 'The registry refused a request',
      message: 'A new message about a request',
      expiring: 'Admissions end soon',
      overdue: 'There are overdue admissions',
      sync: 'The exchange with the registry failed',
      conflict: 'Changed data needs a decision',
      certificate: 'A certificate ends soon',
      jobDone: 'A long operation has ended',
      jobFailed: 'A long operation failed',
    },
    several: (count) => `New: ${notices(count)}`,
  },
  letter: {
    action: 'Letter…',
    body: (what) => `${what}.\n\nSee the notifications in Kartoteka for more.`,
  },
  preferences: {
    title: 'Notifications',
    kind: 'About',
    inApp: 'In the program',
    system: 'On the computer screen',
    email: 'Letter draft',
    channelOf: (kind, channel) => `${kind}: ${channel}`,
    quiet: 'Quiet hours',
    quietText: 'Nothing comes up by itself at that time. Notifications wait in the bell and are shown later.',
    from: 'From',
    to: 'To',
    weekends: 'Quiet on weekends',
    systemText: 'The computer shows a message while the window is not in front. It names nobody.',
    emailText:
      'A letter draft opens in the mail program by the button “Letter…” of a notification. The program itself sends nothing. The letter names nobody; its address is that of “My contacts…”.',
  },
};
