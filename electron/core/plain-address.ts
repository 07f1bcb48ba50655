import { domainToASCII } from 'node:url';

/** An address as every mail program takes it unquoted, its domain in ASCII; null where there is no such form. */
export function plainAddress(address: string | null): string | null {
  if (address === null) return null;
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  return /^[\w.+-]+$/.test(local) && domain !== '' ? `${local}@${domain}` : null;
}
