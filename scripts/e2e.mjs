// npm run e2e -- [Playwright's own arguments, e.g. --grep @tag]
import path from 'node:path';
import { takeArgs } from './lib/args.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { node24, root, tool } from './lib/paths.mjs';
import runFolder from './lib/run-folder.mjs';
import { main, show } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  process.on('exit', runFolder());
  const { rest } = takeArgs();
  await prepare({ tests: true });
  await ensureDisplay();
  const config = path.join('e2e', 'playwright.config.ts');
  return show(node24, [tool('@playwright/test', 'playwright'), 'test', '-c', config, ...rest], { cwd: root });
});
