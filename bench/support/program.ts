import type { Page } from '@playwright/test';
import { messages } from '#shared/text/translate.ts';
import { Program } from '../../e2e/support/program.ts';
import type { Bench } from './bench.ts';
import { fillProfile, PIN, writePolicy } from './profile.ts';

export const TEXT = messages('ru');

/** Works with the built program over a clinic of so many people (or several organisations), unlocked. */
export async function withProgram(
  bench: Bench,
  people: number | readonly [number, ...number[]],
  work: (page: Page, program: Program) => Promise<void>,
): Promise<void> {
  const program = await Program.create(writePolicy(bench));
  try {
    await fillProfile(bench, typeof people === 'number' ? [people] : people, program.profile);
    const page = await program.open();
    await page.getByLabel(TEXT.access.pin, { exact: true }).fill(PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: TEXT.shell.sections.home }).waitFor();
    await work(page, program);
  } finally {
    await program.dispose();
  }
}
