import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  net,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { v7 } from 'uuid';
import type { AccessState } from '#shared/contract/access.ts';
import { nextScale, type Preferences, USUAL_PREFERENCES } from '#shared/contract/preferences.ts';
import { messages } from '#shared/text/translate.ts';
import icon from '../../resources/icons/icon.png?asset';
import { createPageHandler } from './app-protocol.ts';
import { createCoreHost } from './core-host.ts';
import { createDesktop } from './desktop.ts';
import { createDialogs } from './dialogs.ts';
import { guardContents, guardSession } from './guards.ts';
import { createHostServices } from './host-services.ts';
import { listenForCalls, tell } from './ipc.ts';
import { createKeystore } from './keystore.ts';
import type { Log } from './log.ts';
import { mailDraftAddress } from './mail-draft.ts';
import { menuTemplate } from './menu.ts';
import type { ChooseCommand } from './menu-commands.ts';
import { HOST, pageSource, SCHEME } from './origin.ts';
import { createPdfWindows, PDF_SCHEME } from './pdf-windows.ts';
import type { foldersOf } from './places.ts';
import type { PolicyOutcome } from './policy.ts';
import { policyNotice } from './policy-notice.ts';
import { createPrinter } from './print.ts';
import { createRouter } from './router.ts';
import type { Settings, WindowState } from './settings.ts';
import { shortcutsModel } from './shortcuts.ts';
import { watchSystem } from './signals.ts';
import { windowTitle } from './title.ts';
import { createToasts } from './toasts.ts';
import { pagePreferences, placeOf, reviveCrashedPage, SMALLEST } from './window.ts';
import { Windows } from './windows.ts';

export interface ProgramParts {
  readonly folders: ReturnType<typeof foldersOf>;
  readonly log: Log;
  readonly policy: PolicyOutcome;
  readonly settings: Settings;
}

