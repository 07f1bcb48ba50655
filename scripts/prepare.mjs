// Everything between a fresh checkout and a program that can start. Each part is a cheap check when there is nothing to do.
// As a command: node scripts/prepare.mjs [--tests] [--official] [--verbose]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDebian, forDisplay, forElectron, forTests } from './lib/apt.mjs';
import { takeArgs } from './lib/args.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDeps } from './lib/deps.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { alone } from './lib/lock.mjs';
import { ensureAddon } from './lib/sqlite-addon.mjs';
import { main } from './lib/steps.mjs';

/**
 * @param tests  also what the test suites call: a browser, an office program, PDF tools
 * @param build  also out/; switched off by those who build for themselves
 * @param again  tries for the official Electron although the stand-in is in place
 * @returns {runtime: 'official' | 'stand-in'}
 */
export const prepare = ({ tests = false, build = true, again = false } = {}) =>
  alone('prepare', async () => {
    await ensureDebian([...forElectron, ...(hasDisplay() ? [] : forDisplay), ...(tests ? forTests : [])]);
    await ensureDeps();
    const runtime = await ensureElectron({ again });
    await ensureAddon(runtime);
    if (build) await ensureBuilt();
    return { runtime };
  });

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { flags } = takeArgs({ flags: ['tests', 'official', 'no-build'] });
    const { runtime } = await prepare({
      tests: flags.has('tests'),
      build: !flags.has('no-build'),
      again: flags.has('official'),
    });
    console.log(`Ready, with the ${runtime} Electron.`);
  });
}
