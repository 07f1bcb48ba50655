import { randomUUID } from 'node:crypto';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { DeskError } from '#shared/contract/result.ts';

/** Attached documents, served from memory to Chromium's own viewer; no file is written for them. */
export const PDF_SCHEME = 'attachment';
export const PDF_PRIVILEGES = { standard: true, secure: true } as const;

/** The viewer is a page of Chromium with resources of Chromium: both come from the program's own files. */
const VIEWER_ORIGINS = ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai', 'chrome://resources'];

export function isOfViewer(origin: string): boolean {
  return VIEWER_ORIGINS.includes(origin) || origin.startsWith(`${PDF_SCHEME}://`);
}

/** A window with a foreign document has no way to the program: neither a preload nor Node. */
export function viewerPreferences(packaged: boolean): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    navigateOnDragDrop: false,
    spellcheck: false,
    plugins: true,
    devTools: !packaged,
  };
}

export interface PdfWindows {
  /** @throws DeskError KD-6308 when it cannot be shown */
  show(title: string, content: Uint8Array): Promise<void>;
  /** Answers `attachment://…`: what is being shown, and nothing else. */
  answer(request: Pick<Request, 'url' | 'method'>): Response;
  /** At a lock nothing stays in sight, nor in memory. */
  closeAll(): void;
}

export function createPdfWindows(parts: {
  readonly open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly packaged: boolean;
}): PdfWindows {
  const shown = new Map<string, { readonly content: Uint8Array; readonly window: BrowserWindow }>();
  return {
    async show(title, content) {
      const id = randomUUID();
      const window = parts.open({ title, webPreferences: viewerPreferences(parts.packaged) });
      shown.set(id, { content, window });
      window.on('page-title-updated', (event) => event.preventDefault());
      window.on('closed', () => shown.delete(id));
      try {
        await window.loadURL(`${PDF_SCHEME}://${id}/#navpanes=0`);
      } catch (cause) {
        window.destroy();
        throw new DeskError('KD-6308', { cause });
      }
    },
    answer({ url, method }) {
      const found = method === 'GET' ? shown.get(new URL(url).host) : undefined;
      if (found === undefined) return new Response('', { status: 404 });
      return new Response(new Uint8Array(found.content), {
        headers: {
          'Content-Type': 'application/pdf',
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store',
        },
      });
    },
    closeAll() {
      for (const { window } of [...shown.values()]) window.destroy();
    },
  };
}
