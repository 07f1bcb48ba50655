// The npm client, run outside our own node_modules.
import { npmCommand } from './node-toolchain.mjs';
import { quiet } from './npm-fetch.mjs';
import { outsideEnv, root, windows } from './paths.mjs';
import { run } from './steps.mjs';

/** Runs npm in the project folder and returns what it printed. */
export async function npm(args, { cwd = root, env } = {}) {
  const [command, ...first] = await npmCommand();
  return run(command, [...first, ...args, ...quiet], {
    cwd,
    env: outsideEnv(env),
    shell: windows && command === 'npm',
  });
}
