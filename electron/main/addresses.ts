import { MAIL_AT_MOST } from '#shared/contract/host.ts';

/** Exact names only: `127.0.0.1.example` and `localhost.example` are other computers. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

const PLAIN_MAIL = /^mailto:[^@\s?&,;%]+@[a-z0-9.-]+$/i;
/**
 * One plain address or none, blind copies to plain addresses, then a subject and a body and nothing else: no open copies,
 * no attachments.
 */
const MAIL_DRAFT =
  /^mailto:(?:[\w.+-]+@[a-z0-9.-]+)?\?(?:bcc=[\w.+-]+@[a-z0-9.-]+(?:%2C[\w.+-]+@[a-z0-9.-]+)*&)?subject=((?:[\w.~!*'()-]|%[0-9A-F]{2})+)&body=((?:[\w.~!*'()-]|%[0-9A-F]{2})+)$/i;

/** A draft for the mail program: bounded, and a subject of one line, in which no header can be hidden. */
function isMailDraft(address: string): boolean {
  const [, subject, body] = MAIL_DRAFT.exec(address) ?? [];
  if (subject === undefined || body === undefined || address.length > MAIL_AT_MOST) return false;
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(subject) + decodeURIComponent(body).replaceAll('\r\n', ''));
  } catch {
    return false;
  }
}

/**
 * Whether an address may be given to the system's browser or mail program: the sign-in provider of the policy with its
 * own scheme, host and port (http only when that is this computer), a plain mail address, or a draft of a letter.
 */
export function mayOpenExternally(address: string, issuer: string | null): boolean {
  if (!URL.canParse(address) || address !== address.trim()) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'mailto:') return PLAIN_MAIL.test(address) || isMailDraft(address);
  if (issuer === null) return false;
  const provider = new URL(issuer);
  if (url.protocol !== provider.protocol || url.host !== provider.host) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
