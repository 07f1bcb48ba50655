import { domainToASCII } from 'node:url';
import type { MailDraft } from '#shared/contract/host.ts';
import type { Messages } from '#shared/text/translate.ts';

/**
 * The `mailto:` address of a letter about a notification, in the words of the system's messages: mail goes over servers of
 * others, so it tells of kinds only. A recipient that no mail program would take unquoted is left for the user to fill in.
 */
export function mailDraftAddress({ kind, to }: MailDraft, { common, notifications }: Messages): string {
  const what = notifications.toast.one[kind];
  const subject = encodeURIComponent(`${common.product}: ${what}`);
  const body = encodeURIComponent(notifications.letter.body(what).replaceAll('\n', '\r\n'));
  return `mailto:${to === null ? '' : plainAddress(to)}?subject=${subject}&body=${body}`;
}

function plainAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  return /^[\w.+-]+$/.test(local) && domain !== '' ? `${local}@${domain}` : '';
}
