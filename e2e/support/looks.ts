import { expect } from '@playwright/test';
import type { Preferences } from '#shared/contract/preferences.ts';
import type { Program } from './program.ts';

/** Chooses how the program looks, as its settings would, and waits until the page has followed. */
export async function prefer(program: Program, choice: Partial<Omit<Preferences, 'staffColumns'>>): Promise<void> {
  const { page } = program;
  await page.evaluate((chosen) => window.kartoteka.desktop.setPreferences(chosen), choice);
  const { theme, scale, language } = choice;
  if (theme !== undefined && theme !== 'system') await page.locator(`[data-theme=${theme}]`).first().waitFor();
  if (language !== undefined) await page.locator(`html[lang=${language}]`).waitFor();
  if (scale !== undefined) await sized(program, scale / 100);
}

/** Gives the window a size inside its frame, in pixels of the screen; one that is being shown may lose it once. */
export async function resize(program: Program, width: number, height: number): Promise<void> {
  await expect(async () => {
    await program.application.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
      [width, height] as [number, number],
    );
    await sized(program, await zoomOf(program), 5_000);
  }).toPass();
}

/** @param patience milliseconds after which it is asked for once more; without it as long as anything may take */
async function sized(program: Program, zoom: number, patience?: number): Promise<void> {
  const [width = 0] = await program.application.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize() ?? [],
  );
  await program.page.waitForFunction(
    (wanted) => Math.abs(window.innerWidth - wanted) <= 1,
    width / zoom,
    patience === undefined ? {} : { timeout: patience },
  );
}

function zoomOf(program: Program): Promise<number> {
  return program.application.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 1,
  );
}
