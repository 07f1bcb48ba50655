// Fetching a package without installing it: whatever npm the machine has can do that.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { outsideEnv, windows } from './paths.mjs';
import { Failure, run } from './steps.mjs';

export const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Fetches one package into `folder`.
 * @param check is given the tarball's path before anything is unpacked
 * @returns the folder with the package's contents
 */
export async function fetchPackage(spec, folder, { npmArgs = [], check } = {}) {
  mkdirSync(folder, { recursive: true });
  const args = ['pack', spec, '--pack-destination', folder, ...npmArgs, ...quiet];
  // npm is a .cmd file on Windows, which only a shell can start.
  await run('npm', args, { cwd: folder, env: outsideEnv(), shell: windows });
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!packed) throw new Failure(`npm fetched nothing for ${spec}.`);
  const tarball = path.join(folder, packed);
  await check?.(tarball);
  await run('tar', ['-xzf', tarball, '-C', folder]);
  return path.join(folder, 'package');
}
