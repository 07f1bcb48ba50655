// What Electron's own default app does for `electron <folder> …`: the stand-in runtime
// (see scripts/lib/standin.mjs) carries none, so this file takes its place there. Development and tests only.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

// A switch with its value in the next argument; without this list `-r loader.js .` would start loader.js.
const takesValue = new Set(['-r', '--require']);

function parse(argv) {
  const preload = [];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i];
    if (takesValue.has(arg)) preload.push(argv[++i]);
    else if (arg === '-v' || arg === '--version') return { version: true, preload };
    else if (!arg.startsWith('-')) return { target: path.resolve(arg), preload };
  }
  return { preload };
}

/** Names the program as its package.json says, so that paths and titles are those of a real start. */
function adopt(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (manifest.productName || manifest.name) app.name = manifest.productName ?? manifest.name;
  if (manifest.version) app.setVersion(manifest.version);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), app.name));
  }
  app.setAppPath(folder);
  return path.resolve(folder, manifest.main ?? 'index.js');
}

const { target, preload, version } = parse(process.argv.slice(1));

if (version || !target) {
  console.log(version ? `v${process.versions.electron}` : 'usage: electron [-r module] <folder or script>');
  app.exit(version ? 0 : 1);
} else {
  const require = createRequire(path.join(process.cwd(), 'electron-default-app.cjs'));
  for (const name of preload) require(name);
  try {
    const entry = statSync(target).isDirectory() ? adopt(target) : target;
    // Awaited at top level: Electron holds `ready` back until the main module has been evaluated.
    await import(pathToFileURL(entry).href);
  } catch (error) {
    console.error('The program could not be started:\n', error);
    if (!process.env.CI && process.platform !== 'linux') dialog.showErrorBox('Start failed', String(error));
    app.exit(1);
  }
}
