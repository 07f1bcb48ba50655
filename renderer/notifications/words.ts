import { ErrorCode } from '#shared/contract/errors.ts';
import type { Notification, NotificationKind } from '#shared/contract/notifications.ts';
import { describeFailure, type Messages } from '#shared/text/translate.ts';
import type { Format } from '../app/format.ts';
import { jobTitle } from '../jobs/job-methods.ts';

export type NotificationTone = 'done' | 'action' | 'refused';

export const TONE_OF: Readonly<Record<NotificationKind, NotificationTone>> = {
  approval: 'action',
  returned: 'action',
  accepted: 'done',
  refused: 'refused',
  message: 'action',
  expiring: 'action',
  overdue: 'refused',
  sync: 'action',
  conflict: 'action',
  certificate: 'action',
  jobDone: 'done',
  jobFailed: 'refused',
};

/** What a notification says; a second line tells why, where there is a reason. */
export function wordsOf(
  texts: Messages,
  format: Pick<Format, 'date'>,
  { kind, subject, facts }: Notification,
): { readonly text: string; readonly reason: string | null } {
  const { text, kind: kinds } = texts.notifications;
  const title = subject?.title ?? '';
  const { actor = '', count = 1, until = '', code } = facts;
  const reason = facts.reason === undefined ? null : text.reason(facts.reason);
  switch (kind) {
    case 'approval':
    case 'returned':
    case 'message':
      return { text: subject === null ? kinds[kind] : text[kind](title, actor), reason };
    case 'accepted':
    case 'refused':
      return { text: subject === null ? kinds[kind] : text[kind](title), reason };
    case 'expiring':
    case 'overdue':
      return {
        text: subject === null ? text[kind](count) : text[`${kind}One`](title, format.date(until)),
        reason: null,
      };
    case 'conflict':
      return { text: text.conflict(count), reason: null };
    case 'certificate': {
      const { purpose = 'server', name = '' } = facts;
      return { text: text.certificate[purpose](format.date(until), name), reason: null };
    }
    case 'sync':
      return { text: kinds.sync, reason: failureText(texts, code) };
    case 'jobDone':
    case 'jobFailed':
      return { text: `${kinds[kind]}: ${jobTitle(texts, facts.method ?? '')}`, reason: failureText(texts, code) };
  }
}

function failureText(texts: Messages, code: string | undefined): string | null {
  const known = ErrorCode.safeParse(code).data;
  return known === undefined ? null : `${describeFailure(texts, { code: known }).title} (${known})`;
}
