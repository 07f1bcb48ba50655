import type { Program } from '../../e2e/support/program.ts';

/** Milliseconds between two looks at the clock. */
const EVERY = 5;

declare global {
  /** The longest time in which nothing came to its turn, in milliseconds, in whichever process this is. */
  var longestStop: number | undefined;
}

export interface Stops {
  readonly main: number;
  readonly page: number;
}

/** Looks at the event loops of main and of the page from now on; begins anew with each call. */
export async function watchStops({ application, page }: Program): Promise<void> {
  await application.evaluate(`(${String(probe)})(${EVERY})`);
  await page.evaluate(`(${String(probe)})(${EVERY})`);
}

/** Runs in the other process: knows nothing but what it is given. */
function probe(every: number): void {
  const isNew = globalThis.longestStop === undefined;
  globalThis.longestStop = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    globalThis.longestStop = Math.max(globalThis.longestStop ?? 0, now - last - every);
    last = now;
  };
  if (isNew) setInterval(look, every);
}

export async function longestStops({ application, page }: Program): Promise<Stops> {
  const main = await application.evaluate(() => globalThis.longestStop ?? Number.NaN);
  return { main, page: await page.evaluate(() => globalThis.longestStop ?? Number.NaN) };
}
