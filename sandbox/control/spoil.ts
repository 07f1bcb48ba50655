import type { IncomingMessage, ServerResponse } from 'node:http';
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
        response.writeHead(rule.status, {
          'content-type': 'text/plain; charset=utf-8',
          connection: 'close',
          ...(rule.retryAfter === undefined ? {} : { 'retry-after': String(rule.retryAfter) }),
        });
        response.end('Сбой по заказу\n');
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
      case 'delay':
      case 'duplicate':
        break;
    }
  }
  return true;
}

/** Collects what is answered and lets `finish` decide what goes out; a shorter body ends in a broken connection. */
function replaceAnswer(response: ServerResponse, finish: (body: Buffer, end: (sent: Buffer) => void) => void): void {
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
      finish(body, (sent) => {
        if (head !== undefined) response.writeHead(...head);
        if (!response.hasHeader('content-length') && head === undefined)
          response.setHeader('content-length', body.length);
        if (sent.length < body.length) response.write(sent, () => response.socket?.destroy());
        else response.end(sent);
      });
      return response;
    },
  });
}
