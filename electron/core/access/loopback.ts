import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Log } from '../ports.ts';

/** The literal address, never a name: what `localhost` means is decided elsewhere (RFC 8252, 8.3). */
const ADDRESS = '127.0.0.1';
const PATH = '/cb';
const TRIES = 20;

/** Texts of the page that the browser shows in the end. */
export interface BrowserTexts {
  readonly browserTitle: string;
  readonly browserDone: string;
  readonly browserRefused: (code: string) => string;
}

export interface CallbackParts {
  /** Null for the answer that is waited for, else why it is not. */
  readonly check: (answer: URL) => ErrorCode | null;
  readonly texts: BrowserTexts;
  readonly log: Log;
  /** Opens a server on a free port; tests put a busy one in its place. */
  readonly listen?: (server: Server) => Promise<number>;
}

export interface CallbackListener {
  /** `http://127.0.0.1:<port>/cb` */
  readonly redirectUri: string;
  /** The one answer of the provider. @throws DeskError with the code that `check` gave */
  readonly answer: Promise<URL>;
  close(): Promise<void>;
}

/**
 * Waits on a port of the operating system's choice for the browser to come back (RFC 8252). Whatever is not the browser
 * coming back is refused and forgotten: another method, path or Host, or a page that loads the address in the background.
 * The first answer decides; a second one is told so.
 *
 * @throws DeskError KD-1102 no free port
 */
export async function listenForCallback(parts: CallbackParts): Promise<CallbackListener> {
  const { check, texts, log } = parts;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, keepAlive: false });
  server.maxConnections = 16;
  const port = await (parts.listen ?? listenAnywhere)(server);
  const redirectUri = `http://${ADDRESS}:${port}${PATH}`;

  let decided = false;
  const pages: Promise<void>[] = [];
  const answer = new Promise<URL>((resolve, reject) => {
    server.on('request', (request, response) => {
      const status = strangeness(request, `${ADDRESS}:${port}`);
      if (status !== null) {
        log.warn('access.callback.refused', { status });
        response.writeHead(status, { connection: 'close' }).end();
        return;
      }
      const url = new URL(request.url ?? '', redirectUri);
      const code = decided ? 'KD-1108' : check(url);
      if (code !== null) log.warn('access.callback.refused', { code });
      pages.push(
        showPage(response, code === null ? 200 : 400, page(texts, code === null ? null : texts.browserRefused(code))),
      );
      decided = true;
      // Settled by the first answer; what comes later changes nothing.
      if (code === null) resolve(url);
      else reject(new DeskError(code));
    });
  });
  // Whoever waits for the answer hears of it; nobody may be waiting yet.
  answer.catch(() => undefined);

  return {
    redirectUri,
    answer,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(pages);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Asks for any port; systems with reserved ranges may hand out one that they then refuse. */
export async function listenAnywhere(server: Server): Promise<number> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await listenOnce(server);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : null;
      if (tried >= TRIES || (code !== 'EACCES' && code !== 'EADDRINUSE')) throw new DeskError('KD-1102', { cause });
    }
  }
}

function listenOnce(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      server.off('listening', listening);
      reject(error);
    };
    const listening = (): void => {
      server.off('error', failed);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new DeskError('KD-1102'));
      else resolve(address.port);
    };
    server.once('error', failed).once('listening', listening);
    server.listen({ host: ADDRESS, port: 0, exclusive: true });
  });
}

/** The status to refuse a request with, null when it is the browser coming back. */
function strangeness(request: IncomingMessage, host: string): number | null {
  if (request.method !== 'GET') return 405;
  if (request.headers.host !== host) return 421;
  const target = request.url ?? '';
  if (target !== PATH && !target.startsWith(`${PATH}?`)) return 404;
  // Browsers say what they fetch for (Fetch Metadata): a page in a tab, or a frame, an image, a script; older ones don't.
  const destination = request.headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document' ? null : 403;
}

function showPage(response: ServerResponse, status: number, html: string): Promise<void> {
  const shown = new Promise<void>((resolve) => response.once('close', () => resolve()));
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(html);
  return shown;
}

/** Built of constants only: nothing of the request comes back. */
function page(texts: BrowserTexts, refusal: string | null): string {
  const text = escapeHtml(refusal ?? texts.browserDone);
  const title = escapeHtml(texts.browserTitle);
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
