import { join, resolve } from 'node:path';
import { type Bench, subfolder } from '../support/bench.ts';
import { type Launched, launch } from '../support/launch.ts';
import { figure, inTurns, median } from '../support/measure.ts';
import { paintedWhen, SHOWS } from '../support/painted.ts';
import { PIN, type Profile, profileOf } from '../support/profile.ts';

const ROUNDS = 5;
const WARM_UP = 2;
const TARGET = 1.6;
const SMALL = 2000;
const ROOT = resolve(import.meta.dirname, '../..');
const BLANK = join(import.meta.dirname, '../support/blank-app');

/**
 * From the start of the process to the painted staff grid of the built program, against the first paint of an Electron
 * with one empty window. The store is encrypted and locked, as it is at every start; the person's own time with the PIN
 * is left out: the sum is «process started → lock screen painted» and «PIN sent off → staff grid painted», the key's
 * derivation (slow on purpose) and the home page included; the clerk goes on with Ctrl+2 as soon as the frame stands.
 * Warm starts: the browser writes its cache of compiled code at the second start, so each has been started twice before.
 */
export async function measure(bench: Bench): Promise<void> {
  const blankFolder = subfolder(bench, 'blank');
  const small = await profileOf(bench, SMALL);
  const large = await profileOf(bench, bench.people);
  const subjects = {
    blank: () => startBlank(blankFolder),
    small: () => startProgram(bench, small),
    large: () => startProgram(bench, large),
  };
  for (const start of Object.values(subjects)) for (let n = 0; n < WARM_UP; n++) await start();
  const times = await inTurns(ROUNDS, subjects);
  const floor = median(times.blank);
  bench.report(figure(`start to staff grid, ${SMALL} people`, median(times.small), floor, TARGET));
  bench.report(figure(`start to staff grid, ${bench.people} people`, median(times.large), floor, TARGET));
}

async function startBlank(folder: string): Promise<number> {
  const { at, page, quit } = await launch([BLANK, `--user-data-dir=${folder}`]);
  const painted = await page.evaluate(FIRST_PAINT);
  await quit();
  return Number(painted) - at;
}

/** The page may have painted before anybody could look, so it is asked for its own record. */
const FIRST_PAINT = `new Promise((tell) =>
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint !== undefined) tell(performance.timeOrigin + paint.startTime);
  }).observe({ type: 'paint', buffered: true }))`;

async function startProgram(bench: Bench, { folder, policyFile }: Profile): Promise<number> {
  const program = await launch([ROOT, `--user-data-dir=${folder}`, `--policy=${policyFile}`]);
  const { at, page, quit } = program;
  const locked = await moment(program, paintedWhen(SHOWS.lockScreen));
  await page.evaluate(NOTE_SUBMIT);
  await page.send('Input.insertText', { text: PIN });
  await page.send('Input.dispatchKeyEvent', ENTER);
  const open = await moment(program, paintedWhen(SHOWS.shell));
  const painted = await moment(program, `(${OPEN_STAFF}, ${paintedWhen(SHOWS.staffGrid)})`);
  const entered = await moment(program, 'submitted');
  await quit();
  const [lock, unlock, grid] = [locked - at, open - entered, painted - open].map(Math.round);
  bench.note(`lock screen ${lock} ms, unlocked ${unlock} ms, grid ${grid} ms`);
  return locked - at + (painted - entered);
}

async function moment({ page }: Launched, expression: string): Promise<number> {
  const value = await page.evaluate(expression);
  if (typeof value !== 'number') throw new Error(`no moment: ${expression}`);
  return value;
}

const NOTE_SUBMIT = `void addEventListener('submit', () => {
  globalThis.submitted = performance.timeOrigin + performance.now();
}, { capture: true, once: true })`;
const OPEN_STAFF = `dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, code: 'Digit2', cancelable: true }))`;
const ENTER = { type: 'keyDown', key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
