import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { connect, rootCertificates, type TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HostServices } from '#shared/contract/host.ts';
import type { ClientCertificate } from './client-certificate.ts';
import type { Fetch } from './ports.ts';
import { proxyIn, tunnel } from './proxy.ts';

const never = new AbortController().signal;
const DECODERS = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;
/** Statuses that have no body. */
const EMPTY = [204, 205, 304];

export interface Trust {
  /** PEM. */
  readonly authorities: readonly string[];
  readonly client: ClientCertificate | null;
}

/**
 * HTTPS to servers whose certificates come from authorities of the house, or who ask for a certificate of ours: the
 * system's network cannot be told of either. Such authorities are believed beside the well-known ones; a chain, a name or a day that is not right is refused as everywhere. The
 * proxy is the system's. Redirects are never followed: neither the registry nor the provider may send us elsewhere.
 *
 * @param trust with nothing in it everything goes by `base`, as plain http always does
 */
export function trustingFetch(
  { authorities, client }: Trust,
  base: Fetch,
  host: Pick<HostServices, 'resolveProxy'>,
): Fetch {
  if (authorities.length === 0 && client === null) return base;
  const trust = { ca: [...rootCertificates, ...authorities], ...client, rejectUnauthorized: true };
  const direct = new Agent({ ...trust, keepAlive: true });

  function inside(through: Socket, { hostname }: URL): TLSSocket {
    const name = isIP(hostname) === 0 ? { servername: hostname } : {};
    return connect({ ...trust, ...name, host: hostname, socket: through });
  }

  async function send(url: URL, init: RequestInit): Promise<Response> {
    const signal = init.signal ?? never;
    const proxy = proxyIn(await host.resolveProxy({ url: url.href }));
    const through = proxy === null ? null : await tunnel(proxy, url, signal);
    const answer = await ask(url, init, signal, through);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400 && status !== 304 && init.redirect !== 'manual') {
      answer.destroy();
      throw new Error('redirected');
    }
    return responseOf(answer, status);
  }

  function ask(url: URL, init: RequestInit, signal: AbortSignal, through: Socket | null): Promise<IncomingMessage> {
    const way = through === null ? { agent: direct } : { agent: false, createConnection: () => inside(through, url) };
    const headers = { 'accept-encoding': 'gzip, deflate, br', ...Object.fromEntries(new Headers(init.headers)) };
    return new Promise((resolve, reject) => {
      const asked = request(url, { ...trust, ...way, method: init.method ?? 'GET', headers, signal });
      // What lies below does not end with the connection over it.
      asked.once('error', (error) => {
        through?.destroy();
        reject(error);
      });
      asked.once('response', (answer) => {
        answer.once('close', () => through?.destroy());
        resolve(answer);
      });
      asked.end(init.body instanceof URLSearchParams ? init.body.toString() : init.body);
    });
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.protocol !== 'https:') return base(input, init);
    try {
      return await send(url, init);
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason;
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

function responseOf(answer: IncomingMessage, status: number): Response {
  const headers = new Headers();
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
  }
  if (EMPTY.includes(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const decoder = DECODERS[headers.get('content-encoding')?.toLowerCase() as keyof typeof DECODERS];
  if (decoder !== undefined) {
    // They speak of what was sent, not of what is read.
    headers.delete('content-encoding');
    headers.delete('content-length');
  }
  // Whoever reads hears of what breaks on the way.
  const body = decoder === undefined ? answer : pipeline(answer, decoder(), () => undefined);
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}
