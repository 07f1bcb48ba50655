import { createServer, request } from 'node:http';
import { createConnection, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { type CallbackListener, listenAnywhere, listenForCallback } from './loopback.ts';
import { TEXTS } from './testing/fakes.ts';

const logged: unknown[] = [];
const write = (_event: string, fields?: unknown): void => void logged.push(fields);
const log = { info: write, warn: write, error: write };
let verdict: ErrorCode | null;
let listener: CallbackListener;

beforeEach(async () => {
  logged.length = 0;
  verdict = null;
  listener = await listenForCallback({ check: () => verdict, texts: TEXTS, log });
});
afterEach(() => listener.close());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

function ask({
  method = 'GET',
  path = '/cb?code=1',
  headers = {},
}: Asked = {}): Promise<{ status: number; text: string }> {
  const { port, host } = new URL(listener.redirectUri);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { host, ...headers } }, async (response) => {
      let text = '';
      for await (const part of response) text += part;
      resolve({ status: response.statusCode ?? 0, text });
    });
    sent.on('error', reject).end();
  });
}

test('the address is a literal loopback one with a port of the system’s choice', () => {
  expect(listener.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d{2,5}\/cb$/);
});

test('the answer is taken, and the browser shown a page without anything of the request or any script', async () => {
  const url = `${listener.redirectUri}?code=abc&state=<script>`;
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).toContain('Можно вернуться в программу.');
  expect(text).toContain('&#60;Картотеку&#62;');
  expect(text).not.toMatch(/script|abc/i);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect((await listener.answer).searchParams.get('code')).toBe('abc');
});

describe('what is not the browser coming back is refused and changes nothing', () => {
  test.each<[string, number, Asked]>([
    ['POST', 405, { method: 'POST' }],
    ['HEAD', 405, { method: 'HEAD' }],
    ['OPTIONS', 405, { method: 'OPTIONS' }],
    ['a look-alike Host', 421, { headers: { host: '127.0.0.1.evil.example' } }],
    ['localhost for Host', 421, { headers: { host: 'localhost' } }],
    ['another port in Host', 421, { headers: { host: '127.0.0.1:1' } }],
    ['a rebound name', 421, { headers: { host: 'evil.example:80' } }],
    ['another path', 404, { path: '/' }],
    ['a longer path', 404, { path: '/cb/../cb?code=1' }],
    ['a path that only begins so', 404, { path: '/cbx?code=1' }],
    ['an absolute address', 404, { path: 'http://evil.example/cb?code=1' }],
    ['an icon', 404, { path: '/favicon.ico' }],
    ['an image on a page', 403, { headers: { 'sec-fetch-dest': 'image' } }],
    ['a script on a page', 403, { headers: { 'sec-fetch-dest': 'empty' } }],
    ['a frame of a page', 403, { headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' } }],
  ])('%s: %i', async (_name, status, asked) => {
    const refused = await ask(asked);
    expect(refused).toEqual({ status, text: '' });
    expect(logged).toEqual([{ status }]);
    expect((await ask({ headers: { 'sec-fetch-dest': 'document' } })).status).toBe(200);
    expect((await listener.answer).searchParams.get('code')).toBe('1');
  });
});

test('a second answer is refused with its own code and does not become the answer', async () => {
  await ask({ path: '/cb?code=first' });
  const second = await ask({ path: '/cb?code=second' });
  expect(second.status).toBe(400);
  expect(second.text).toContain('KD-1108');
  expect((await listener.answer).searchParams.get('code')).toBe('first');
  expect(logged).toEqual([{ code: 'KD-1108' }]);
});

test('an answer that is not ours ends the wait with its code', async () => {
  verdict = 'KD-1105';
  const refused = await ask();
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('KD-1105');
  await expect(listener.answer).rejects.toMatchObject({ code: 'KD-1105' });
  expect((await ask()).text).toContain('KD-1108');
});

test('after closing nobody listens, also with a connection that says nothing', async () => {
  const { port } = new URL(listener.redirectUri);
  const silent = createConnection(Number(port), '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const gone = new Promise((resolve) => silent.once('close', resolve));
  await listener.close();
  await gone;
  await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe('busy ports', () => {
  const busy = (code: string): Error => Object.assign(new Error(code), { code });

  test.each(['EADDRINUSE', 'EACCES'])('%s: another one is asked for', async (code) => {
    const server = createServer();
    const listen = server.listen.bind(server);
    let refusals = 0;
    server.listen = ((options: object) => {
      if (refusals < 3) {
        refusals += 1;
        queueMicrotask(() => server.emit('error', busy(code)));
        return server;
      }
      return listen(options);
    }) as typeof server.listen;
    expect(await listenAnywhere(server)).toBeGreaterThan(0);
    expect(refusals).toBe(3);
    await new Promise((resolve) => server.close(resolve));
  });

  test('when every port is busy it gives up with its own code', async () => {
    const taken = createTcpServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = createServer();
    const listen = server.listen.bind(server);
    let tries = 0;
    // The real refusal of a port that is really taken.
    server.listen = ((options: object) => {
      tries += 1;
      return listen({ ...options, port });
    }) as typeof server.listen;
    await expect(listenAnywhere(server)).rejects.toMatchObject({ code: 'KD-1102' });
    expect(tries).toBe(20);
    await new Promise((resolve) => taken.close(resolve));
  });
});
