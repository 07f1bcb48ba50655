import type { Bench } from '../support/bench.ts';
import { figure, median, quantile } from '../support/measure.ts';
import { paintedWhen, SHOWS } from '../support/painted.ts';
import { TEXT, withProgram } from '../support/program.ts';

/** Milliseconds from one frame to the next: a wheel turned without a pause, and a list thrown by a touchpad. */
const TARGET = { turned: 25, thrown: 50 };
const STEPS = 240;
/** Pixels of one notch of a wheel, as Chromium has it on Windows and Linux, and of one step of a throw: 18 rows. */
const STEP = { turned: 120, thrown: 600 };

/** The staff grid of twice as many people while it is scrolled: time from frame to frame, 95th percentile. */
export async function measure(bench: Bench): Promise<void> {
  const people = bench.people * 2;
  await withProgram(bench, people, async (page) => {
    await page.keyboard.press('Control+Digit2');
    await page.evaluate(paintedWhen(SHOWS.staffGrid));
    const grid = page.getByRole('grid', { name: TEXT.staff.title });
    await grid.hover();
    for (const way of ['turned', 'thrown'] as const) {
      const before = await grid.evaluate((element) => element.scrollTop);
      await page.evaluate(NOTE_FRAMES);
      for (let n = 0; n < STEPS; n++) await page.mouse.wheel(0, STEP[way]);
      const frames = await page.evaluate<number[]>('stopFrames()');
      const moved = (await grid.evaluate((element) => element.scrollTop)) - before;
      if (moved < (STEPS * STEP[way]) / 2) throw new Error(`the grid moved by ${moved} pixels only`);
      await page.evaluate(paintedWhen(SHOWS.staffGrid));
      bench.note(`${way}: ${frames.length} frames, median ${Math.round(median(frames))} ms`);
      bench.report(figure(`${people} rows ${way}, frame p95`, quantile(frames, 0.95), null, TARGET[way]));
    }
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
