import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { AccessState, SessionUser } from '#shared/contract/access.ts';
import { USUAL_PREFERENCES } from '#shared/contract/preferences.ts';
import { createDesktop } from './desktop.ts';
import { safeFileName } from './dialogs.ts';
import { paper } from './print.ts';
import { openSettings } from './settings.ts';
import { watchSystem } from './signals.ts';
import { windowTitle } from './title.ts';
import { pagePreferences, placeOf } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-surface-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the title always names the contour, the organisation while its data are open', () => {
  const user: SessionUser = { userId: '1', name: 'И', role: 'editor', organisation: 'ГБУЗ «П № 1»', confirmed: true };
  expect(windowTitle('ru', 'production', null)).toBe('Картотека · РАБОЧИЙ КОНТУР');
  const locked: AccessState = { stage: 'locked', users: [], canSignIn: true, waitSeconds: 0 };
  expect(windowTitle('ru', 'test', locked)).toBe('Картотека · ТЕСТОВЫЙ КОНТУР');
  const training = {
    stage: 'open',
    sessionId: user.userId,
    storeId: user.userId,
    organisations: [],
    user,
    contour: 'training',
    training: true,
  } satisfies AccessState;
  expect(windowTitle('ru', 'production', training)).toBe('Картотека — ГБУЗ «П № 1» · УЧЕБНЫЙ КОНТУР');
});

test('pages run under the strictest preferences', () => {
  expect(pagePreferences('/p.cjs', true)).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    devTools: false,
  });
  expect(pagePreferences('/p.cjs', false).devTools).toBe(true);
});

test('the window opens where it was, unless that is on no screen any more', () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false, section: null };
  expect(placeOf(saved, screen)).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  expect(placeOf({ ...saved, x: 3000 }, screen)).toEqual({ width: 1200, height: 800 });
  expect(placeOf({ ...saved, y: -500 }, screen)).toEqual({ width: 1200, height: 800 });
  expect(placeOf({ ...saved, width: 500, height: 400 }, screen)).toEqual({ x: 100, y: 50, width: 1024, height: 640 });
  expect(placeOf(null, [{ x: 0, y: 0, width: 1366, height: 728 }])).toEqual({ width: 1366, height: 728 });
});

