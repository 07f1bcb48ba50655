import type { Api } from '#shared/contract/index.ts';
import { CLERK, Desk } from '../../e2e/support/desk.ts';
import { Program } from '../../e2e/support/program.ts';
import { startSandbox } from '../../e2e/support/sandbox.ts';
import { type Bench, subfolder } from '../support/bench.ts';
import { figure } from '../support/measure.ts';
import { longestStops, type Stops, watchStops } from '../support/stops.ts';

/** No stop of what people see is longer. */
const LONGEST_STOP = 50;
/** The store's own cache is let grow; beside it there is room for pages, not for a clinic. */
const CACHE_MB = 200;
const PAGES_MB = 60;

interface Copied extends Stops {
  /** Core's memory at its highest, MB. */
  readonly peak: number;
  readonly seconds: number;
}

/** The first copy as a clerk sees it come in: the whole program and a registry, each in processes of their own. */
export async function measure(bench: Bench): Promise<void> {
  const small = await copied(bench, bench.people / 10);
  const large = await copied(bench, bench.people);
  bench.report(figure('first copy: longest stop of main', large.main, null, LONGEST_STOP));
  bench.report(figure('first copy: longest stop of the page', large.page, null, LONGEST_STOP));
  const growth = Math.max(0, large.peak - small.peak);
  bench.report(figure('first copy: core, beyond a tenth of the people', growth, null, CACHE_MB + PAGES_MB, 'MB'));
}

async function copied(bench: Bench, people: number): Promise<Copied> {
  const sandbox = await startSandbox({ people, data: subfolder(bench, `registry-${people}`) });
  sandbox.standBack();
  const program = await Program.create(sandbox.policyFile);
  try {
    await program.open();
    const desk = new Desk(program);
    // Not before somebody can look at it: what the way in costs is measured elsewhere.
    await sandbox.spoil([{ path: '/fhir', action: 'status' }]);
    await desk.signIn(CLERK);
    await desk.setPin(CLERK);
    await desk.takeRecoveryKey();
    await desk.go('staff');
    await sandbox.calm();
    await watchStops(program);
    const begun = performance.now();
    const complete = await program.page.evaluate(async () => {
      const { kartoteka } = window as unknown as { kartoteka: Api };
      const state = await kartoteka.sync.run({});
      return state.ok && state.value.complete;
    });
    const seconds = (performance.now() - begun) / 1000;
    if (!complete) throw new Error('the copy is not complete');
    const found = { ...(await longestStops(program)), peak: await peakOfCore(program), seconds };
    bench.note(`${people} people in ${seconds.toFixed(1)} s: ${JSON.stringify(found)}`);
    return found;
  } finally {
    await program.dispose();
    await sandbox.stop();
  }
}

/** MB. */
function peakOfCore({ application }: Program): Promise<number> {
  return application.evaluate(({ app }) => {
    const core = app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'core');
    return (core?.memory.peakWorkingSetSize ?? Number.NaN) / 1024;
  });
}
