// `electron-vite build`, left out while nothing that goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24, readJson, root, tool, tryJson } from './paths.mjs';
import { standInMajor } from './standin.mjs';
import { run, step } from './steps.mjs';

const inputs = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const stamp = path.join(root, 'out', '.sources.json');
const tests = /\.(test|spec)\.tsx?$/;

/** Name, size and time of every source in one digest: reading a thousand files on each start would cost more than it tells. */
function digest(runtime) {
  const hash = createHash('sha256').update(runtime);
  const add = (file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found || tests.test(file)) return;
    if (found.isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(`${file}\0${found.size}\0${found.mtimeMs}\n`);
  };
  for (const name of inputs) add(path.join(root, name));
  return hash.digest('hex');
}

/** The variables electron-vite needs to aim at the Electron that will run the result: the stand-in lacks newer syntax. */
export const buildEnv = (runtime) =>
  runtime === 'stand-in' ? { ...process.env, ELECTRON_MAJOR_VER: standInMajor } : process.env;

/** Whether out/ is what the sources make. */
export function built(runtime) {
  const entry = path.join(root, readJson(path.join(root, 'package.json')).main);
  return existsSync(entry) && tryJson(stamp)?.digest === digest(runtime);
}

export async function ensureBuilt(runtime) {
  if (built(runtime)) return;
  // Taken before the build: what is saved while it runs is built next time.
  const sources = digest(runtime);
  await step('Building the program (electron-vite build)', () =>
    run(node24, [tool('electron-vite'), 'build'], { cwd: root, env: buildEnv(runtime) }),
  );
  writeFileSync(stamp, JSON.stringify({ digest: sources }));
}
