import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRule } from './faults.ts';

/**
 * Prepares an exchange for the faults it met. False means that the exchange is over and must not be handled: the
 * request is as good as never sent, or refused before anyone saw it.
 */
export function spoil(request: IncomingMessage, response: ServerResponse, rules: readonly FaultRule[]): boolean {
  for (const rule of rules) {
    switch (rule.action) {
      case 'drop':
        request.socket.destroy();
        return false;
      case 'status':
        refuse(request, response, rule);
        return false;
      case 'dropAnswer':
        replaceAnswer(response, () => request.socket.destroy());
        break;
      case 'cut':
        replaceAnswer(response, (body, end) => {
          // The header promises all of it; the connection ends half way.
          end(body.subarray(0, Math.floor(body.length / 2)));
        });
        break;
      case 'garble':
        replaceAnswer(response, (body, end) => {
          const spoilt = Buffer.from(body);
          for (let i = Math.floor(spoilt.length / 3); i < spoilt.length; i += 97) spoilt[i] = 0x7e;
          end(spoilt);
        });
        break;
      case 'slow':
        replaceAnswer(response, (body, _, begin) => trickle(response, body, rule.ms, begin));
        break;
      case 'delay':
      case 'hold':
      case 'duplicate':
        break;
    }
  }
  return true;
}

/** Answers when the whole request is in: closing earlier would look like a broken connection. */
function refuse(request: IncomingMessage, response: ServerResponse, rule: FaultRule): void {
  request.on('end', () => {
    response.writeHead(rule.status, {
      'content-type': rule.contentType,
      ...(rule.retryAfter === undefined ? {} : { 'retry-after': String(rule.retryAfter) }),
    });
    response.end(rule.body);
  });
  request.resume();
}

const PIECES = 10;

async function trickle(response: ServerResponse, body: Buffer, ms: number, begin: () => void): Promise<void> {
  begin();
  const size = Math.ceil(body.length / PIECES);
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    response.write(body.subarray(at, at + size));
    await wait(ms / PIECES);
  }
  response.end();
}

type Finish = (body: Buffer, end: (sent: Buffer) => void, begin: () => void) => void;

/** Collects what is answered and lets `finish` decide what goes out; a shorter body ends in a broken connection. */
function replaceAnswer(response: ServerResponse, finish: Finish): void {
  const chunks: Buffer[] = [];
  const collect = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const { writeHead, write, end } = response;
  let head: Parameters<typeof writeHead> | undefined;
  Object.assign(response, {
    writeHead: (...values: Parameters<typeof writeHead>) => {
      head = values;
      return response;
    },
    write: (chunk: unknown) => {
      collect(chunk);
      return true;
    },
    end: (chunk?: unknown) => {
      collect(chunk);
      Object.assign(response, { writeHead, write, end });
      const body = Buffer.concat(chunks);
      const begin = (): void => {
        if (head !== undefined) response.writeHead(...head);
        else if (!response.hasHeader('content-length')) response.setHeader('content-length', body.length);
      };
      const sendPart = (sent: Buffer): void => {
        begin();
        if (sent.length < body.length) response.write(sent, () => response.socket?.destroy());
        else response.end(sent);
      };
      finish(body, sendPart, begin);
      return response;
    },
  });
}
