import type { MailDraft } from '#shared/contract/host.ts';
import type { Messages } from '#shared/text/translate.ts';

/**
 * The `mailto:` address of a letter. One about a notification is in the words of the system's messages: mail goes over
 * servers of others, so it tells of kinds only.
 */
export function mailDraftAddress(draft: MailDraft, { common, notifications }: Messages): string {
  if (!('kind' in draft)) return addressOf(`?bcc=${draft.bcc.join('%2C')}&`, draft.subject, draft.body);
  const what = notifications.toast.one[draft.kind];
  return addressOf(`${draft.to ?? ''}?`, `${common.product}: ${what}`, notifications.letter.body(what));
}

function addressOf(head: string, subject: string, body: string): string {
  return `mailto:${head}subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}
