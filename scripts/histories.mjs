// npm run histories -- [arguments of histories/index.ts]
// npm run mutants -- [arguments of histories/mutants/index.ts]
import path from 'node:path';
import { node24, root } from './lib/paths.mjs';
import runFolder from './lib/run-folder.mjs';
import { main, show } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  process.on('exit', runFolder());
  const [first, ...others] = process.argv.slice(2);
  const isMutants = first === 'mutants';
  await prepare({ tests: true, build: false });
  const script = path.join('histories', ...(isMutants ? ['mutants'] : []), 'index.ts');
  return show(node24, [script, ...(isMutants ? others : process.argv.slice(2))], { cwd: root });
});
