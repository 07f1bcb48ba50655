// npm test: every check there is, in order, then the sum as the last line: `N passed, N failed`.
// npm test -- [--only typecheck,lint,unit,histories,build,e2e] [--verbose]
import os from 'node:os';
import path from 'node:path';
import { takeArgs } from './lib/args.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { node24, root, tool } from './lib/paths.mjs';
import runFolder from './lib/run-folder.mjs';
import { main, say, show } from './lib/steps.mjs';
import { add, fromExit, fromHistories, fromPlaywright, fromVitest, inWords, none, one } from './lib/tally.mjs';
import { prepare } from './prepare.mjs';

process.on('exit', runFolder());
const reports = os.tmpdir();
/** Histories of desks that tell one another; each takes several times as long as one of desks that do not. */
const SHARED = 600;
const node = (args, env) => show(node24, args, { cwd: root, env: { ...process.env, ...env } });

/** Each part runs to its end and tells its numbers; a part that breaks down counts as one failure. */
const parts = {
  typecheck: async () => fromExit(await node([tool('typescript', 'tsc'), '-b'])),

  lint: async () => fromExit(await node([tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'])),

  unit: async () => {
    const file = path.join(reports, 'unit.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    return fromVitest(file, await node([tool('vitest'), ...args]));
  },

  histories: async () => {
    const tell = async (name, ...args) => {
      const file = path.join(reports, `${name}.json`);
      return fromHistories(file, await node([path.join('histories', 'index.ts'), '--report', file, ...args]));
    };
    return add(await tell('histories'), await tell('shared-histories', '--shared', '--count', String(SHARED)));
  },

  build: async () => {
    try {
      await ensureBuilt();
      return none;
    } catch (error) {
      say(error.message);
      return one.failed;
    }
  },

  e2e: async () => {
    await ensureDisplay();
    const file = path.join(reports, 'e2e.json');
    const args = ['test', '-c', path.join('e2e', 'playwright.config.ts'), '--reporter=list,json'];
    return fromPlaywright(
      file,
      await node([tool('@playwright/test', 'playwright'), ...args], { PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    );
  },
};

await main(async () => {
  const { values } = takeArgs({ values: ['only'] });
  const chosen = values.only?.split(',') ?? Object.keys(parts);
  await prepare({ tests: true, build: false });
  const results = {};
  for (const [name, part] of Object.entries(parts)) {
    if (!chosen.includes(name)) continue;
    say(`\n── ${name} ──`);
    // An old out/ must not be taken for the program that did not build.
    const blocked = name === 'e2e' && results.build?.failed;
    if (blocked) say('Not run: the program could not be built.');
    results[name] = blocked ? none : await part();
  }
  say('\n── summary ──');
  for (const [name, tally] of Object.entries(results)) say(`${name}: ${tally === none ? 'done' : inWords(tally)}`);
  const sum = Object.values(results).reduce(add, none);
  // The closing line is read by machines: its form is fixed, and nothing follows it.
  say(inWords(sum));
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
});
