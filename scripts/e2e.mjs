// npm run e2e -- [--unconnected] [Playwright's own arguments, e.g. --grep @tag]
// --unconnected: in a network with no route, to show that nothing beyond this machine is needed.
import path from 'node:path';
import { takeArgs } from './lib/args.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { node24, root, tool } from './lib/paths.mjs';
import runFolder from './lib/run-folder.mjs';
import { main, show } from './lib/steps.mjs';
import { unconnected } from './lib/unconnected.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  process.on('exit', runFolder());
  const { flags, rest } = takeArgs({ flags: ['unconnected'] });
  await prepare({ tests: true });
  await ensureDisplay();
  const config = path.join('e2e', 'playwright.config.ts');
  const run = [node24, [tool('@playwright/test', 'playwright'), 'test', '-c', config, ...rest]];
  const [command, args] = flags.has('unconnected') ? unconnected(...run) : run;
  return show(command, args, { cwd: root });
});
