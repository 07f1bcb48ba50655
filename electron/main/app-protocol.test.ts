import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createPageHandler, fileOf } from './app-protocol.ts';

const top = mkdtempSync(join(tmpdir(), 'kartoteka-pages-'));
afterAll(() => rmSync(top, { recursive: true }));
const root = join(top, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(top, 'secret.js'), 'secret');
writeFileSync(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__">');
writeFileSync(join(root, 'assets', 'a-1.js'), 'let x = "__CSP_NONCE__"');
writeFileSync(join(root, 'assets', 'x.exe'), 'MZ');
const answer = createPageHandler(root);
const get = (address: string, method = 'GET') => answer(new Request(address, { method }));

describe('names that lead to no file of ours', () => {
  test.each([
    'app://kartoteka/',
    'app://kartoteka/../secret.js',
    'app://kartoteka/assets/../../secret.js',
    'app://kartoteka/%2e%2e/secret.js',
    'app://kartoteka/assets/%2e%2e%2f%2e%2e%2fsecret.js',
    'app://kartoteka/..%5csecret.js',
    'app://kartoteka/..\\secret.js',
    'app://kartoteka/%252e%252e/secret.js',
    'app://kartoteka/.hidden.js',
    'app://kartoteka//etc/passwd',
    'app://kartoteka/C:/windows/win.ini',
    'app://kartoteka/index.html::$DATA',
    'app://kartoteka/index.html%00.js',
    'app://kartoteka/%E0%A4%A',
    'app://evil/index.html',
    'app://kartoteka.evil/index.html',
    'app://user@kartoteka/index.html',
    'app://kartoteka:80/index.html',
    'file:///index.html',
    'https://kartoteka/index.html',
  ])('%s', async (address) => {
    const file = fileOf(address, root);
    // What a spelling normalises to may lie inside; it is then only a file that is not there.
    expect(file === null || file.startsWith(`${root}/`)).toBe(true);
    expect(file === null ? 404 : (await get(address)).status).toBe(404);
  });
});

test('a page comes with its type, its policy and a nonce of its own', async () => {
  const first = await get('app://kartoteka/index.html?x=1#y');
  const second = await get('app://kartoteka/index.html');
  const policy = first.headers.get('Content-Security-Policy') ?? '';
  const nonce = /'nonce-([\w+/=]{24})'/.exec(policy)?.[1];
  expect(first.status).toBe(200);
  expect(first.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(await first.text()).toBe(`<meta nonce="${nonce}">`);
  expect(second.headers.get('Content-Security-Policy')).not.toBe(policy);
  expect(policy.replace(/ 'nonce-[^']+'/, '')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
});

test('scripts come as they are, and with the policy too', async () => {
  const script = await get('app://kartoteka/assets/a-1.js');
  expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await script.text()).toBe('let x = "__CSP_NONCE__"');
});

test('what is missing, of an unknown type, or asked otherwise is refused', async () => {
  expect((await get('app://kartoteka/none.js')).status).toBe(404);
  expect((await get('app://kartoteka/assets')).status).toBe(404);
  expect((await get('app://kartoteka/assets/x.exe')).status).toBe(404);
  expect((await get('app://kartoteka/index.html', 'POST')).status).toBe(405);
});
