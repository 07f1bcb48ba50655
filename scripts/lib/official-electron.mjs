// The official Electron build, by Electron's own installer: it knows mirrors and proxies and checks the checksums of its package.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exitOf, startChild } from './children.mjs';
import { modules, node24 } from './paths.mjs';
import { verbose } from './steps.mjs';

const home = path.join(modules, 'electron');

/** Silence allowed before the first byte arrives, and between two later ones. A closed network must not hold up a start. */
const firstByteMs = 8_000;
const stallMs = 30_000;

/** Files come and go while they are counted: what cannot be read counts for nothing. */
function bytesUnder(folder) {
  if (!existsSync(folder)) return 0;
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    sum += entry.isDirectory() ? bytesUnder(full) : (statSync(full, { throwIfNoEntry: false })?.size ?? 0);
  }
  return sum;
}

/** Ends the installer when it makes no progress; returns a function that stops watching and tells whether that happened. */
function watchdog(installer, folders) {
  let seen = 0;
  let last = Date.now();
  let ended = false;
  const timer = setInterval(() => {
    let bytes = seen;
    try {
      bytes = folders.reduce((sum, folder) => sum + bytesUnder(folder), 0);
    } catch {
      // A folder vanished between two calls, which is progress of a kind; the next look will tell.
    }
    if (bytes !== seen) last = Date.now();
    else if (Date.now() - last > (seen ? stallMs : firstByteMs)) {
      ended = true;
      installer.kill();
    }
    seen = bytes;
  }, 500);
  return () => {
    clearInterval(timer);
    return ended;
  };
}

/** Downloads and unpacks it into node_modules/electron. @returns undefined, or in a few words why it could not be had */
export async function installOfficial() {
  const dist = path.join(home, 'dist');
  // A link to the stand-in must go first, or the installer would unpack through it.
  rmSync(dist, { recursive: true, force: true });
  rmSync(path.join(home, 'path.txt'), { force: true });
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'electron-download-'));
  // The download grows in this temporary folder, which is how progress is seen.
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' };
  const installer = startChild(node24, [path.join(home, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  installer.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
    if (verbose) process.stderr.write(chunk);
  });
  const stopWatching = watchdog(installer, [temporary, dist]);
  try {
    const code = await exitOf(installer);
    if (stopWatching()) return 'no answer';
    return code === 0 ? undefined : (said.split('\n').find((line) => line.trim()) ?? `ended with ${code}`).trim();
  } finally {
    stopWatching();
    rmSync(temporary, { recursive: true, force: true });
  }
}
