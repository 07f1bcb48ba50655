import { request } from 'node:http';
import type { Socket } from 'node:net';

export interface ProxyServer {
  readonly host: string;
  readonly port: number;
}

/** The first of a list like `PROXY proxy.example:3128; DIRECT`; null for none. */
export function proxyIn(resolved: string): ProxyServer | null {
  const found = /^(?:PROXY|HTTPS|SOCKS5?)\s+(\[[^\]]+\]|[^\s:;]+):(\d+)/i.exec(resolved.trim());
  return found === null ? null : { host: found[1] ?? '', port: Number(found[2]) };
}

/** A way through the proxy to a server. @throws when it does not let us through */
export function tunnel({ host, port }: ProxyServer, to: URL, signal: AbortSignal): Promise<Socket> {
  const path = `${to.hostname}:${to.port === '' ? 443 : to.port}`;
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, method: 'CONNECT', path, signal });
    asked.once('error', reject);
    asked.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(new Error(`proxy answered ${statusCode}: ERR_TUNNEL_CONNECTION_FAILED`));
      }
    });
    asked.end();
  });
}
