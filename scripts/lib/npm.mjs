// The npm client, run outside our own node_modules.
import { outsideEnv, root, windows } from './paths.mjs';
import { run } from './steps.mjs';

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** Runs npm in the project folder and returns what it printed. */
export const npm = (args, { cwd = root, env } = {}) =>
  // npm is a .cmd file on Windows, which only a shell can start.
  run('npm', [...args, ...quiet], { cwd, env: outsideEnv(env), shell: windows });
