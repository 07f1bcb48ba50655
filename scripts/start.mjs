// npm start: from a fresh checkout to an open window, with a sandbox registry beside it.
// npm start -- [--people N] [--port N] [--fresh] [--verbose] [switches of the program]
import { takeArgs } from './lib/args.mjs';
import { exitOf } from './lib/children.mjs';
import { openDesk } from './lib/dev-desk.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { startProgram } from './lib/launch.mjs';
import { main, say } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  const { values, flags, rest } = takeArgs({ values: ['people', 'port'], flags: ['fresh'] });
  await prepare();
  await ensureDisplay();
  const desk = await openDesk({ ...values, fresh: flags.has('fresh') });
  say('→ The program is opening; this ends with its window.');
  // The registry is a child of this process and ends with it.
  return exitOf(startProgram([...desk, ...rest]));
});