/** Builds the program once Electron is ready and takes it down at its end. */
export function run({ folders, log, policy: outcome, settings }: ProgramParts): void {
  const policy = outcome.kind === 'applied' ? outcome.policy : null;
  const packaged = app.isPackaged;
  const built = join(import.meta.dirname, '..');
  const pages = pageSource(packaged, process.env.ELECTRON_RENDERER_URL);
  const windows = new Windows({ create: openWindow, save: settings.setWindows });
  let access: AccessState | null = null;

  wipe(folders.temporary);
  mkdirSync(folders.desk, { recursive: true, mode: 0o700 });
  session.defaultSession.protocol.handle(SCHEME, createPageHandler(join(built, 'renderer')));
  guardSession(session.defaultSession, pages);
  guardContents(app, log);
  const pdf = createPdfWindows({
    packaged,
    open: (options) => {
      const parent = windows.front;
      return new BrowserWindow({ ...options, ...(parent && { parent }), width: 900, height: 900, icon });
    },
  });
  session.defaultSession.protocol.handle(PDF_SCHEME, pdf.answer);

  const printer = createPrinter({ pages, openWindow: openPrintWindow, log });
  const keystore = createKeystore(safeStorage, process.platform);
  const core = createCoreHost({
    fork: () =>
      utilityProcess.fork(join(import.meta.dirname, 'core.js'), checksAnswers() ? ['--check-answers'] : [], {
        serviceName: 'core',
        stdio: packaged ? 'ignore' : 'inherit',
      }),
    start: {
      dataFolder: folders.desk,
      temporaryFolder: folders.temporary,
      appVersion: app.getVersion(),
      policy,
    },
    services: createHostServices({
      issuer: policy?.issuer ?? null,
      openExternal: (url) => shell.openExternal(url),
      keystore,
      dialogs: createDialogs(
        dialog,
        () => windows.front,
        () => app.getPath('documents'),
      ),
      print: printer,
      pdf,
      forgetPlaces: (storeId) => settings.forgetPlaces(storeId),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      mailDraft: (draft) => mailDraftAddress(draft, messages(language())),
      toast: createToasts({
        isSupported: () => Notification.isSupported(),
        show(options, onClick) {
          const notification = new Notification({ ...options, icon });
          notification.on('click', onClick);
          notification.show();
        },
        isInFront: () => windows.all.some((window) => window.isFocused()),
        isOpen: () => access?.stage === 'open',
        texts: () => messages(language()),
        open: () => {
          toFront();
          tell(windows.front?.webContents, 'notifications.open', {});
        },
      }),
    }),
    log,
    newId: () => v7(),
    monotonic: () => performance.now(),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    onEvent(name, body) {
      if (name === 'access.changed') {
        access = body as AccessState;
        if (access.stage !== 'open') pdf.closeAll();
        retitle();
        rebuildMenu();
      }
      windows.tell(name, body);
    },
  });

  const desktop = createDesktop({
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    dataFolder: folders.desk,
    policy,
    keystore,
    settings,
    core,
    showInFolder: (file) => shell.showItemInFolder(file),
    applied: apply,
    printShortcuts,
    openWindow: () => windows.another(),
  });
  const router = createRouter({ core, desktop, log, newId: () => v7() });
  listenForCalls(ipcMain, router, pages, (contents) => windows.owns(contents));

  function checksAnswers(): boolean {
    return !packaged && process.argv.includes('--check-answers');
  }

  /** English with accents for tests that look for what is not translated; never in a packaged program. */
  function address(): string {
    const accents = !packaged && process.argv.includes('--pseudo-locale');
    return accents ? `${pages.page('index')}?pseudo-locale` : pages.page('index');
  }

  function language(): Preferences['language'] {
    return settings.preferences().language;
  }

  function title(): string {
    return windowTitle(language(), policy?.contour ?? 'training', access);
  }

  function retitle(): void {
    for (const window of windows.all) window.setTitle(title());
  }

  function apply(preferences: Preferences): void {
    // Our own high contrast is a dark one to whatever the system draws.
    nativeTheme.themeSource = preferences.theme === 'contrast' ? 'dark' : preferences.theme;
    rebuildMenu();
    retitle();
    for (const { webContents } of windows.all) webContents.setZoomFactor(preferences.scale / 100);
    windows.tell('preferences.changed', preferences);
  }

  /** What can be chosen depends on who is at work. */
  function rebuildMenu(): void {
    const role = access?.stage === 'open' ? access.user.role : null;
    const command: ChooseCommand = (id) => tell(windows.front?.webContents, 'command.chosen', { command: id });
    const actions = { quit: () => app.quit(), about, scale, command };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language(), actions, packaged, role)));
  }

  async function printShortcuts(): Promise<void> {
    const made = { by: access?.stage === 'open' ? access.user.name : '', at: new Date() };
    const model = shortcutsModel(language(), made);
    await pdf.show(model.title, await printer(model));
  }

  function scale(to: 'larger' | 'smaller' | 'usual'): void {
    const now = settings.preferences().scale;
    const next = to === 'usual' ? USUAL_PREFERENCES.scale : nextScale(now, to === 'larger' ? 1 : -1);
    apply(settings.setPreferences({ scale: next }));
  }

  function about(): void {
    const texts = messages(language());
    const detail = texts.main.about(app.getVersion(), process.versions.electron ?? '');
    showMessage({ title: texts.main.menu.about, message: texts.common.product, detail, type: 'info' });
  }

  function showMessage(options: { title: string; message: string; detail: string; type: 'info' | 'warning' }): void {
    const buttons = [messages(language()).common.close];
    const { front } = windows;
    if (front !== undefined) void dialog.showMessageBox(front, { ...options, buttons, noLink: true });
  }

  function toFront(): void {
    const { front } = windows;
    if (front?.isMinimized()) front.restore();
    front?.focus();
  }

  function openPrintWindow(): BrowserWindow {
    return new BrowserWindow({
      show: false,
      webPreferences: {
        ...pagePreferences(join(built, 'preload', 'print.cjs'), packaged),
        backgroundThrottling: false,
      },
    });
  }

  function openWindow(saved: WindowState | null): BrowserWindow {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const opened = new BrowserWindow({
      ...placeOf(saved, areas),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
      webPreferences: {
        ...pagePreferences(join(built, 'preload', 'index.cjs'), packaged),
        zoomFactor: settings.preferences().scale / 100,
      },
    });
    opened.setTitle(title());
    opened.on('page-title-updated', (event) => event.preventDefault());
    opened.once('ready-to-show', () => {
      if (saved?.maximized) opened.maximize();
      opened.show();
      log.write('info', 'window.shown', { milliseconds: Math.round(performance.now()) });
      const notice = windows.all.length > 1 ? null : policyNotice(outcome, language());
      if (notice !== null) showMessage(notice);
    });
    reviveCrashedPage(opened, log, () => performance.now());
    const section = saved?.section ?? '';
    opened
      .loadURL(`${address()}#${section}`)
      .catch(() => log.write('error', 'page.not-loaded', { page: `${HOST}/index` }));
    return opened;
  }

  apply(settings.preferences());
  windows.restore(settings.windows());
  const unwatch = watchSystem({
    core,
    power: powerMonitor,
    isOnline: () => net.isOnline(),
    idleLockMinutes: policy?.idleLockMinutes ?? 10,
    every(milliseconds, callback) {
      const timer = setInterval(callback, milliseconds);
      return () => clearInterval(timer);
    },
  });

  app.on('second-instance', toFront);
  app.on('before-quit', () => windows.end());
  app.on('window-all-closed', () => app.quit());
  powerMonitor.on('shutdown', () => app.quit());
  let down = false;
  app.on('will-quit', (event) => {
    if (down) return;
    event.preventDefault();
    unwatch();
    void core.stop().finally(() => {
      down = true;
      wipe(folders.temporary);
      log.write('info', 'program.end');
      log.close();
      // Electron does not hear a call that comes while it still handles the one before.
      setImmediate(() => app.quit());
    });
  });
}

/** Plain files of an earlier run, however it ended, do not stay; the folder is ready for this one. */
function wipe(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
