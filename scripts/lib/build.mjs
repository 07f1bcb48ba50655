// `electron-vite build`, left out while nothing that goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24, readJson, root, tool, tryJson } from './paths.mjs';
import { run, step } from './steps.mjs';

const inputs = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const stamp = path.join(root, 'out', '.sources.json');
const tests = /\.(test|spec)\.tsx?$/;

/** Name, size and time of every source in one digest: reading a thousand files on each start would cost more than it tells. */
function digest() {
  const hash = createHash('sha256');
  const add = (file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found || tests.test(file)) return;
    if (found.isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(`${file}\0${found.size}\0${found.mtimeMs}\n`);
  };
  for (const name of inputs) add(path.join(root, name));
  return hash.digest('hex');
}

/** Whether out/ is what the sources make. */
export function built() {
  const entry = path.join(root, readJson(path.join(root, 'package.json')).main);
  return existsSync(entry) && tryJson(stamp)?.digest === digest();
}

export async function ensureBuilt() {
  if (built()) return;
  // Taken before the build: what is saved while it runs is built next time.
  const sources = digest();
  await step('Building the program (electron-vite build)', () =>
    run(node24, [tool('electron-vite'), 'build'], { cwd: root }),
  );
  writeFileSync(stamp, JSON.stringify({ digest: sources }));
}
