import type { Locator } from '@playwright/test';
import { TEXT } from './desk.ts';
import type { Program } from './program.ts';
import { expect } from './test.ts';

const WORDS = TEXT.attachments;

/** Attaches a file by the dialog of the system. @param title of the record, as the page calls it */
export async function attach(program: Program, within: Locator, title: string, file: string): Promise<void> {
  await program.answerDialogs({ open: file });
  await within.getByRole('button', { name: WORDS.attachTo(title) }).click();
  const dialog = program.page.getByRole('dialog', { name: WORDS.attachTo(title) });
  await dialog.getByRole('button', { name: WORDS.chooseFile }).click();
  await expect(dialog).toBeHidden();
}
