// How scripts and tests start the program.
import { createInterface } from 'node:readline';
import { startChild } from './children.mjs';
import { electronBinary } from './electron-runtime.mjs';
import { isRoot, root } from './paths.mjs';
import { verbose } from './steps.mjs';

/**
 * Chromium refuses to sandbox itself for root, which is who runs in containers and CI. Only scripts and tests add this
 * switch; the product never does, whoever starts it.
 */
export const rootSwitches = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);

// Chromium's own notes about buses and graphics cards that bare machines lack would bury what the program says.
const grumble = /^\[\d+:\d+\/[\d.]+:(?:ERROR|WARNING|INFO):[\w./]+\(\d+\)\]/;

/** Starts the built program with its output shown. */
export function startProgram(args) {
  const child = startChild(electronBinary(), [...rootSwitches(), root, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', verbose ? 'inherit' : 'pipe'],
  });
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!grumble.test(line)) process.stderr.write(`${line}\n`);
    });
  }
  return child;
}
