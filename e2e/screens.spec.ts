import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from './support/program.ts';
import { everyScreen } from './support/screens.ts';
import { expect, test } from './support/test.ts';

const FOLDER = join(import.meta.dirname, '../test-results/screens');
const SIZES = [
  [1024, 640],
  [1920, 1080],
] as const;

/** Pictures of every screen, to be looked at; and every screen opens, with nothing thrown and nothing cut off. */
for (const theme of ['light', 'dark'] as const) {
  test(`every screen in ${theme} and in two sizes @screens`, async ({ program }) => {
    test.slow();
    const thrown: string[] = [];
    program.page.on('pageerror', (error) => thrown.push(error.message));
    await mkdir(FOLDER, { recursive: true });
    await program.page.evaluate((chosen) => window.kartoteka.desktop.setPreferences({ theme: chosen }), theme);
    await everyScreen(program, (name) => pictures(program, `${name}-${theme}`));
    expect(thrown).toEqual([]);
  });
}

async function pictures(program: Program, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await program.application.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
      [width, height] as [number, number],
    );
    await program.page.waitForFunction((size) => window.innerWidth === size, width);
    // Wider than the window would mean something cut off.
    expect(await program.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await program.page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
  }
}
