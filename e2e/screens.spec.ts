import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prefer, resize } from './support/looks.ts';
import type { Program } from './support/program.ts';
import { emptyScreens, everyScreen } from './support/screens.ts';
import { expect, test } from './support/test.ts';

const FOLDER = join(import.meta.dirname, '../test-results/screens');
type Size = readonly [width: number, height: number];
const SMALLEST: Size = [1024, 640];
const LAPTOP: Size = [1366, 768];
const USUAL: Size = [1920, 1080];
const WIDE: Size = [2560, 1440];
const LARGEST: Size = [3840, 2160];

test.beforeEach(async ({ program }) => {
  test.slow();
  await mkdir(FOLDER, { recursive: true });
  // Nothing is pictured on its way.
  await program.page.emulateMedia({ reducedMotion: 'reduce' });
});

/** Pictures of every screen, to be looked at; and every screen opens, with nothing thrown and nothing cut off. */
for (const [theme, sizes] of [
  ['light', [SMALLEST, LAPTOP, WIDE, USUAL]],
  ['dark', [SMALLEST, USUAL]],
] as const) {
  test(`every screen in ${theme} and in ${sizes.length} sizes @screens`, async ({ program }) => {
    const thrown = errorsOf(program);
    await prefer(program, { theme });
    await everyScreen(program, async (name) => {
      for (const size of sizes) await picture(program, `${name}-${theme}`, size);
    });
    expect(thrown).toEqual([]);
  });
}

test('every screen in high contrast, in English, and twice as large in both sizes @screens', async ({ program }) => {
  const thrown = errorsOf(program);
  await everyScreen(program, async (name) => {
    await prefer(program, { theme: 'contrast' });
    await picture(program, `${name}-contrast`, SMALLEST);
    await prefer(program, { theme: 'light', language: 'en' });
    await picture(program, `${name}-english`, SMALLEST);
    await prefer(program, { language: 'ru', scale: 200 });
    await picture(program, `${name}-200`, SMALLEST);
    await picture(program, `${name}-200`, LARGEST);
    await prefer(program, { scale: 100 });
    await resize(program, ...USUAL);
  });
  expect(thrown).toEqual([]);
});

test.describe(() => {
  test.use({ people: 0 });
  test('the sections of a clinic without anybody @screens', async ({ program }) => {
    const thrown = errorsOf(program);
    await emptyScreens(program, (name) => picture(program, `${name}-empty`, SMALLEST));
    expect(thrown).toEqual([]);
  });
});

function errorsOf({ page }: Program): readonly string[] {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  return thrown;
}

/** Taken by the window itself, which knows its scale. */
async function picture(program: Program, name: string, [width, height]: Size): Promise<void> {
  await resize(program, width, height);
  // Wider than the window would mean something cut off; a dialog does not widen the page.
  await expect
    .poll(() =>
      program.page.evaluate(() =>
        Math.max(
          document.documentElement.scrollWidth,
          ...[...document.querySelectorAll('[role=dialog], [role=alertdialog]')].map((dialog) =>
            Math.floor(dialog.getBoundingClientRect().right),
          ),
        ),
      ),
    )
    .toBeLessThanOrEqual(await program.page.evaluate(() => window.innerWidth));
  // What was drawn last is what is taken: a language or a size chosen a moment ago may not be there yet.
  await program.page.evaluate(
    () =>
      new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn)))),
  );
  const taken = await program.application.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  await writeFile(join(FOLDER, `${name}-${width}.png`), taken, 'base64');
}
