// Packages of package-lock.json and the Node 24 among them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from './node-toolchain.mjs';
import { npm } from './npm.mjs';
import { modules, node24, readJson, root, tryJson, windows } from './paths.mjs';
import { Failure, step } from './steps.mjs';

/**
 * npm writes down what it has put into node_modules in a lock file of its own there: comparing the two tells exactly whether
 * the tree is that of package-lock.json. Dates would not: a checkout or a branch switch changes them at will.
 */
export function installed() {
  const placed = tryJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!placed) return false;
  const wanted = Object.entries(readJson(path.join(root, 'package-lock.json')).packages);
  return wanted.every(
    ([place, { version, optional, devOptional }]) =>
      place === '' || placed[place]?.version === version || (!placed[place] && (optional || devOptional)),
  );
}

/**
 * `npm ci`; where npm finds the lock file incomplete, the same versions without touching either file. A registry mirror that
 * does not carry the optional packages of other systems makes npm forget them whenever it rewrites the lock file.
 */
async function install() {
  // Windows cannot delete a running program, and this very script may be running on the Node in node_modules.
  const clean = !(windows && existsSync(modules));
  try {
    if (clean) return await npm(['ci']);
  } catch (error) {
    if (!error.message.includes('EUSAGE')) throw error;
  }
  return npm(['install', '--no-save']);
}

export async function ensureDeps() {
  if (!installed()) {
    // First, as a step of its own: on a machine with an older Node this fetches another.
    await npmCommand();
    await step('Packages of package-lock.json', install);
  }
  if (existsSync(node24)) return;
  // Its binary is placed by an install script, which npm leaves out where scripts are switched off.
  await step('Node 24 for development (npm rebuild node)', () => npm(['rebuild', 'node', '--ignore-scripts=false']));
  if (!existsSync(node24))
    throw new Failure(
      'The package "node" has placed no binary: approve its install script and run "npm rebuild node".',
    );
}
