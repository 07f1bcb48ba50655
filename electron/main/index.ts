import { mkdirSync } from 'node:fs';
import { app, Menu, protocol } from 'electron';
import { traceOf } from '#shared/contract/trace.ts';
import { PRIVILEGES } from './app-protocol.ts';
import { createLog } from './log.ts';
import { SCHEME } from './origin.ts';
import { PDF_PRIVILEGES, PDF_SCHEME } from './pdf-windows.ts';
import { foldersOf, forbiddenSwitch, policyFile, switchValue, userDataFolder } from './places.ts';
import { readPolicy } from './policy.ts';
import { run } from './program.ts';
import { openSettings } from './settings.ts';

/** The order of the start; each step lives in a file of its own. */
function start(): void {
  const { argv, env, platform } = process;
  const forbidden = app.isPackaged ? forbiddenSwitch(argv) : null;
  if (forbidden !== null) {
    process.stderr.write(`kartoteka: --${forbidden} is not available\n`);
    app.exit(64);
    return;
  }
  const appData = app.getPath('appData');
  const userData = userDataFolder({ platform, env, appData, userDataSwitch: switchValue(argv, 'user-data-dir') });
  const folders = foldersOf(userData);
  mkdirSync(folders.browser, { recursive: true, mode: 0o700 });
  app.setPath('userData', userData);
  app.setPath('sessionData', folders.browser);
  app.setPath('logs', folders.logs);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  const log = createLog({ folder: folders.logs, now: () => new Date() });
  process.on('uncaughtException', (error) => {
    log.write('error', 'program.uncaught', traceOf(error));
    app.exit(70);
  });
  const settings = openSettings(userData);
  // Chromium's own words: spelling of dates, messages of fields.
  app.commandLine.appendSwitch('lang', settings.preferences().language);
  // Servers learn the program and its version, not the system it runs on; a header holds no Cyrillic.
  app.userAgentFallback = `Kartoteka/${app.getVersion()}`;
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: PRIVILEGES },
    { scheme: PDF_SCHEME, privileges: PDF_PRIVILEGES },
  ]);
  // Electron's default menu would be there for a moment, in English.
  Menu.setApplicationMenu(null);
  const named = app.isPackaged ? '' : switchValue(argv, 'policy');
  const policy = readPolicy(named === '' ? policyFile(platform, env) : named);
  const { electron = '' } = process.versions;
  log.write('info', 'program.start', { version: app.getVersion(), electron, policy: policy.kind });
  void app.whenReady().then(() => run({ folders, log, policy, settings }));
}

start();
