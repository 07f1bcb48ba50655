import { expect } from '@playwright/test';
import { bellScreens } from './bell-screens.ts';
import { bulkScreens } from './bulk-screens.ts';
import { bulletinScreens } from './bulletin-screens.ts';
import { conflictScreens } from './conflict-screens.ts';
import { CLERK, Desk, TEXT } from './desk.ts';
import { divisionScreens } from './division-screens.ts';
import { exchangeScreens } from './exchange-screens.ts';
import { importScreens } from './import-screens.ts';
import type { Look } from './look.ts';
import { organisationScreens } from './organisation-screens.ts';
import { packageScreens } from './package-screens.ts';
import type { Program } from './program.ts';
import { approvalScreens, submitScreens } from './request-screens.ts';
import { shellScreens } from './shell-screens.ts';
import { staffScreens } from './staff-screens.ts';
import { viewScreens } from './view-screens.ts';

const SECTIONS = Object.keys(TEXT.shell.sections) as (keyof typeof TEXT.shell.sections)[];

/**
 * Walks through every screen and dialog of a new workstation, in Russian, and looks at each. What a walk looks for is
 * its own matter: it may change theme, language or scale, and leaves them as they were.
 */
export async function everyScreen(program: Program, look: Look): Promise<void> {
  const desk = new Desk(program);
  const recoveryKey = await door(desk, look);
  await editSomebody(desk);
  await sections(desk, look);
  await staffScreens(desk, look);
  await viewScreens(desk, program, look);
  await bulkScreens(desk, look);
  await dictionaryScreens(desk, look);
  await shellScreens(desk, look);
  await submitScreens(desk, program, look);
  await packageScreens(desk, program, look);
  await exchangeScreens(desk, look);
  await importScreens(desk, program, look);
  await organisationScreens(desk, look);
  await divisionScreens(desk, look);
  await conflictScreens(desk, program, look);
  await bellScreens(desk, look);
  await bulletinScreens(desk, program, look);
  await desk.signOut();
  await look('81-unlock');
  await approvalScreens(desk, program, recoveryKey, look);
}

/** The sections of a clinic that has nobody yet. */
export async function emptyScreens(program: Program, look: Look): Promise<void> {
  const desk = new Desk(program);
  await desk.signIn(CLERK);
  await desk.setPin(CLERK);
  await desk.takeRecoveryKey();
  await desk.pulled();
  await sections(desk, look);
}

/** The way in, up to a desk with the clinic in it. */
async function door(desk: Desk, look: Look): Promise<string> {
  // Core may still be starting.
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('01-welcome');
  await desk.signIn(CLERK);
  await expect(desk.page.getByLabel(TEXT.access.newPin, { exact: true })).toBeVisible();
  await look('02-set-pin');
  await desk.setPin(CLERK);
  await expect(desk.page.getByLabel(TEXT.access.recoveryKey)).toBeVisible();
  await look('03-recovery-key');
  const recoveryKey = await desk.takeRecoveryKey();
  await desk.pulled();
  return recoveryKey;
}

/** So that there is a draft, a changed cell and a history. */
async function editSomebody(desk: Desk): Promise<void> {
  await desk.go('staff');
  await desk.type('Ставка', '0,5');
  await expect(desk.status(/^Сохранено \d/)).toBeVisible();
}

/** Each section as it opens. */
async function sections(desk: Desk, look: Look): Promise<void> {
  for (const [index, section] of SECTIONS.entries()) {
    await desk.go(section);
    await look(`${10 + index}-${section}`);
    if (section === 'home') await closeMessages(desk);
  }
}

/** What came up in the corner was seen; below it are the lists. */
async function closeMessages({ page }: Desk): Promise<void> {
  await page.evaluate((dismiss) => {
    for (const button of document.querySelectorAll<HTMLElement>(`.fui-Toast button[aria-label="${dismiss}"]`))
      button.click();
  }, TEXT.shell.dismiss);
}

async function dictionaryScreens(desk: Desk, look: Look): Promise<void> {
  await desk.go('dictionaries');
  await desk.page.getByRole('button', { name: TEXT.dictionaries.registry.check }).click();
  const offers = desk.page.getByRole('table', { name: TEXT.dictionaries.registry.list });
  await expect(offers).toBeVisible();
  await look('30-dictionary-offers');
  await offers.getByRole('button').first().click();
  await expect(desk.page.getByRole('dialog')).toBeVisible();
  await look('31-dictionary-preview');
  await desk.page.keyboard.press('Escape');
  await expect(desk.page.getByRole('dialog')).toBeHidden();
}
