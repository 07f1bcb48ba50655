// How scripts and tests start the program.
import { startChild } from './children.mjs';
import { electronBinary } from './electron-runtime.mjs';
import { isRoot, root } from './paths.mjs';

/**
 * Chromium refuses to sandbox itself for root, which is who runs in containers and CI. Only scripts and tests add this
 * switch; the product never does, whoever starts it.
 */
export const rootSwitches = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);

/** Starts the built program with its output shown. */
export function startProgram(args) {
  return startChild(electronBinary(), [...rootSwitches(), root, ...args], { cwd: root });
}
