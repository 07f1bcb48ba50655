import { expect, test } from 'vitest';
import { mayLoad, mayUsePermission } from './guards.ts';
import { isOurs, pageSource } from './origin.ts';

const pages = pageSource(true, 'http://localhost:5173');
const development = pageSource(false, 'http://localhost:5173/');

test('packaged pages come from the program only, whatever the surroundings say', () => {
  expect(pages.page('index')).toBe('app://kartoteka/index.html');
  expect(development.page('print')).toBe('http://localhost:5173/print.html');
  expect(pageSource(false, undefined).origin).toBe('app://kartoteka');
});

test('only the top frame of an own window on an own page is answered', () => {
  const sender = { ownWindow: true, topFrame: true, origin: 'app://kartoteka' };
  expect(isOurs(sender, pages)).toBe(true);
  expect(isOurs({ ...sender, ownWindow: false }, pages)).toBe(false);
  expect(isOurs({ ...sender, topFrame: false }, pages)).toBe(false);
  for (const origin of ['app://kartoteka.evil', 'app://', 'null', '', 'file://', 'http://localhost:5173']) {
    expect(isOurs({ ...sender, origin }, pages)).toBe(false);
  }
});

test('one permission, for own pages', () => {
  const own = 'app://kartoteka/index.html';
  expect(mayUsePermission('clipboard-sanitized-write', own, pages)).toBe(true);
  expect(mayUsePermission('clipboard-sanitized-write', 'https://evil.example/', pages)).toBe(false);
  expect(mayUsePermission('clipboard-sanitized-write', '', pages)).toBe(false);
  const others = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'serial', 'usb'];
  for (const permission of [...others, 'fileSystem', 'fullscreen', 'pointerLock', 'unknown']) {
    expect(mayUsePermission(permission, own, pages)).toBe(false);
  }
});

test('no page reaches the network', () => {
  for (const address of ['app://kartoteka/assets/a.js', 'blob:app://kartoteka/1', 'data:image/png;base64,AA==']) {
    expect(mayLoad(address, pages)).toBe(true);
  }
  const foreign = [
    'https://evil.example/',
    'http://127.0.0.1/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'app://evil/',
  ];
  for (const address of [...foreign, 'http://localhost:5173/', 'ftp://x/', 'chrome://gpu', 'x', '']) {
    expect(mayLoad(address, pages), address).toBe(false);
  }
  expect(mayLoad('ws://localhost:5173/hmr', development)).toBe(true);
  expect(mayLoad('ws://localhost:9999/hmr', development)).toBe(false);
});
