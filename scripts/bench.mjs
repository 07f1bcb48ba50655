// npm run bench -- [arguments of bench/index.ts]
import path from 'node:path';
import { takeArgs } from './lib/args.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { node24, root } from './lib/paths.mjs';
import runFolder from './lib/run-folder.mjs';
import { main, show } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  process.on('exit', runFolder());
  const { rest } = takeArgs();
  await prepare();
  await ensureDisplay();
  return show(node24, [path.join('bench', 'index.ts'), ...rest], { cwd: root });
});
