import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { mayLoad } from './guards.ts';
import { pageSource } from './origin.ts';
import { createPdfWindows, viewerPreferences } from './pdf-windows.ts';

class FakeWindow extends EventEmitter {
  address = '';
  async loadURL(address: string): Promise<void> {
    this.address = address;
    if (address === '') throw new Error('Not loaded');
  }
  destroy(): void {
    this.emit('closed');
  }
}

function open() {
  const windows: FakeWindow[] = [];
  const pdf = createPdfWindows({
    packaged: true,
    open: () => {
      const window = new FakeWindow();
      windows.push(window);
      return window as unknown as BrowserWindow;
    },
  });
  return { pdf, windows };
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer()).toString();

test('a document is served to its own window from memory, as nothing but a PDF', async () => {
  const { pdf, windows } = open();
  await pdf.show('a.pdf', Buffer.from('first'));
  await pdf.show('b.pdf', Buffer.from('second'));
  const [first, second] = windows.map(({ address }) => address);
  expect(first).not.toBe(second);
  const answer = pdf.answer({ url: first ?? '', method: 'GET' });
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await bytesOf(answer)).toBe('first');
  expect(pdf.answer({ url: first ?? '', method: 'POST' }).status).toBe(404);
  expect(pdf.answer({ url: 'attachment://another/', method: 'GET' }).status).toBe(404);
});

test('with its window, and at a lock, a document leaves the memory', async () => {
  const { pdf, windows } = open();
  for (const title of ['a', 'b', 'c']) await pdf.show(title, Buffer.from(title));
  const status = () => windows.map(({ address }) => pdf.answer({ url: address, method: 'GET' }).status);
  windows[0]?.destroy();
  expect(status()).toEqual([404, 200, 200]);
  pdf.closeAll();
  expect(status()).toEqual([404, 404, 404]);
});

test('the window of a document has no way to the program or to the network', () => {
  expect(viewerPreferences(true)).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    devTools: false,
  });
  expect(viewerPreferences(true)).not.toHaveProperty('preload');
  const pages = pageSource(true, undefined);
  for (const own of ['attachment://0b1c/', 'chrome://resources/js/assert.js']) expect(mayLoad(own, pages)).toBe(true);
  for (const foreign of ['chrome-extension://abc/x.js', 'chrome://settings', 'https://attachment/']) {
    expect(mayLoad(foreign, pages), foreign).toBe(false);
  }
});