test.each([
  ['Отчёт 21.11.2026.xlsx', 'Отчёт 21.11.2026.xlsx'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\x.pdf', 'x.pdf'],
  ['a:b|c?.pdf', 'a_b_c_.pdf'],
  ['report\u202Efdp.exe', 'report_fdp.exe'],
  ['CON.pdf', '_CON.pdf'],
  ['nul', '_nul'],
  ['file.pdf. . ', 'file.pdf'],
  ['', '_'],
  ['..', '_'],
])('a suggested name %j becomes %j', (name, safe) => expect(safeFileName(name)).toBe(safe));

test('settings survive a restart, keep what is not named, and forgive damage', () => {
  const settings = openSettings(folder);
  expect(settings.preferences()).toEqual(USUAL_PREFERENCES);
  settings.setPreferences({ theme: 'contrast', scale: 150, language: undefined });
  const windows = [{ x: 1, y: 2, width: 1200, height: 800, maximized: true, section: 'staff' }];
  settings.setWindows(windows);
  expect(openSettings(folder).preferences()).toMatchObject({ theme: 'contrast', scale: 150, language: 'ru' });
  expect(openSettings(folder).windows()).toEqual(windows);
  const userId = '0199d3f2-7c1e-7abc-8def-0123456789ab';
  const owner = { storeId: '0199d3f2-7c1e-7abc-8def-1123456789ab', userId };
  expect(settings.place(owner)).toBeNull();
  settings.setPlace(owner, { section: 'requests', parameters: { requestId: userId } });
  expect(openSettings(folder).place(owner)).toEqual({ section: 'requests', parameters: { requestId: userId } });
  // Somebody else, and the same person in another organisation.
  expect(openSettings(folder).place({ ...owner, userId: owner.storeId })).toBeNull();
  expect(openSettings(folder).place({ ...owner, storeId: userId })).toBeNull();
  // An organisation that is taken off the workstation takes the places in it along, no other's.
  const stays = { ...owner, storeId: userId };
  settings.setPlace(stays, { section: 'staff', parameters: {} });
  settings.forgetPlaces(owner.storeId);
  expect([openSettings(folder).place(owner), openSettings(folder).place(stays)?.section]).toEqual([null, 'staff']);
  const file = join(folder, 'settings.json');
  const places = { [owner.storeId]: { [userId]: { section: 'cellar', parameters: {} } } };
  writeFileSync(file, JSON.stringify({ preferences: { theme: 'pink' }, windows: [{ width: 1 }], places }));
  expect(openSettings(folder).preferences().theme).toBe('system');
  expect(openSettings(folder).windows()).toEqual([]);
  expect(openSettings(folder).place(owner)).toBeNull();
  writeFileSync(file, '{ broken');
  expect(openSettings(folder).preferences().theme).toBe('system');
  openSettings(folder).setPreferences({ density: 'comfortable' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ preferences: { density: 'comfortable' } });
});

test('paper is A4 with the page number in the language of the document', () => {
  const row = { cells: ['1'], style: 'normal' as const };
  const model = { landscape: false, language: 'ru' as const, rows: [row] };
  expect(paper({ ...model, landscape: true })).toMatchObject({ pageSize: 'A4', landscape: true });
  expect(paper(model)).toMatchObject({ generateTaggedPDF: true });
  expect(paper({ ...model, rows: Array(2000).fill(row) })).toMatchObject({ generateTaggedPDF: false });
  expect(paper(model).footerTemplate).toMatch(/стр\. <span class="pageNumber">.* из /);
});

test('what the system tells reaches core: lock, sleep, idleness once, the network when it changes', () => {
  const power = new Map<string, () => void>();
  const state = { online: true, idle: 0 };
  let look: () => void = () => undefined;
  const core = { lock: vi.fn(), online: vi.fn() };
  watchSystem({
    core,
    power: { on: (event, listener) => power.set(event, listener), getSystemIdleTime: () => state.idle },
    isOnline: () => state.online,
    idleLockMinutes: 10,
    every: (_, callback) => {
      look = callback;
      return () => undefined;
    },
  });
  look();
  state.online = false;
  look();
  look();
  expect(core.online.mock.calls).toEqual([[true], [false]]);
  for (const idle of [599, 600, 700, 3, 650]) {
    state.idle = idle;
    look();
  }
  expect(core.lock.mock.calls).toEqual([['idle'], ['idle']]);
  power.get('lock-screen')?.();
  power.get('suspend')?.();
  expect(core.lock.mock.calls.slice(2)).toEqual([['screen'], ['suspend']]);
});

test('a program started while nobody had touched the machine for long is not locked before somebody was there', () => {
  const idle = { now: 5000 };
  let look: () => void = () => undefined;
  const core = { lock: vi.fn(), online: vi.fn() };
  watchSystem({
    core,
    power: { on: () => undefined, getSystemIdleTime: () => idle.now },
    isOnline: () => true,
    idleLockMinutes: 10,
    every: (_, callback) => {
      look = callback;
      return () => undefined;
    },
  });
  look();
  expect(core.lock).not.toHaveBeenCalled();
  for (idle.now of [0, 600]) look();
  expect(core.lock.mock.calls).toEqual([['idle']]);
});

test('a report is shown where core says it lies, if it still does', async () => {
  const showInFolder = vi.fn();
  const file = join(folder, 'report.pdf');
  const answers = [file, join(folder, 'gone.pdf'), null];
  const desktop = createDesktop({
    version: '1',
    electron: '1',
    dataFolder: folder,
    policy: null,
    keystore: { available: () => false, wrap: () => '', unwrap: () => '' },
    settings: openSettings(folder),
    core: { reportFile: async () => ({ ok: true, value: answers.shift() ?? null }) },
    showInFolder,
    applied: () => undefined,
    printShortcuts: vi.fn(async () => undefined),
    openWindow: vi.fn(),
  });
  writeFileSync(file, 'x');
  expect(existsSync(file)).toBe(true);
  await desktop.showReport({ runId: '1' }, null);
  await expect(desktop.showReport({ runId: '2' }, null)).rejects.toMatchObject({ code: 'KD-3008' });
  await expect(desktop.showReport({ runId: '3' }, null)).rejects.toMatchObject({ code: 'KD-3008' });
  expect(showInFolder.mock.calls).toEqual([[file]]);
});
