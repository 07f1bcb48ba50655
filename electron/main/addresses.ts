/** Exact names only: `127.0.0.1.example` and `localhost.example` are other computers. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/**
 * Whether an address may be given to the system's browser or mail program: the sign-in provider of the policy with its
 * own scheme, host and port (http only when that is this computer), or a plain mail address.
 */
export function mayOpenExternally(address: string, issuer: string | null): boolean {
  if (!URL.canParse(address) || address !== address.trim()) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'mailto:') return /^mailto:[^@\s?&,;%]+@[a-z0-9.-]+$/i.test(address);
  if (issuer === null) return false;
  const provider = new URL(issuer);
  if (url.protocol !== provider.protocol || url.host !== provider.host) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
