import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { HOST, SCHEME } from './origin.ts';

/** For `protocol.registerSchemesAsPrivileged`, before the program is ready. */
export const PRIVILEGES = { standard: true, secure: true, supportFetchAPI: false, codeCache: true } as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Stands in the built pages where the nonce of a response belongs. */
const PLACE_OF_NONCE = '__CSP_NONCE__';

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * The file below `root` that an address of ours names; null for every other scheme, host and for names that could lead
 * outside, in whatever spelling.
 */
export function fileOf(address: string, root: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST || url.username !== '' || url.password !== '') return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const segments = path.split('/').slice(1);
  if (!segments.every((segment) => /^[\w-][\w.-]*$/.test(segment))) return null;
  const file = join(root, ...segments);
  const inside = relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** Answers `app://kartoteka/…` from the built pages. */
export function createPageHandler(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const file = fileOf(request.url, root);
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined) return refuse(404);
    let body: Buffer;
    try {
      body = await readFile(file);
    } catch {
      return refuse(404);
    }
    const nonce = randomBytes(16).toString('base64');
    const content = extname(file) === '.html' ? body.toString('utf8').replaceAll(PLACE_OF_NONCE, nonce) : body;
    return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
      headers: { 'Content-Type': type, ...headers(nonce) },
    });
  };
}

function headers(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

function refuse(status: 404 | 405): Response {
  return new Response('', { status, headers: headers(randomBytes(16).toString('base64')) });
}
