// The npm client, run outside our own node_modules.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { outsideEnv, root, windows } from './paths.mjs';
import { Failure, run } from './steps.mjs';

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** Runs npm in the project folder and returns what it printed. */
export const npm = (args, { cwd = root, env } = {}) =>
  // npm is a .cmd file on Windows, which only a shell can start.
  run('npm', [...args, ...quiet], { cwd, env: outsideEnv(env), shell: windows });

/**
 * Fetches one package without installing it, into `folder`.
 * @param check is given the tarball's path before anything is unpacked
 * @returns the folder with the package's contents
 */
export async function fetchPackage(spec, folder, { npmArgs = [], check } = {}) {
  mkdirSync(folder, { recursive: true });
  await npm(['pack', spec, '--pack-destination', folder, ...npmArgs], { cwd: folder });
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!packed) throw new Failure(`npm fetched nothing for ${spec}.`);
  const tarball = path.join(folder, packed);
  await check?.(tarball);
  await run('tar', ['-xzf', tarball, '-C', folder]);
  return path.join(folder, 'package');
}
