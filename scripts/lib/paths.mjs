// Where things are. Only `node:` built-ins here and in every module of this folder: they run before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const modules = path.join(root, 'node_modules');
export const windows = process.platform === 'win32';

/** Node 24 of the `node` package: the version the program's own code is written for, whatever Node runs these scripts. */
export const node24 = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** Outside node_modules, so that `npm ci` and a second clone find what was fetched or compiled once. */
export const cacheDir = path.join(
  windows
    ? (process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'))
    : process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'kartoteka',
);

/** Profile of `npm start` and `npm run dev`, apart from an installed program's own. */
export const devProfile = path.join(
  windows
    ? (process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'))
    : process.platform === 'darwin'
      ? path.join(os.homedir(), 'Library', 'Application Support')
      : process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share'),
  'kartoteka-dev',
);

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Like readJson, but undefined for a file that is missing or half-written: stamps are only hints. */
export function tryJson(file) {
  try {
    return readJson(file);
  } catch {
    return undefined;
  }
}

/** The script behind a package's command, to be run by node24: the wrappers in .bin differ from system to system. */
export function tool(pkg, command = pkg) {
  const folder = path.join(modules, pkg);
  const { bin } = readJson(path.join(folder, 'package.json'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** An environment whose PATH is free of our own node_modules: npm must not run on the Node that it is about to replace. */
export function outsideEnv(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const kept = (process.env[key] ?? '').split(path.delimiter).filter((part) => !part.startsWith(modules));
  return { ...process.env, [key]: kept.join(path.delimiter), ...extra };
}

export const isRoot = () => process.getuid?.() === 0;
export const hasDpkg = () => process.platform === 'linux' && existsSync('/usr/bin/dpkg-query');
