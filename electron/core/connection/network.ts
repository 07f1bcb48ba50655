import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { type ProxyServer, tunnel } from '../proxy.ts';

export interface MetCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validTo: string;
}

/** What only a bare connection tells: names, and the certificates of the other side. */
export interface Network {
  /** @throws when nobody knows the name */
  resolve(host: string): Promise<void>;
  /** Of a TLS server, its own first, then those above it as far as it shows them; trusted or not. */
  certificates(url: URL, proxy: ProxyServer | null, signal: AbortSignal): Promise<MetCertificate[]>;
}

export function nodeNetwork(): Network {
  return {
    async resolve(host) {
      if (isIP(host) === 0) await lookup(host);
    },
    async certificates(url, proxy, signal) {
      const port = url.port === '' ? 443 : Number(url.port);
      const through = proxy === null ? null : await tunnel(proxy, url, signal);
      return handshake(url.hostname, port, through, signal);
    },
  };
}

function handshake(host: string, port: number, through: Socket | null, signal: AbortSignal): Promise<MetCertificate[]> {
  return new Promise((resolve, reject) => {
    // It is only looked at: whether it is trusted is decided by the system, where the exchange itself asks.
    const options = { host, port, rejectUnauthorized: false, ...(isIP(host) === 0 && { servername: host }) };
    const socket = connect(through === null ? options : { ...options, socket: through });
    // What lies below does not end with the connection over it.
    const end = (): void => {
      socket.destroy();
      through?.destroy();
    };
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', giveUp);
      end();
      reject(error instanceof Error ? error : new Error('handshake'));
    };
    const giveUp = (): void => fail(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', giveUp);
      const found = chainOf(socket.getPeerCertificate(true));
      end();
      resolve(found);
    });
  });
}

function chainOf(first: PeerCertificate & { readonly issuerCertificate?: PeerCertificate }): MetCertificate[] {
  const found: MetCertificate[] = [];
  const seen = new Set<string>();
  for (let one: typeof first | undefined = first; one !== undefined && one.valid_to !== undefined; ) {
    if (seen.has(one.fingerprint256)) break;
    seen.add(one.fingerprint256);
    found.push({
      subject: nameOf(one.subject),
      issuer: nameOf(one.issuer),
      validTo: new Date(one.valid_to).toISOString(),
    });
    one = one.issuerCertificate;
  }
  return found;
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  return [name?.CN ?? name?.O ?? ''].flat().join(', ');
}
