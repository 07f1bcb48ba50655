// npm start: from a fresh checkout to an open window, with a sandbox registry beside it.
// npm start -- [--people N] [--port N] [--fresh] [--verbose] [switches of the program]
import { rmSync } from 'node:fs';
import { takeArgs } from './lib/args.mjs';
import { exitOf } from './lib/children.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { startProgram } from './lib/launch.mjs';
import { devProfile } from './lib/paths.mjs';
import { startSandbox } from './lib/sandbox.mjs';
import { main, say } from './lib/steps.mjs';
import { prepare } from './prepare.mjs';

await main(async () => {
  const { values, flags, rest } = takeArgs({ values: ['people', 'port'], flags: ['fresh'] });
  await prepare();
  if (flags.has('fresh')) rmSync(devProfile, { recursive: true, force: true });
  await ensureDisplay();
  const sandbox = await startSandbox(values);
  say(`  Registry ${sandbox.fhir} · sign-in ${sandbox.issuer}`);
  say('→ The program is open; it ends with its window.');
  // The sandbox is a child of this process and ends with it.
  return exitOf(startProgram([`--policy=${sandbox.policyFile}`, `--user-data-dir=${devProfile}`, ...rest]));
});
