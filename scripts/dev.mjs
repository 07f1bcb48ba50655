// npm run dev: the program with hot reload (electron-vite dev) beside a sandbox registry; takes what `npm start` takes.
import { takeArgs } from './lib/args.mjs';
import { openDesk } from './lib/dev-desk.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { rootSwitches } from './lib/launch.mjs';
import { node24, root, tool } from './lib/paths.mjs';
import { main, show } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  const { values, flags, rest } = takeArgs({ values: ['people', 'port'], flags: ['fresh'] });
  await prepare({ build: false });
  await ensureDisplay();
  const desk = await openDesk({ ...values, fresh: flags.has('fresh') });
  const program = [...rootSwitches(), ...desk, ...rest];
  return show(node24, [tool('electron-vite'), 'dev', '--watch', '--', ...program], { cwd: root });
});
