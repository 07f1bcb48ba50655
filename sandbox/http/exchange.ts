import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** One request with its whole body, detached from the socket. */
export interface Exchange {
  readonly method: string;
  /** Path and query below the mount point. */
  readonly path: string;
  /** Address of the mount point. */
  readonly base: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined when there is none or it is not JSON. */
  readonly json: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const LIMIT = 32 * 1024 * 1024;

/** Reads the body; null when it is larger than the registry takes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const piece: Buffer = chunk;
    size += piece.length;
    if (size > LIMIT) return null;
    chunks.push(piece);
  }
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body, { maxOutputLength: LIMIT }) : body;
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** JSON, or the form of a search by POST. */
export function parseBody(contentType: string | undefined, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return parseJson(body);
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  response.end(answer.body);
}

export function jsonAnswer(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify(value)),
  };
}
