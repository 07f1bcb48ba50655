import type { BrowserWindow, Rectangle, WebPreferences } from 'electron';
import type { Log } from './log.ts';
import type { WindowState } from './settings.ts';

/** What every page of the program runs under; the release build cannot loosen it. */
export function pagePreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  };
}

export const SMALLEST = { width: 1024, height: 640 } as const;
const USUAL = { width: 1440, height: 900 } as const;

/** Remembered place when it is still on a screen, else the usual size in the middle of the first one. */
export function placeOf(saved: WindowState | null, areas: readonly Rectangle[]): Partial<Rectangle> {
  const first = areas[0];
  const width = Math.max(SMALLEST.width, Math.min(saved?.width ?? USUAL.width, first?.width ?? USUAL.width));
  const height = Math.max(SMALLEST.height, Math.min(saved?.height ?? USUAL.height, first?.height ?? USUAL.height));
  const { x, y } = saved ?? {};
  if (saved === null || x === undefined || y === undefined) return { width, height };
  const titleBar = { x: x + 40, y: y + 10 };
  const visible = areas.some(
    (area) =>
      titleBar.x >= area.x &&
      titleBar.x + 80 <= area.x + area.width &&
      titleBar.y >= area.y &&
      titleBar.y + 20 <= area.y + area.height,
  );
  return visible
    ? { x, y, width: Math.max(SMALLEST.width, saved.width), height: Math.max(SMALLEST.height, saved.height) }
    : { width, height };
}

/** A page that dies again and again is left alone: the user sees an empty window instead of a flickering one. */
const REVIVALS = { most: 3, within: 60_000 } as const;

export function reviveCrashedPage(window: BrowserWindow, log: Log, monotonic: () => number): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.write('error', 'page.gone', { reason, exitCode });
    const now = monotonic();
    crashes = [...crashes.filter((at) => now - at < REVIVALS.within), now];
    if (reason !== 'clean-exit' && crashes.length <= REVIVALS.most && !window.isDestroyed()) window.reload();
  });
}
