import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Asked {
  readonly method: string;
  /** Path and query below the base address. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Scripted {
  /** FHIR base address. */
  readonly base: string;
  readonly asked: Asked[];
  /** What is answered; null breaks the connection, undefined never answers, a function writes for itself. */
  answer: (asked: Asked) => Reply | null | undefined | ((response: ServerResponse) => void);
  close(): Promise<void>;
}

/** A loopback server that answers what a test wants, compressed as real ones are. */
export async function startScripted(): Promise<Scripted> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = {
        method: request.method ?? '',
        path: (request.url ?? '').replace(/^\/fhir\/?/, ''),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      self.asked.push(asked);
      const reply = self.answer(asked);
      if (reply === null) request.socket.destroy();
      else if (typeof reply === 'function') reply(response);
      else if (reply !== undefined) {
        const body = gzipSync(reply.text ?? JSON.stringify(reply.json ?? {}));
        const headers = { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip', ...reply.headers };
        response.writeHead(reply.status ?? 200, headers);
        response.end(body);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: Scripted = {
    base: `http://127.0.0.1:${port}/fhir`,
    asked: [],
    answer: () => ({ status: 404 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

/** What a server with type-level history and transactions says of itself. */
export const CAPABLE = {
  resourceType: 'CapabilityStatement',
  rest: [
    {
      mode: 'server',
      resource: ['Organization', 'Practitioner', 'PractitionerRole'].map((type) => ({
        type,
        interaction: [{ code: 'history-type' }],
      })),
      interaction: [{ code: 'transaction' }],
    },
  ],
};
