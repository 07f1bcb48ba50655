import type { Bench } from '../support/bench.ts';
import { figure, median, quantile } from '../support/measure.ts';
import { paintedWhen, SHOWS } from '../support/painted.ts';
import { TEXT, withProgram } from '../support/program.ts';

/** Milliseconds from one frame to the next. */
const TARGET = 25;
const TURNS = 240;
/** Pixels of one turn of the wheel: a little more than a dozen rows. */
const TURN = 600;

/** The staff grid of twice as many people, under a wheel that does not stop: time from frame to frame, 95th percentile. */
export async function measure(bench: Bench): Promise<void> {
  const people = bench.people * 2;
  await withProgram(bench, people, async (page) => {
    await page.keyboard.press('Control+Digit2');
    await page.evaluate(paintedWhen(SHOWS.staffGrid));
    const grid = page.getByRole('grid', { name: TEXT.staff.title });
    await grid.hover();
    await page.evaluate(NOTE_FRAMES);
    for (let n = 0; n < TURNS; n++) await page.mouse.wheel(0, TURN);
    const frames = await page.evaluate<number[]>('stopFrames()');
    const moved = await grid.evaluate((element) => element.scrollTop);
    if (moved < (TURNS * TURN) / 2) throw new Error(`the grid moved by ${moved} pixels only`);
    await page.evaluate(paintedWhen(SHOWS.staffGrid));
    bench.note(`${frames.length} frames, median ${Math.round(median(frames))} ms`);
    bench.report(figure(`scroll of ${people} rows, frame p95`, quantile(frames, 0.95), null, TARGET));
  });
}

const NOTE_FRAMES = `(() => {
  const frames = [];
  let last = performance.now();
  let running = true;
  const note = (now) => {
    frames.push(now - last);
    last = now;
    if (running) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  globalThis.stopFrames = () => {
    running = false;
    return frames.slice(1);
  };
})()`;
