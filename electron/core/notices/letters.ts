import { MAIL_AT_MOST } from '#shared/contract/host.ts';
import { DeskError } from '#shared/contract/result.ts';

/** What stands between two addresses of a `mailto:` address. */
const COMMA = '%2C';

/**
 * Addresses by letter: as many in each as its `mailto:` address has room for. The order stays.
 *
 * @throws DeskError KD-6007 the text leaves no room for an address
 */
export function lettersTo(addresses: readonly string[], subject: string, text: string): string[][] {
  const frame = 'mailto:?bcc=&subject=&body='.length;
  const room = MAIL_AT_MOST - frame - encoded(subject) - encoded(text.replaceAll('\n', '\r\n'));
  const letters: string[][] = [];
  let left = 0;
  for (const address of addresses) {
    if (address.length > room) throw new DeskError('KD-6007');
    const open = letters.at(-1);
    if (open === undefined || address.length + COMMA.length > left) {
      letters.push([address]);
      left = room - address.length;
    } else {
      open.push(address);
      left -= address.length + COMMA.length;
    }
  }
  return letters;
}

function encoded(text: string): number {
  return encodeURIComponent(text).length;
}
