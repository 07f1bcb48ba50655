import { expect } from '@playwright/test';
import { CHIEF, type Desk, TEXT } from './desk.ts';
import type { Look } from './look.ts';
import type { Program } from './program.ts';
import { Requests } from './requests.ts';

const WORDS = TEXT.requests;

/** What the author writes about it. */
export const SAID = 'Приказ принесут завтра, его номер уже известен: 112-к.';

/** A request as its author has it, and its way to approval. */
export async function submitScreens(desk: Desk, program: Program, look: Look): Promise<void> {
  const requests = new Requests(program);
  await desk.go('requests');
  await requests.choose(1);
  await look('80-request');
  await requests.write(SAID);
  await look('80-request-discussion');
  await desk.page.getByRole('button', { name: WORDS.submit }).click();
  await requests.expectState(1, 'submitted');
}

/** The first sign-in of a chief doctor, who returns or signs that request; ends signed out. */
export async function approvalScreens(desk: Desk, program: Program, recoveryKey: string, look: Look): Promise<void> {
  const { page } = desk;
  const requests = new Requests(program);
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await desk.signInAsAnother(CHIEF);
  await expect(page.getByRole('tab', { name: TEXT.access.grantByKey })).toBeVisible();
  await look('82-grant');
  await desk.joinBy(recoveryKey, CHIEF);
  await look('83-chief-home');
  await desk.go('requests');
  await requests.choose(1);
  await look('84-approve');
  await requests.messages.scrollIntoViewIfNeeded();
  await look('84-approve-discussion');
  for (const [index, verb] of [WORDS.returnAll, /^Одобрить и подписать/].entries()) {
    await page.getByRole('button', { name: verb }).first().click();
    await expect(dialog).toBeVisible();
    await look(`${85 + index}-${index === 0 ? 'return' : 'sign'}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await desk.signOut();
}
