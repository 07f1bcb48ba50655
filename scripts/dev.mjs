// npm run dev: the program with hot reload (electron-vite dev) beside a sandbox registry.
import { takeArgs } from './lib/args.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { rootSwitches } from './lib/launch.mjs';
import { devProfile, node24, root, tool } from './lib/paths.mjs';
import { startSandbox } from './lib/sandbox.mjs';
import { main, show } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  const { values, rest } = takeArgs({ values: ['people', 'port'] });
  await prepare({ build: false });
  await ensureDisplay();
  const sandbox = await startSandbox(values);
  const program = [...rootSwitches(), `--policy=${sandbox.policyFile}`, `--user-data-dir=${devProfile}`, ...rest];
  return show(node24, [tool('electron-vite'), 'dev', '--watch', '--', ...program], {
    cwd: root,
  });
});
